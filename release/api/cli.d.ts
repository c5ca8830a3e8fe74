import { Readable, Writable } from "node:stream";
import { CostRates, Environment, GenerationSettings, ModelName } from "@vg/config";
import { CostJSON } from "@vg/cost";
import { ImageFailure, StorageObject } from "@vg/image";

/** The other facts of an error of `vg`. */
interface CliErrorOptions {
  /**
   * The exit code: 2 if the input, the usage or the configuration is wrong, else 1.
   *
   * @default 2
   */
  readonly exitCode?: ExitCode;
  /** The error that caused it. */
  readonly cause?: unknown;
}
/**
 * An error that a person can put right: its message names what is wrong and the fix, and is shown without a stack trace.
 *
 * @example
 * ```ts
 * import { CliError } from "@vg/cli";
 *
 * new CliError("job.json does not exist; check the path").exitCode; // => 2
 * ```
 */
declare class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;
  constructor(message: string, { exitCode, cause }?: CliErrorOptions);
}
/** The exit codes of `vg`: 0 done, 1 failed, 2 wrong usage or configuration, 3 over budget, 130 and 143 interrupted. */
type ExitCode = 0 | 1 | 2 | 3 | 130 | 143;
/** The streams and the signal of a run of `vg`: a process's own, or a test's. */
interface CliContext {
  readonly stdin: Readable & {
    readonly isTTY?: boolean;
  };
  readonly stdout: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  readonly stderr: Writable & {
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  /** Aborted by Ctrl-C with an `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}
/** A list of clips that are made, and paid for, together. */
interface Job {
  /** Names the job in logs and plans. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
}
/** One clip of a job, as it was asked for. */
interface JobClip {
  /** What is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** A URL of Supabase Storage; without one the clip is made from its prompt alone. */
  readonly imageUrl?: string;
}
/**
 * Runs `vg` with the arguments that follow its name, and returns its exit code; it never rejects.
 *
 * An aborted `context.signal` ends it at once.
 *
 * @example
 * ```ts
 * import { main } from "@vg/cli";
 *
 * const { stdin, stdout, stderr } = process;
 * const { signal } = new AbortController();
 * await main(["models", "--json", "--no-such-option"], { stdin, stdout, stderr, signal }); // => 2
 * ```
 */
declare function main(argv: readonly string[], context: CliContext): Promise<ExitCode>;
/** What a job will run, clip by clip, what that will cost, and what each model gets as its image. */
interface Plan {
  /** The shape of this plan; a change that readers would notice gets another number. */
  readonly format: "vg-plan/1";
  readonly jobId: string;
  /** When the plan was made; signed URLs live from then on. ISO 8601, UTC. */
  readonly createdAt: string;
  readonly environment: Environment;
  /** What the clips' costs were made from, each once. */
  readonly prices: readonly PlannedPrice[];
  /** Seconds of all clips. */
  readonly totalDuration: number;
  /** The exact sum of the clips' costs. */
  readonly total: CostJSON;
  /** The comparison with a budget, where one was given. */
  readonly budget?: PlannedBudget;
  readonly clips: readonly PlannedClip[];
}
/** One clip of a plan: everything that its prediction needs. */
interface PlannedClip {
  /** Position in the job, from 0. */
  readonly index: number;
  readonly prompt: string;
  /** Seconds, as asked for. */
  readonly duration: number;
  readonly model: PlannedModel;
  readonly settings: GenerationSettings;
  readonly cost: CostJSON;
  readonly image: PlannedImage;
  /** What the model cannot do or will ignore; empty where everything fits. */
  readonly warnings: readonly PlanWarning[];
}
/** The model of one clip. */
interface PlannedModel {
  readonly name: ModelName;
  /** `owner/name:version`. */
  readonly reference: string;
  /** Whether the version is a full id; where it is not, resolve the reference before the prediction. */
  readonly resolved: boolean;
}
/** Rates, where they come from and which clips they price. */
interface PlannedPrice extends CostRates {
  /** Whether somebody set them, a model's price in the catalogue gave them, or the environment's formula did. */
  readonly from: "settings" | "catalogue" | "environment";
  /** The model whose price it is, where it is one's. */
  readonly model?: ModelName;
  /** How old the price is in days, where its day, month or year is known; a month or year counts from its end. */
  readonly ageDays?: number;
  /** How many clips it prices. */
  readonly clips: number;
}
/** A job beside its budget; `limit = total + remaining - overrun`. */
interface PlannedBudget {
  readonly withinBudget: boolean;
  readonly limit: CostJSON;
  readonly remaining: CostJSON;
  readonly overrun: CostJSON;
  /** Position of the clip that crosses the limit, from 0; null where none does. */
  readonly firstClipOver: number | null;
  /** How many clips, from the first on, fit. */
  readonly affordableClips: number;
  /** The same at the nearest lengths that the models make, where a clip has a length that its model does not make. */
  readonly atNearestLengths?: {
    readonly total: CostJSON;
    readonly withinBudget: boolean;
  };
}
/** What a clip's model gets as its image; `via` tells how it gets there, or that it does not. */
type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;
/** A URL that goes into the prediction's input as it stands. */
interface UrlImage extends ImageFacts, Attempts {
  /** `signed-url`: Storage serves it; `upload`: a file at Replicate, for the same account's predictions only. */
  readonly via: "signed-url" | "upload";
  /** The URL; a signed one carries its key, so it belongs in no log. */
  readonly input: string;
  readonly object: StorageObject;
  /** When the URL stops to work, ISO 8601, where it does. */
  readonly expiresAt?: string;
}
/**
 * Bytes that have to go with the prediction itself, because no URL can stand in for them.
 *
 * JSON holds no bytes: call `prepareImage(imageUrl, { jobId })` of `@vg/image` right before the prediction, and pass the
 * `File` it gives.
 */
interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  /** The URL to prepare again; it was good when the plan was made. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}
/** An image that nobody has looked at, because `--no-images` was given: prepare it before the prediction. */
interface SkippedImage {
  readonly via: "not-prepared";
  readonly imageUrl: string;
  readonly object: StorageObject;
}
/** No image: the clip is made from its prompt alone. */
interface NoImage extends Attempts {
  readonly via: "none";
  /** The clip has none, the model takes none, or why it could not be prepared. */
  readonly reason: "no-image" | "not-taken" | ImageFailure;
  /** Whether planning again may succeed. */
  readonly retryable: boolean;
  readonly object?: StorageObject;
}
/** What is known of the bytes, where they were looked at. */
interface ImageFacts {
  readonly mediaType?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
}
/** How often it was tried. */
interface Attempts {
  /** Attempts in all, over every way that was tried; 0 where none was needed. */
  readonly attempts: number;
}
/** Something that the chosen model cannot do or will ignore, or that makes a price doubtful. */
interface PlanWarning {
  /**
   * - `duration-impossible`: the model makes no clip of this length
   * - `duration-too-long`: longer than the settings allow
   * - `setting-impossible`: the model takes the setting, but not this value
   * - `setting-ignored`: the model has no place for the setting
   * - `prompt-ignored`: the model takes no prompt
   * - `image-needed`: the preferred model needs an image and there is none, so another model is taken
   * - `image-ignored`: the model takes no image
   * - `image-unavailable`: the image could not be prepared
   * - `price-unknown`: the model's own price is not known, other rates are used
   */
  readonly code:
    | "duration-impossible"
    | "duration-too-long"
    | "setting-impossible"
    | "setting-ignored"
    | "prompt-ignored"
    | "image-needed"
    | "image-ignored"
    | "image-unavailable"
    | "price-unknown";
  /** A sentence for a person. */
  readonly message: string;
  /** The nearest value that is possible, where there is one. */
  readonly nearest?: number | string;
  /** What the clip costs with that value, where it costs something else. */
  readonly nearestCost?: CostJSON;
}
/** Not a plan, or a plan of another format. */
declare class PlanError extends Error {
  override readonly name = "PlanError";
  /** What is wrong: the field's path and the rule, one for each. */
  readonly problems: readonly string[];
  constructor(problems: readonly string[]);
}
/**
 * The plan in a parsed plan.json, for whoever runs it.
 *
 * @throws {@link PlanError} that names every field which is wrong; never with a value, which may be a signed URL.
 * @example
 * ```ts
 * import { parsePlan } from "@vg/cli";
 *
 * parsePlan({ format: "vg-plan/2" }); // throws PlanError: This is no plan of the format vg-plan/1
 * ```
 */
declare function parsePlan(value: unknown): Plan;
export {
  type CliContext,
  CliError,
  type CliErrorOptions,
  type ExitCode,
  type FileImage,
  type Job,
  type JobClip,
  type NoImage,
  type Plan,
  PlanError,
  type PlanWarning,
  type PlannedBudget,
  type PlannedClip,
  type PlannedImage,
  type PlannedModel,
  type PlannedPrice,
  type SkippedImage,
  type UrlImage,
  main,
  parsePlan,
};
