import { Cost, CostJSON } from "@vg/cost";
import { Config, CostRates, Environment, Lengths, MadeClip, ModelName, ModelRun, Price } from "@vg/config";

/** One thing that is wrong with a job. */
interface JobIssue {
  /** The field: `clipPrompts[2].duration`; empty for the job as a whole. */
  readonly path: string;
  /** The rule, the value and the fix, as they follow the field's name; never a secret's value. */
  readonly message: string;
  readonly code: JobIssueCode;
}
/**
 * The kind of an issue:
 *
 * - `missing`: a field that has to be there is not
 * - `invalid`: a field has a value that it cannot have
 * - `unknown-field`: a field that a job does not have
 * - `repeated-field`: a field that is there more than once, which only the text of a job shows
 * - `unknown-model`: a model that the configuration does not have
 * - `impossible`: a wish that the model of a clip cannot be sent; only from `planJob`
 */
type JobIssueCode = "missing" | "invalid" | "unknown-field" | "repeated-field" | "unknown-model" | "impossible";
/**
 * Everything that is wrong with a job, all at once, in a message made for a person: one line an issue, of which it shows
 * the first twenty.
 *
 * @example
 * ```ts
 * import { JobError } from "@vg/plan";
 *
 * const path = "clipPrompts[0].seed";
 * new JobError([{ path, message: "must be a whole number", code: "invalid" }]).message; // => 'clipPrompts[0].seed (clip 1) must be a whole number'
 * ```
 */
declare class JobError extends Error {
  override readonly name = "JobError";
  readonly issues: readonly JobIssue[];
  constructor(issues: readonly JobIssue[]);
}
/** One thing that is wrong with a plan. */
interface PlanIssue {
  /** The field: `clips[2].cost.amount`; empty for the plan as a whole. */
  readonly path: string;
  /** The rule, as it follows the field's name; never a value, which may be a signed URL. */
  readonly message: string;
}
/**
 * A value is not a plan, or a plan of another format: everything that is wrong, all at once.
 *
 * @example
 * ```ts
 * import { PlanError } from "@vg/plan";
 *
 * new PlanError([{ path: "total", message: "is missing" }]).issues; // => [ { path: 'total', message: 'is missing' } ]
 * ```
 */
declare class PlanError extends Error {
  override readonly name = "PlanError";
  readonly issues: readonly PlanIssue[];
  constructor(issues: readonly PlanIssue[]);
}
/**
 * The reason why a clip of a plan cannot be sent as it is:
 *
 * - `image-missing`: the plan holds no URL of its image
 * - `image-expired`: the URL of its image has expired, or will before the model fetches it
 * - `image-unexpected`: an image was passed, and the clip is planned without one
 * - `image-invalid`: what was passed is neither a URL nor a file
 * - `version-unresolved`: the model's version is not a full id
 */
type PredictionRequestCode =
  | "image-missing"
  | "image-expired"
  | "image-unexpected"
  | "image-invalid"
  | "version-unresolved";
/**
 * A clip of a plan cannot be sent as it is; the message has the fix.
 *
 * @example
 * ```ts
 * import { PredictionRequestError } from "@vg/plan";
 *
 * const error = new PredictionRequestError("image-missing", 2, "has an image that is not prepared");
 * error.message; // => 'clip 3 has an image that is not prepared'
 * ```
 */
