import type { CostRates, Environment, Lengths, MadeClip, ModelName, ModelRun, Price } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import type { Wishes } from "../job/job.ts";
import type { StorageObject } from "../job/storage-url.ts";

/** The predictions and clips of a job, and their costs. It is plain JSON and holds no bytes. */
export interface Plan {
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
  readonly seconds: { readonly asked: number; readonly made: number };
  /** The exact sum of the clips' costs. */
  readonly total: CostJSON;
  /** The comparison with a budget, if one was given. */
  readonly budget?: PlannedBudget;
  /** The warnings of all clips, each once, with the clips that it is about. */
  readonly warnings: readonly PlanWarning[];
  readonly clips: readonly PlannedClip[];
}

/** One clip of a plan: everything that its prediction needs. */
export interface PlannedClip {
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
  readonly imageInputs: { readonly image?: string; readonly lastImage?: string };
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
export interface AskedClip extends Wishes {
  /** Seconds. */
  readonly duration: number;
  /** The amount of movement, from 1 to 255; from the configuration only. */
  readonly motionBucketId?: number;
  /** Steps of the diffusion; from the configuration only. */
  readonly steps?: number;
}

/** The model of one clip. */
export interface PlannedModel {
  readonly name: ModelName;
  /** `owner/name` of an official model, `owner/name:version` of others. */
  readonly reference: string;
  /** False if the version is to be resolved before the prediction. */
  readonly resolved: boolean;
}

/** A price, its origin and the number of its clips. */
export interface PlannedPrice extends CostRates {
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
export interface PlannedBudget {
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
export type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;

/** A URL that the model fetches; it is in the clip's `input`. */
export interface UrlImage extends ImageFacts, Attempts {
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
export interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  /** The image's URL in the job, to prepare it again; it was good when the plan was made. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** An image that nobody has prepared yet: prepare it before the prediction. */
export interface SkippedImage {
  readonly via: "not-prepared";
  /** The image's URL in the job. */
  readonly imageUrl: string;
  readonly object: StorageObject;
}

/** No image. */
export interface NoImage extends Attempts {
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
export type WarningField = keyof AskedClip | "prompt" | "image" | "lastImage" | "price";

/** A value that was asked for or is made. */
export type WarnedValue = string | number | boolean;

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
export type WarningCode =
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
export interface ClipWarning {
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
export interface PlanWarning extends ClipWarning {
  /** Positions of the clips that it is about, from 0, ascending. */
  readonly clips: readonly number[];
  /** The cheapest model that can make the whole job as it is asked for, if the price is not known. */
  readonly alternative?: { readonly model: ModelName; readonly total: CostJSON };
}
