import type { CostRates, Environment, GenerationSettings, ModelName } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import type { ImageFailure, StorageObject } from "@vg/image";

/** What a job will run, clip by clip, what that will cost, and what each model gets as its image. */
export interface Plan {
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
export interface PlannedClip {
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
export interface PlannedModel {
  readonly name: ModelName;
  /** `owner/name:version`. */
  readonly reference: string;
  /** Whether the version is a full id; where it is not, resolve the reference before the prediction. */
  readonly resolved: boolean;
}

/** Rates, where they come from and which clips they price. */
export interface PlannedPrice extends CostRates {
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
export interface PlannedBudget {
  readonly withinBudget: boolean;
  readonly limit: CostJSON;
  readonly remaining: CostJSON;
  readonly overrun: CostJSON;
  /** Position of the clip that crosses the limit, from 0; null where none does. */
  readonly firstClipOver: number | null;
  /** How many clips, from the first on, fit. */
  readonly affordableClips: number;
  /** The same at the nearest lengths that the models make, where a clip has a length that its model does not make. */
  readonly atNearestLengths?: { readonly total: CostJSON; readonly withinBudget: boolean };
}

/** What a clip's model gets as its image; `via` tells how it gets there, or that it does not. */
export type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;

/** A URL that goes into the prediction's input as it stands. */
export interface UrlImage extends ImageFacts, Attempts {
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
export interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  /** The URL to prepare again; it was good when the plan was made. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** An image that nobody has looked at, because `--no-images` was given: prepare it before the prediction. */
export interface SkippedImage {
  readonly via: "not-prepared";
  readonly imageUrl: string;
  readonly object: StorageObject;
}

/** No image: the clip is made from its prompt alone. */
export interface NoImage extends Attempts {
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
export interface PlanWarning {
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