declare class PredictionRequestError extends Error {
  override readonly name = "PredictionRequestError";
  readonly code: PredictionRequestCode;
  /** Position of the clip in the plan, from 0. */
  readonly index: number;
  constructor(code: PredictionRequestCode, index: number, message: string);
}
/** A list of clips that are made, and paid for, together. */
interface Job {
  /** The name of the job in logs and plans: 1 to 200 characters on one line. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
  /** The wishes for every clip that does not say otherwise. */
  readonly defaults?: Wishes;
}
/** One clip of a job, as it is asked for. */
interface JobClip extends Wishes {
  /** The text of what is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** The image that the clip begins with, a URL of Supabase Storage; without it the clip is made from its prompt alone. */
  readonly imageUrl?: string;
  /** The image that the clip ends with, a URL of Supabase Storage. */
  readonly lastImageUrl?: string;
}
/** The wishes for a clip. One that is left out is up to the job's defaults, then to the configuration, then to the model. */
interface Wishes {
  /** The name of a model, such as `veo-3.1-lite`. */
  readonly model?: string;
  /** The size of the picture: `720p`, `1280x720`, or a word of the model's own. */
  readonly resolution?: string;
  /** Width to height, such as `16:9`. */
  readonly aspectRatio?: string;
  /** True if the clip is to have sound. */
  readonly audio?: boolean;
  /** The number that the randomness begins with, a whole number of at least 0: the same one makes the same clip again. */
  readonly seed?: number;
  /** The text of what is not to be seen; an empty one is no wish, and hides the job's default. */
  readonly negativePrompt?: string;
  /** Frames per second, a whole number from 1 to 240. */
  readonly fps?: number;
}
/**
 * Reads a job from parsed JSON; a field that is null is left out.
 *
 * @throws {@link JobError} with everything that is wrong: fields that are missing, invalid or not a job's.
 * @example
 * ```ts
 * import { parseJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves at night", duration: 5, audio: true }] });
 * job.clipPrompts; // => [ { prompt: 'waves at night', duration: 5, audio: true } ]
 * parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", lenght: 5, duration: 5 }] }); // throws clipPrompts[0].lenght (clip 1) is not a field
 * ```
 */
declare function parseJob(value: unknown): Job;
/** An object in Supabase Storage. */
interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}
/** The predictions and clips of a job, and their costs. It is plain JSON and holds no bytes. */
interface Plan {
  /** The shape of the plan; a change that readers would notice gets another number. */
  readonly format: "vg-plan/2";
  readonly jobId: string;
  /** The time when the plan was made, ISO 8601, UTC. */
  readonly createdAt: string;
  readonly environment: Environment;
  /** The rule by which lengths were chosen. */
  readonly lengths: Lengths;
  /** The prices of the clips, each once. */
  readonly prices: readonly PlannedPrice[];
  /** Seconds of all clips, as they were asked for and as they are made. */
  readonly seconds: {
    readonly asked: number;
    readonly made: number;
  };
  /** The exact sum of the clips' costs. */
  readonly total: CostJSON;
  /** The comparison with a budget, if one was given. */
  readonly budget?: PlannedBudget;
  /** The warnings of all clips, each once, with the clips that it is about. */
  readonly warnings: readonly PlanWarning[];
  readonly clips: readonly PlannedClip[];
}
/** One clip of a plan: everything that its prediction needs. */
interface PlannedClip {
  /** Position in the job, from 0. */
  readonly index: number;
  readonly prompt: string;
  /** The wishes of somebody: in the clip, in the job's defaults or in the configuration. */
  readonly asked: AskedClip;
  readonly model: PlannedModel;
  /** The model or version that runs; a part of the argument of `replicate.predictions.create`. */
  readonly run: ModelRun;
  /** The input that is sent to the model, without images that are still to be prepared. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The names of the inputs that take the images, if the model takes any. */
  readonly imageInputs: {
    readonly image?: string;
    readonly lastImage?: string;
  };
  /** The clip that the model makes of it. */
  readonly makes: MadeClip;
  /** Position of the clip's price in `prices`, from 0. */
  readonly price: number;
  /** The exact cost of what is made. */
  readonly cost: CostJSON;
  /** The image that the clip begins with. */
  readonly image: PlannedImage;
  /** The image that the clip ends with, if the job has one. */
  readonly lastImage?: PlannedImage;
  /** The wishes that are not made so; empty if all are. */
  readonly warnings: readonly ClipWarning[];
}
/** The wishes for a clip: none is a default that nobody set. */
interface AskedClip extends Wishes {
  /** Seconds. */
  readonly duration: number;
  /** The amount of movement, from 1 to 255; from the configuration only. */
  readonly motionBucketId?: number;
  /** Steps of the diffusion; from the configuration only. */
  readonly steps?: number;
}
/** The model of one clip. */
interface PlannedModel {
  readonly name: ModelName;
  /** `owner/name` of an official model, `owner/name:version` of others. */
  readonly reference: string;
  /** False if the version is to be resolved before the prediction. */
  readonly resolved: boolean;
}
/** A price, its origin and the number of its clips. */
interface PlannedPrice extends CostRates {
  /** Its origin: rates that somebody set, the model's own price, or the environment's formula, which is nobody's price. */
  readonly from: "settings" | "model" | "environment";
  /** The model whose price it is. */
  readonly model?: ModelName;
  /** The unit of a model's price; by `gpu-second` the cost is that of a run of typical length. */
  readonly kind?: Price["kind"];
  /** The age of the price in whole days, if its day, month or year is known; a month or a year counts from its end. */
  readonly ageDays?: number;
  /** The number of clips that it prices. */
  readonly clips: number;
}
/** A plan beside its budget; `limit = total + remaining - overrun`. */
interface PlannedBudget {
  readonly withinBudget: boolean;
  readonly limit: CostJSON;
  readonly remaining: CostJSON;
  readonly overrun: CostJSON;
  /** Position of the clip that crosses the limit, from 0; null if none does. */
  readonly firstClipOver: number | null;
  /** The number of clips, from the first on, that fit. */
  readonly affordableClips: number;
}
/** The image that a clip's model gets; `via` is the way it gets there. */
type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;
/** A URL that the model fetches; it is in the clip's `input`. */
interface UrlImage extends ImageFacts, Attempts {
  /** `signed-url`: Storage serves it; `upload`: a file at Replicate, for the same account's predictions only. */
  readonly via: "signed-url" | "upload";
  /** The URL; a signed one has its key in it, so it belongs in no log. */
  readonly input: string;
  /** The image's URL in the job, to prepare it again. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  /** The time when the URL stops working, ISO 8601, if it does. */
  readonly expiresAt?: string;
}
/**
 * Bytes that have to go with the prediction itself, because no URL can take their place.
 *
 * A plan holds no bytes: call `prepareImage(imageUrl, { jobId })` of `@vg/image` right before the prediction, and pass its
 * `File` to `predictionRequest`.
 */
interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  /** The image's URL in the job, to prepare it again; it was good when the plan was made. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}
/** An image that nobody has prepared yet: prepare it before the prediction. */
interface SkippedImage {
  readonly via: "not-prepared";
  /** The image's URL in the job. */
  readonly imageUrl: string;
  readonly object: StorageObject;
}
/** No image. */
interface NoImage extends Attempts {
  readonly via: "none";
  /** The clip has none, the model takes none, or the reason why it could not be prepared, such as `not-found`. */
  readonly reason: "no-image" | "not-taken" | (string & {});
  /** What is wrong with its URL in the job, if that is the reason: `is for uploading, not for reading`. */
  readonly problem?: string;
  /** True if planning again may succeed. */
  readonly retryable: boolean;
  readonly object?: StorageObject;
}
/** The facts of the bytes, if somebody has looked at them. */
interface ImageFacts {
  readonly mediaType?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
}
/** The number of attempts. */
interface Attempts {
  /** Attempts in all, over every way that was tried; 0 if none was needed. */
  readonly attempts: number;
}
/** Something that a warning can be about. */
type WarningField = keyof AskedClip | "prompt" | "image" | "lastImage" | "price";
/** A value that was asked for or is made. */
type WarnedValue = string | number | boolean;
/**
 * The kind of a warning:
 *
 * - `duration-longer`: the model makes no clip of this length, a longer one is made and paid for
 * - `duration-shorter`: a shorter clip is made, because the model makes no longer one, or because it is nearer
 * - `duration-too-long`: longer than the configuration allows
 * - `wish-adjusted`: the model takes the wish, but not this value
 * - `wish-ignored`: the model has no place for the wish
 * - `prompt-ignored`: the model takes no prompt
 * - `image-needed`: the model that was asked for needs an image and there is none, so another one makes the clip
 * - `image-ignored`: the model takes no image
 * - `image-unavailable`: the image could not be prepared
 * - `price-unknown`: the model's price is not known, and the environment's formula is nobody's price
 */
type WarningCode =
  | "duration-longer"
  | "duration-shorter"
  | "duration-too-long"
  | "wish-adjusted"
  | "wish-ignored"
  | "prompt-ignored"
  | "image-needed"
  | "image-ignored"
  | "image-unavailable"
  | "price-unknown";
