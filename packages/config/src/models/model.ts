/** A value that an input of a model can have. */
export type ModelValue = string | number | boolean;

/** One input of a model, as its published schema has it. */
export interface ModelField {
  readonly type: "string" | "integer" | "number" | "boolean" | "array";
  /** The only values that it takes. */
  readonly enum?: readonly ModelValue[];
  /** The lowest number that it takes. */
  readonly minimum?: number;
  /** The highest number that it takes. */
  readonly maximum?: number;
  /** The value that the model takes if the input is left out. */
  readonly default?: ModelValue | readonly ModelValue[];
  /** True if the model does not run without it. */
  readonly required?: true;
  /** `"uri"` if it takes the address of a file, or if each value of a list is one. */
  readonly format?: "uri";
  /** The type of each value of a list. */
  readonly items?: "string" | "integer" | "number" | "boolean";
  /** True if the model's owner asks not to use it any more. */
  readonly deprecated?: true;
}

/**
 * A part that an input can play in making a clip, by which a wish finds it:
 *
 * - `prompt`, `negativePrompt`: what the clip shows, and what it must not show
 * - `image`, `lastImage`: the image that it starts with, and the one that it ends with
 * - `duration`: its length in seconds
 * - `frames`, `fps`: its length in frames, and its frame rate
 * - `resolution`, `aspectRatio`: its size and shape
 * - `audio`: the switch of its sound
 * - `seed`, `steps`, `motionBucketId`: how it is made
 */
export type Role =
  | "prompt"
  | "negativePrompt"
  | "image"
  | "lastImage"
  | "duration"
  | "frames"
  | "fps"
  | "resolution"
  | "aspectRatio"
  | "audio"
  | "seed"
  | "steps"
  | "motionBucketId";

/** A value that an input must have, several of which it must have one, or whether it must be given at all. */
export type Condition = ModelValue | readonly ModelValue[] | { readonly present: boolean };

/** Conditions on inputs, by their names: all conditions hold at once. An input that is left out has its default. */
export type Conditions = Readonly<Record<string, Condition>>;

/** Something that inputs ask of each other: if they are like `when`, others must be like `needs`, or are ignored. */
export interface ModelRule {
  readonly when: Conditions;
  /** The conditions that hold for others then. */
  readonly needs?: Conditions;
  /** The inputs that the model ignores then. */
  readonly ignores?: readonly string[];
  /** Why, in words that follow "because": `1080p clips are 8 s long`. */
  readonly reason: string;
}

/** The facts about a model's clips that its inputs do not say. */
export interface ModelClips {
  /** The lengths in seconds that it makes, ascending, if they are not all that its `duration` input takes. */
  readonly seconds?: readonly number[];
  /** The numbers of frames that it makes, ascending, if they are not all that its `frames` input takes. */
  readonly frames?: readonly number[];
  /** The frame rate of its clips, if no input sets it. */
  readonly fps?: number;
  /** The number that it adds to the frame rate when it writes the file: seconds = frames / (fps + fpsAdded). */
  readonly fpsAdded?: number;
  /** The rounding up of a length in seconds: to `step * k + added` frames at `fps`. */
  readonly rounding?: { readonly fps: number; readonly step: number; readonly added: number };
  /** The resolution of its clips, such as `480p`, if no input sets it. */
  readonly resolution?: string;
}

/** The facts that every price has. */
export interface PriceFacts {
  /** The inputs that the price is for; a price without it is for all. */
  readonly when?: Conditions;
  /** The day, month or year when the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** The place where the price was read. */
  readonly source: string;
  /** A remark about it, such as a source that contradicts it. */
  readonly note?: string;
}

/** The price of a model that is billed by the time for which its hardware is busy. */
export interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  /** The provider's name of the hardware, such as `gpu-l40s`. */
  readonly hardware: string;
  /** Dollars per second of hardware, a decimal. */
  readonly perSecond: string;
  /** Seconds of hardware that a run typically takes, a decimal; a run can take more or less. */
  readonly typicalRunSeconds: string;
}

/** The price of a model that is billed by the length of the clip it makes. */
export interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  /** Dollars per second of clip, a decimal. */
  readonly perSecond: string;
  /** Dollars per clip beside those per second, a decimal. */
  readonly perClip?: string;
}

/** The price of a model that is billed by the clip. */
export interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  /** Dollars per clip, a decimal. */
  readonly perClip: string;
}

/** A price of a model; `kind` says what is counted. */
export type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;

/** A model: its inputs, what its clips are like, and what they cost. It is plain data, the same in a file of one's own. */
export interface ModelSpec {
  /** The account that the model belongs to at the provider. */
  readonly owner: string;
  /** Its name there. */
  readonly name: string;
  /** `official` if the provider runs it by its name, `community` if it runs by the id of a version. */
  readonly kind: "official" | "community";
  /** Of a community model: a full version id of 64 hex digits, or `latest`, which has to be resolved before use. */
  readonly version?: string;
  /** A full version id that runs, for as long as `version` is `latest`. */
  readonly knownVersion?: string;
  /** The environment variable that overrides the version. */
  readonly versionVariable?: "SVD_MODEL_VERSION" | "COGVIDEOX_MODEL_VERSION";
  /** Every input of its published schema. */
  readonly inputs: Readonly<Record<string, ModelField>>;
  /** The names of the inputs that play a part. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** The rules that its inputs keep among each other. */
  readonly rules?: readonly ModelRule[];
  /** The facts about its clips that its inputs do not say. */
  readonly clips?: ModelClips;
  /** The sizes behind values of the `resolution` input that do not say them: `{ "pro": "1080p" }`. */
  readonly resolutions?: Readonly<Record<string, string>>;
  /** The inputs behind the names by which the provider bills, its "model variant": `{ "draft": { "draft": true } }`. */
  readonly variants?: Readonly<Record<string, Conditions>>;
  /** Its prices; empty if none is known. */
  readonly prices: readonly Price[];
  /** Why no price is known. */
  readonly priceUnknown?: string;
  /** One file, or a list of files. */
  readonly output: "uri" | "uri[]";
  /** The day, month or year when its inputs were read. */
  readonly asOf?: string;
  /** A remark about it. */
  readonly note?: string;
}

/** Models by the names that settings and jobs call them. */
export type Models = Readonly<Record<string, ModelSpec>>;

/** A model whose owner and name are literal types. */
export interface NamedModel<Owner extends string, Name extends string> extends ModelSpec {
  readonly owner: Owner;
  readonly name: Name;
}

/** The models of one owner, each under its own name. */
export type ModelsOf<Owner extends string, Name extends string> = {
  readonly [N in Name]: NamedModel<Owner, N>;
};

/** The need of a model for an input: it must get it, may get it, or has no place for it. */
export type InputNeed = "required" | "optional" | "none";
