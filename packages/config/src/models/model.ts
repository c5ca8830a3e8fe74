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

/** A model whose owner and name are literal types. */
export interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}

/** The catalogue: its owners and names are literal types, the rest is {@link ModelSpec}. */
export interface Models {
  readonly svd: NamedModel<"stability-ai", "stable-video-diffusion">;
  readonly cogvideox: NamedModel<"thudm", "cogvideox-i2v">;
  readonly "cogvideox-t2v": NamedModel<"thudm", "cogvideox-t2v">;
  readonly "kling-v2.5-turbo-pro": NamedModel<"kwaivgi", "kling-v2.5-turbo-pro">;
  readonly "veo-3.1-lite": NamedModel<"google", "veo-3.1-lite">;
  readonly "seedance-1.5-pro": NamedModel<"bytedance", "seedance-1.5-pro">;
  readonly "grok-imagine-video": NamedModel<"xai", "grok-imagine-video">;
  readonly "wan-2.2-i2v-fast": NamedModel<"wan-video", "wan-2.2-i2v-fast">;
  readonly "wan-2.1-i2v-480p": NamedModel<"wavespeedai", "wan-2.1-i2v-480p">;
  readonly "wan-2.1-i2v-720p": NamedModel<"wavespeedai", "wan-2.1-i2v-720p">;
  readonly "video-01": NamedModel<"minimax", "video-01">;
  readonly "ltx-video": NamedModel<"lightricks", "ltx-video">;
}

/** The name of a model in the catalogue. */
export type ModelName = keyof Models;

/** What every price says about itself. */
export interface PriceFacts {
  /** The resolution this price is for, such as `"720p"`; absent where the price is the same whatever the resolution. */
  readonly resolution?: string;
  /** What the price asks for beside its resolution, such as `"without audio"`. */
  readonly condition?: string;
  /** The day, month or year the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** Where the price was read. */
  readonly source: string;
}

/** A model billed by the time its hardware is busy. */
export interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  /** The provider's name of the hardware, such as `"gpu-l40s"`. */
  readonly hardware: string;
  /** Dollars per second of hardware, a decimal. */
  readonly perSecond: string;
  /** Seconds of hardware that one run usually takes, a decimal. */
  readonly typicalRunSeconds: string;
}

/** A model billed by the length of the clip it makes. */
export interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  /** Dollars per second of clip, a decimal. */
  readonly perSecond: string;
}

/** A model billed by the clip, whatever its length. */
export interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  /** Dollars per clip, a decimal. */
  readonly perClip: string;
}

/** How a model is billed; `kind` tells which. */
export type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;