/** The outcome of a wish that is not made as it was asked for. */
interface ClipWarning {
  readonly code: WarningCode;
  /** A sentence for a person; it names no clip. */
  readonly message: string;
  /** The subject of the warning. */
  readonly field: WarningField;
  /** The model that makes the clip. */
  readonly model: ModelName;
  /** The value that was asked for. */
  readonly asked?: WarnedValue;
  /** The value that is made instead. */
  readonly made?: WarnedValue;
}
/** A warning about one or several clips; lengths that become others are one warning for each model. */
interface PlanWarning extends ClipWarning {
  /** Positions of the clips that it is about, from 0, ascending. */
  readonly clips: readonly number[];
  /** The cheapest model that can make the whole job as it is asked for, if the price is not known. */
  readonly alternative?: {
    readonly model: ModelName;
    readonly total: CostJSON;
  };
}
/** The difference between two plans. */
interface PlanComparison {
  /** The totals, and how much more the second one is; less is below 0. */
  readonly total: CostChange;
  /** The clips that changed, came or went, in the order of the second plan; those that went are last. */
  readonly clips: readonly ClipChange[];
  /** The number of clips that are the same in both plans. */
  readonly same: number;
}
/** Two costs, and how much more the second one is; less is below 0. */
interface CostChange {
  readonly before: CostJSON;
  readonly after: CostJSON;
  readonly more: CostJSON;
}
/** The difference of one clip. */
interface ClipChange {
  readonly kind: "changed" | "added" | "removed";
  /** Its position in the first plan, from 0; absent if it was added. */
  readonly before?: number;
  /** Its position in the second plan, from 0; absent if it was removed. */
  readonly after?: number;
  /** Its prompt, in the second plan if it is there. */
  readonly prompt: string;
  /** Its costs; that of a clip which is not there is 0. */
  readonly cost: CostChange;
  /** The differences beside the cost; empty for a clip that was added or removed. */
  readonly changes: readonly FieldChange[];
}
/** A fact about a clip that is different; `before` or `after` is absent if the clip does not have it there. */
interface FieldChange {
  /**
   * - `prompt`, `model`: as they are called
   * - `asked`, `seconds`: the length that was asked for, and the one that is made
   * - `resolution`, `aspectRatio`, `audio`, `fps`, `frames`: what is made
   * - `image`, `lastImage`: the object in Storage; absent if the clip gets none
   * - `input.NAME`: an input that is sent otherwise, if nothing else is different
   */
  readonly field:
    | "prompt"
    | "model"
    | "asked"
    | "seconds"
    | "resolution"
    | "aspectRatio"
    | "audio"
    | "fps"
    | "frames"
    | "image"
    | "lastImage"
    | `input.${string}`;
  readonly before?: WarnedValue;
  readonly after?: WarnedValue;
}
/**
 * Compares two plans, clip by clip. Clips with the same prompt are the same clip, wherever they are; of the others those
 * in the same position. How an image gets to the model is no difference, nor is the key in its URL.
 *
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { comparePlans, parseJob, planJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 4, resolution: "720p" }] });
 * const [before, after] = (["veo-3.1-lite", "kling-v2.6"] as const).map((model) =>
 *   planJob(job, { config: loadConfig({ env: {}, overrides: { model }, onWarning: () => {} }) }),
 * );
 * ```
 */
