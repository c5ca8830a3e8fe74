import type { CostRates } from "@vg/config";
import type { Cost } from "@vg/cost";
import type { Place } from "./rows.ts";

/** Whether the estimates were right. */
export interface Accuracy {
  /** The file's name as it was given. */
  readonly file: string;
  /** The tolerance as a share, a decimal text such as `"0.20"`. */
  readonly tolerance: string;
  /** Which estimates were judged. */
  readonly judged: JudgedRates;
  /** In the order of the file. */
  readonly clips: readonly JudgedClip[];
  readonly setAside: readonly SetAsideRow[];
  /** Whether the file is one page of a longer list. */
  readonly hasNextPage: boolean;
  /** Whether every estimate lies within the tolerance. */
  readonly holds: boolean;
  /** How many do. */
  readonly withinCount: number;
  readonly worst: JudgedClip;
  /** The mean of the errors, signed. */
  readonly bias: number;
  /** The mean of the errors without their signs. */
  readonly meanError: number;
  readonly fit: Fit;
}

/** Rates to judge estimates with, and where they come from in words. */
export interface JudgedRates {
  readonly rates: CostRates;
  readonly origin: string;
}

/** A clip whose estimate can be compared with what it cost. */
export interface JudgedClip {
  readonly place: Place;
  /** The prediction's or row's id, where it has one. */
  readonly id?: string;
  /** The model as its row names it, where it does. */
  readonly model?: string;
  /** Seconds of clip. */
  readonly duration: number;
  readonly estimate: Cost;
  readonly actual: Cost;
  /** `(estimate - actual) / actual`: 0.25 is 25 % too high. */
  readonly error: number;
  /** Whether the estimate lies within the tolerance; exact, the border is within. */
  readonly within: boolean;
}

/** Why a row is not compared. */
export type SetAsideReason =
  | "not-finished"
  | "no-clip"
  | "duplicate"
  | "other-model"
  | "no-duration"
  | "no-price"
  | "no-metric"
  | "cost-nothing";

/** A row that is right but cannot be compared; none is dropped without a word. */
export interface SetAsideRow {
  readonly place: Place;
  readonly id?: string;
  readonly reason: SetAsideReason;
  /** The reason in words, with the fix where there is one. */
  readonly why: string;
}

/** What the clips say about rates. */
export type Fit = FoundRates | { readonly kind: "too-few"; readonly needed: number };

/** The base and rate with the smallest worst error. */
export interface FoundRates {
  /** Whether they keep the tolerance, would with more decimals, or no base and rate whatever does. */
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
