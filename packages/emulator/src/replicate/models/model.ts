import { createHash } from "node:crypto";

/** A value that an input of a model can have. */
export type InputValue = string | number | boolean;

/** One input of a model, as its published schema has it. */
export interface EmulatedInput {
  readonly type: "string" | "integer" | "number" | "boolean" | "array";
  /** The only values that it takes. */
  readonly enum?: readonly InputValue[];
  /** The lowest number that it takes. */
  readonly minimum?: number;
  /** The highest number that it takes. */
  readonly maximum?: number;
  /** The value that the model takes if the input is left out. */
  readonly default?: InputValue | readonly InputValue[];
  /** True if the model does not run without it. */
  readonly required?: boolean;
  /** `"uri"` if it takes the address of a file, or if each value of a list is one. */
  readonly format?: "uri";
  /** The type of each value of a list. */
  readonly items?: "string" | "integer" | "number" | "boolean";
  /** True if the model's owner asks not to use it any more. */
  readonly deprecated?: boolean;
}

/** Values that inputs must have, by the names of the inputs: all of them, each one value, one of several, or any. */
export type InputConditions = Readonly<
  Record<string, InputValue | readonly InputValue[] | { readonly present: boolean }>
>;

/** A price of a model. */
export interface EmulatedPrice {
  /** The unit that is counted: seconds of video, clips, or seconds of hardware. */
  readonly kind: "output-second" | "clip" | "gpu-second";
  /** The inputs that the price is for; a price without it is for all. */
  readonly when?: InputConditions;
  /** Dollars per second, a decimal. */
  readonly perSecond?: string;
  /** Dollars per clip, a decimal. */
  readonly perClip?: string;
  /** Seconds of hardware that a run takes, a decimal; they become the `predict_time` of a prediction. */
  readonly typicalRunSeconds?: string;
}

/**
 * A model that runs: its inputs, their roles and its prices. A `ModelSpec` of `@vg/config` is one.
 *
 * @example
 * ```ts
 * import { type EmulatedModel, startEmulator } from "@vg/emulator";
 *
 * const film: EmulatedModel = {
 *   owner: "vg",
 *   name: "film",
 *   kind: "official",
 *   inputs: { prompt: { type: "string", required: true }, seconds: { type: "integer", enum: [5, 10], default: 5 } },
 *   roles: { prompt: "prompt", duration: "seconds" },
 *   prices: [{ kind: "output-second", perSecond: "0.07" }],
 * };
 * const emulator = await startEmulator({ models: { film } });
 * const page = await fetch(`${emulator.origin}/vg/film`);
 * (await page.text()).includes('"price":"$0.07"'); // => true
 * await emulator.close();
 * ```
 */
export interface EmulatedModel {
  /** The first part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly owner: string;
  /** The second part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /**
   * A description in words.
   *
   * @default ""
   */
  readonly description?: string;
  /** `official` if it runs by its name, `community` if it runs by the id of a version. */
  readonly kind: "official" | "community";
  /** The id of a community model's version, 64 hexadecimal digits; `latest` or none for an id that is made up. */
  readonly version?: string;
  /** The id of a community model's version, if `version` is `latest`. */
  readonly knownVersion?: string;
  /** Every input, by its name. */
  readonly inputs: Readonly<Record<string, EmulatedInput>>;
  /** The names of the inputs that decide how long a clip is and what it costs. */
  readonly roles?: Readonly<
    Partial<Record<"prompt" | "image" | "lastImage" | "duration" | "frames" | "fps" | "resolution" | "audio", string>>
  >;
  /** The rules between inputs; a prediction whose inputs break one fails with its reason. */
  readonly rules?: readonly {
    readonly when: InputConditions;
    readonly needs?: InputConditions;
    readonly reason: string;
  }[];
  /** The facts about its clips that no input says. */
  readonly clips?: {
    /** The lengths in seconds that it makes, ascending. */
    readonly seconds?: readonly number[];
    /** The numbers of frames that it makes, ascending. */
    readonly frames?: readonly number[];
    /** The frame rate of its clips, if no input sets it. */
    readonly fps?: number;
    /** The number that it adds to the frame rate when it writes the file. */
    readonly fpsAdded?: number;
    /** The rule by which it rounds a length in seconds up: to `step * k + added` frames at `fps`. */
    readonly rounding?: { readonly fps: number; readonly step: number; readonly added: number };
  };
  /** The inputs behind the names by which it is billed, its "model variant". */
  readonly variants?: Readonly<Record<string, InputConditions>>;
  /** Its prices; none if it is billed by hardware that is not known. */
  readonly prices?: readonly EmulatedPrice[];
  /**
   * One file, or a list of files.
   *
   * @default "uri"
   */
  readonly output?: "uri" | "uri[]";
}

/** A version of a model. */
export interface ModelVersion {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly createdAt: Date;
}

/** A model of the emulator. */
export interface Model extends EmulatedModel {
  readonly description: string;
  /** Newest first; an official model has one that is shown but does not run. */
  readonly versions: readonly [ModelVersion, ...ModelVersion[]];
  /** True if its inputs are known, and so can be validated. */
  readonly hasSchema: boolean;
}

/** A model of which only the name and the versions are known: any inputs are valid. */
export interface NewModel {
  /** The first part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly owner: string;
  /** The second part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /**
   * A description in words.
   *
   * @default ""
   */
  readonly description?: string;
  /**
   * Version ids of 64 hexadecimal digits, newest first, a second apart; none for an official model, which runs as
   * `owner/name`.
   *
   * @default []
   */
  readonly versions?: readonly string[];
}

/** Completes a model; its versions are a second apart, so that newest first is visible. */
export function createModel(given: EmulatedModel | NewModel, now: number): Model {
  const spec: EmulatedModel = "inputs" in given ? given : bareSpec(given);
  const ids = "inputs" in given ? [versionOf(given)] : (given.versions ?? []);
  const [latest = madeUpVersion(spec), ...older] = ids;
  const dated = (id: string, index: number): ModelVersion => ({ id, createdAt: new Date(now - index * 1000) });
  return {
    ...spec,
    description: spec.description ?? "",
    hasSchema: "inputs" in given,
    versions: [dated(latest, 0), ...older.map((id, index) => dated(id, index + 1))],
  };
}

/** Returns the value that an input has in a prediction: the given one, or the default of the model. */
export function valueOf({ inputs }: EmulatedModel, name: string, input: Readonly<Record<string, unknown>>): unknown {
  return input[name] ?? inputs[name]?.default;
}

/** Returns whether inputs meet all conditions. */
export function meets(
  model: EmulatedModel,
  conditions: InputConditions,
  input: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(conditions).every(([name, condition]) => {
    const value = valueOf(model, name, input);
    if (Array.isArray(condition)) return condition.includes(value);
    if (typeof condition === "object" && "present" in condition) return condition.present === (value !== undefined);
    return condition === value;
  });
}

function bareSpec({ owner, name, description = "", versions = [] }: NewModel): EmulatedModel {
  return { owner, name, description, kind: versions.length === 0 ? "official" : "community", inputs: {} };
}

function versionOf(model: EmulatedModel): string {
  const { version = "latest", knownVersion = madeUpVersion(model) } = model;
  return version === "latest" ? knownVersion : version;
}

/** Always the same for one model. */
function madeUpVersion({ owner, name }: EmulatedModel): string {
  return createHash("sha256").update(`${owner}/${name}`).digest("hex");
}