declare function comparePlans(before: Plan, after: Plan): PlanComparison;
/** A model that can make a job as it is asked for, and what the job costs on it. */
interface ModelOffer {
  readonly model: ModelName;
  /** The exact sum of what is made. */
  readonly total: CostJSON;
  /** Seconds of all clips, as they are made. */
  readonly seconds: number;
  /** True if a price counts hardware time, so that the total is that of runs of typical length. */
  readonly isTypical: boolean;
}
/** The options of {@link comparePrices}. */
interface ComparePricesOptions {
  readonly config: Config;
  /**
   * The length that a clip gets whose model does not make the one that was asked for.
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
}
/**
 * Compares what a job costs on every model that can make it as it is asked for: with its prompts, images and wishes, and no
 * clip shorter. Models whose price is not known are left out.
 *
 * @returns the offers, the cheapest first.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { comparePrices, parseJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 10, aspectRatio: "9:16" }] });
 * const offers = comparePrices(job, { config: loadConfig({ env: {}, onWarning: () => {} }) });
 * offers.find(({ model }) => model === "kling-v2.5-turbo-pro"); // => { model: 'kling-v2.5-turbo-pro', total: { amount: '0.70', currency: 'USD' }, seconds: 10, isTypical: false }
 * ```
 */
declare function comparePrices(job: Job, { config, lengths }: ComparePricesOptions): readonly ModelOffer[];
/** The outcome of preparing an image, such as `prepareImages` of `@vg/image` returns. */
type ImageOutcomeLike = PreparedImageLike | UnavailableImageLike;
/** An image that a model can take. */
interface PreparedImageLike {
  readonly ok: true;
  readonly via: "signed-url" | "upload" | "file";
  /** A URL, or a file; of a file a plan keeps the name and the size, so its bytes need not be here. */
  readonly input:
    | string
    | {
        readonly name: string;
        readonly size: number;
      };
  readonly object: StorageObject;
  /** The time when `input` stops working, if it does. */
  readonly expiresAt?: Date;
  readonly mediaType?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  readonly steps?: readonly StepLike[];
}
/** An image that could not be prepared, and why. */
interface UnavailableImageLike {
  readonly ok: false;
  readonly reason: string;
  /** True if preparing it again may succeed. */
  readonly retryable: boolean;
  readonly object?: StorageObject;
  readonly steps?: readonly StepLike[];
}
/** One attempt. */
interface StepLike {
  readonly result: string;
}
/**
 * Returns the URLs of the images that the clips of a job need, each once: not those of models that take none.
 *
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { imageUrls, parseJob } from "@vg/plan";
 *
 * const imageUrl = "https://abc.supabase.co/storage/v1/object/film/boat.png";
 * const clip = { prompt: "a boat", duration: 4, imageUrl };
 * const job = parseJob({ jobId: "film", clipPrompts: [clip, clip, { ...clip, model: "cogvideox-t2v" }] });
 * imageUrls(job, { config: loadConfig({ env: {}, onWarning: () => {} }) }); // => [ 'https://abc.supabase.co/storage/v1/object/film/boat.png' ]
 * ```
 */
declare function imageUrls(
  job: Job,
  {
    config,
  }: {
    readonly config: Pick<Config, "model" | "models">;
  },
): string[];
/** The outcomes of a job's images, by their URLs. */
type ImageOutcomes = ReadonlyMap<string, ImageOutcomeLike>;
/**
 * Returns the reason why a clip has no image in words: `image not found` for `not-found`.
 *
 * @param reason - The `reason` of a planned image whose `via` is `none`.
 * @example
 * ```ts
 * import { formatImageReason } from "@vg/plan";
 *
 * formatImageReason("timeout"); // => 'no answer in time'
 * ```
 */
declare function formatImageReason(reason: string): string;
/**
 * Reads a plan from parsed JSON. It may name models that this version does not know.
 *
 * @throws {@link PlanError} with every field that is wrong, or a total or budget that is not that of the clips.
 * @example
 * ```ts
 * import { parsePlan } from "@vg/plan";
 *
 * parsePlan({ format: "vg-plan/1" }); // throws PlanError: this is not a plan of the format vg-plan/2; plan the job again
 * ```
 */
declare function parsePlan(value: unknown): Plan;
/** The options of {@link planJob}. */
interface PlanJobOptions {
  readonly config: Config;
  /**
   * The outcomes of preparing the images, by their URLs; an image that is not here is still to be prepared.
   *
   * @default no images
   */
  readonly images?: ImageOutcomes | undefined;
  /** The most that the job may cost, dollars of at least 0. */
  readonly budget?: string | Cost | undefined;
  /**
   * The length that a clip gets whose model does not make the one that was asked for: the shortest that is not shorter, and
   * the longest there is if there is none (`at-least`); the nearest (`nearest`); none, which is an error (`exact`).
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
  /**
   * The time now.
   *
   * @default new Date()
   */
  readonly now?: Date | undefined;
}
/**
 * Plans a job: what is sent for each clip, what the model makes of it, and what that costs, exactly.
 *
 * Cost, total and budget are of what is made. Every wish that is not kept is a warning; one without which a model cannot make
 * the clip is an error.
 *
 * @throws {@link JobError} with every clip that cannot be made, and `CostError` if the budget is not an amount.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { parseJob, planJob } from "@vg/plan";
 *
 * const config = loadConfig({ env: { VG_MODEL: "kling-v2.5-turbo-pro" }, onWarning: () => {} });
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 2 }, { prompt: "gulls", duration: 7 }] });
 * const { clips, total, budget, warnings } = planJob(job, { config, budget: "0.50" });
 * clips.map(({ asked, makes }) => [asked.duration, makes.seconds]); // => [ [ 2, 5 ], [ 7, 10 ] ]
 * total.amount; // => '1.05'
 * budget?.affordableClips; // => 1
 * warnings[0]?.message; // => 'kling-v2.5-turbo-pro makes clips of 5 or 10 s: 2 s becomes 5 s, 7 s becomes 10 s'
 * ```
 */
declare function planJob(job: Job, { config, images, budget, lengths, now }: PlanJobOptions): Plan;
/** The argument of `replicate.predictions.create`. */
type PredictionRequest = ModelRun & {
  readonly input: Record<string, unknown>;
};
/** An image that is prepared: a URL that the model can fetch, or a file, which Replicate's client uploads. */
type ImageInput = string | Blob;
/** The options of {@link predictionRequest}. */
interface PredictionRequestOptions {
  /** The image that the clip ends with, if it is to be prepared before the prediction. */
  readonly lastImage?: ImageInput | undefined;
  /**
   * The seconds for which a signed URL must still work, from 0 on: a model fetches it after its queue and cold start.
   *
   * @default 600
   */
  readonly margin?: number | undefined;
  /**
   * The time now.
   *
   * @default new Date()
   */
  readonly now?: Date | undefined;
}
/**
 * Returns what to send for a clip of a plan.
 *
 * @param image - The image that the clip begins with, prepared again; needed if the plan holds no URL of it, or one that
 * has expired.
 * @throws {@link PredictionRequestError} if an image has to be prepared first, if one is passed for which the plan has no
 * place, or if the model's version has to be resolved.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { parseJob, planJob, predictionRequest } from "@vg/plan";
 *
 * const job = parseJob({
 *   jobId: "film",
 *   clipPrompts: [{ prompt: "waves", duration: 3, model: "veo-3.1-lite", resolution: "720p" }],
 * });
 * const { clips } = planJob(job, { config: loadConfig({ env: {}, onWarning: () => {} }) });
 * clips.map((clip) => predictionRequest(clip)); // => [ { model: 'google/veo-3.1-lite', input: { prompt: 'waves', resolution: '720p', duration: 4 } } ]
 * ```
 */
declare function predictionRequest(
  clip: PlannedClip,
  image?: ImageInput,
  { lastImage, margin, now }?: PredictionRequestOptions,
): PredictionRequest;
export {
  type AskedClip,
  type ClipChange,
  type ClipWarning,
  type ComparePricesOptions,
  type CostChange,
  type FieldChange,
  type FileImage,
  type ImageInput,
  type ImageOutcomeLike,
  type ImageOutcomes,
  type Job,
  type JobClip,
  JobError,
  type JobIssue,
  type JobIssueCode,
  type ModelOffer,
  type NoImage,
  type Plan,
  type PlanComparison,
  PlanError,
  type PlanIssue,
  type PlanJobOptions,
  type PlanWarning,
  type PlannedBudget,
  type PlannedClip,
  type PlannedImage,
  type PlannedModel,
  type PlannedPrice,
  type PredictionRequest,
  type PredictionRequestCode,
  PredictionRequestError,
  type PredictionRequestOptions,
  type PreparedImageLike,
  type SkippedImage,
  type StorageObject,
  type UnavailableImageLike,
  type UrlImage,
  type WarnedValue,
  type WarningCode,
  type WarningField,
  type Wishes,
  comparePlans,
  comparePrices,
  formatImageReason,
  imageUrls,
  parseJob,
  parsePlan,
  planJob,
  predictionRequest,
};
