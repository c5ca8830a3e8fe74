import type { CostRates } from "@vg/config";
import type { Cost } from "@vg/cost";
import type { Place } from "./rows.ts";

/** The judgement of the estimates in one file. */
export interface Accuracy {
  /** The file's name as it was given. */
  readonly file: string;
  /** The tolerance as a share, a decimal text such as `"0.20"`. */
  readonly tolerance: string;
  /** The origins of the estimates, those of most clips first. */
  readonly origins: readonly EstimateOrigin[];
  /** In the order of the file. */
  readonly clips: readonly JudgedClip[];
  readonly setAside: readonly SetAsideRow[];
  /** True if the file is one page of a longer list. */
  readonly hasNextPage: boolean;
  /** True if every estimate is within the tolerance. */
  readonly holds: boolean;
  /** The number of estimates within the tolerance. */
  readonly withinCount: number;
  readonly worst: JudgedClip;
  /** The mean of the errors, signed. */
  readonly bias: number;
  /** The mean of the errors without their signs. */
  readonly meanError: number;
  /** All estimates together. */
  readonly estimated: Cost;
  /** All actual costs together. */
  readonly paid: Cost;
  /** `(estimated - paid) / paid`. */
  readonly totalError: number;
  /** The number of clips whose actual cost and estimate both come from the catalogue's price of their model. */
  readonly circularCount: number;
  /** The clips of each model, in the order of the file; one group if no row names a model. */
  readonly models: readonly ModelAccuracy[];
  /** The clips of each month, in the order of time; empty if no row has a time. */
  readonly months: readonly MonthAccuracy[];
}

/** The judgement of some of the clips. */
export interface GroupAccuracy {
  readonly count: number;
  /** The number of estimates within the tolerance. */
  readonly withinCount: number;
  readonly holds: boolean;
  readonly worst: JudgedClip;
  readonly bias: number;
  readonly estimated: Cost;
  readonly paid: Cost;
  readonly totalError: number;
}

/** The judgement of one model's clips, and the rates found from them. */
export interface ModelAccuracy extends GroupAccuracy {
  /** The catalogue's name of the model, or else as the rows name it; absent if they do not. */
  readonly model?: string;
  /** True if the catalogue has it. */
  readonly isKnown: boolean;
  /** Its clips, in the order of the file. */
  readonly clips: readonly JudgedClip[];
  readonly fit: Fit;
}

/** The judgement of one month's clips. */
export interface MonthAccuracy extends GroupAccuracy {
  /** Of UTC: `2026-11`. */
  readonly month: string;
}

/** Rates to judge estimates with, and where they come from in words. */
export interface JudgedRates {
  readonly rates: CostRates;
  readonly origin: string;
  /** True if they are the catalogue's price of a model. */
  readonly isCataloguePrice?: boolean;
}

/** The origin of estimates: a record made before the clip was, or rates. */
export type EstimateOrigin = ({ readonly kind: "recorded" } | ({ readonly kind: "rates" } & JudgedRates)) & {
  /** The number of clips. */
  readonly count: number;
};

/** A clip whose estimate can be compared with what it cost. */
export interface JudgedClip {
  readonly place: Place;
  /** The prediction's or row's id, if it has one. */
  readonly id?: string;
  /** The model as its row names it, if it does. */
  readonly model?: string;
  /** Seconds of clip; absent if only its cost was recorded. */
  readonly duration?: number;
  /** The time at which it was made, if its row says it. */
  readonly at?: Date;
  readonly estimate: Cost;
  readonly actual: Cost;
  /** `(estimate - actual) / actual`: 0.25 is 25 % too high. */
  readonly error: number;
  /** True if the estimate is within the tolerance; exact, the border included. */
  readonly within: boolean;
}

/** The reason why a row is not compared. */
export type SetAsideReason =
  | "not-finished"
  | "no-clip"
  | "duplicate"
  | "other-model"
  | "no-duration"
  | "no-price"
  | "no-metric"
  | "cost-nothing";

/** A valid row that cannot be compared; each is listed with its reason. */
export interface SetAsideRow {
  readonly place: Place;
  readonly id?: string;
  readonly reason: SetAsideReason;
  /** The reason in words, with the fix if there is one. */
  readonly why: string;
}

/** The rates found from the clips. */
export type Fit = FoundRates | { readonly kind: "too-few"; readonly needed: number; readonly count: number };

/** The base and rate with the smallest worst error. */
export interface FoundRates {
  /** `lost-in-rounding`: more decimals would keep the tolerance; `unattainable`: no base and rate does. */
  readonly kind: "attainable" | "lost-in-rounding" | "unattainable";
  /** Rounded to the decimals that were asked for. */
  readonly rates: CostRates;
  /** The worst error of the rounded rates, as a share: 0.043 is 4.3 %. */
  readonly worstError: number;
  /** The smallest worst error that any base and rate can have. */
  readonly attainableError: number;
  /** The clips that keep every base and rate from doing better. */
  readonly binding: readonly JudgedClip[];
}

/** Orders clips, the worst estimate first; equally bad ones keep the order of the file. */
export function byError(a: Pick<JudgedClip, "error">, b: Pick<JudgedClip, "error">): number {
  return Math.abs(b.error) - Math.abs(a.error);
}
