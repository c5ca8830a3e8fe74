import type { Price } from "./price.ts";

/** Whether a model must get an input, may get it, or has no place for it. */
export type InputNeed = "required" | "optional" | "none";

/** What a model can be told. */
export type InputName = "image" | "prompt" | "resolution" | "fps" | "motionBucketId" | "steps" | "duration" | "frames";

/** Clips made of a number of frames, played at a rate. */
export interface FrameClips {
  readonly kind: "frames";
  /** Every number of frames that can be asked for, ascending. */
  readonly frames: readonly number[];
  /** The lowest and the highest whole number of frames per second; the same twice where it is fixed. */
  readonly fps: { readonly min: number; readonly max: number };
  /** What the model adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded: number;
}

/** Clips whose length is asked for in seconds. */
export interface SecondClips {
  readonly kind: "seconds";
  /** Every length that can be asked for, ascending. */
  readonly seconds: readonly number[];
}

/** A model in the catalogue: who it is, what it needs, what it can make and what that costs. */
export interface ModelSpec {
  /** The account it belongs to at the provider. */
  readonly owner: string;
  /** Its name there. */
  readonly name: string;
  /** A full version id of 64 hex digits, or `latest`, which has to be resolved before use. */
  readonly version: string;
  /** The environment variable that overrides the version, where there is one. */
  readonly versionVariable?: "SVD_MODEL_VERSION" | "COGVIDEOX_MODEL_VERSION";
  readonly image: InputNeed;
  readonly prompt: InputNeed;
  /** What the model calls the inputs it takes; it has no place for those that are not here. */
  readonly inputs: Readonly<Partial<Record<InputName, string>>>;
  /** What clips it can make at all. */
  readonly clips: FrameClips | SecondClips;
  /** What it costs, one entry for each resolution that has its own price; empty where no price is known. */
  readonly prices: readonly Price[];
  /** Why no price is known; only where `prices` is empty. */
  readonly priceUnknown?: string;
}
