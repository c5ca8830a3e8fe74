import type { CostRates, Environment, GenerationSettings, ModelName } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import type { PlannedImage } from "./planned-image.ts";
import type { PlanWarning } from "./plan-warning.ts";

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
