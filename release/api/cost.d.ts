/// <reference lib="esnext.disposable" />
import { Dinero } from "dinero.js/bigint";
import { CostRates, Environment, ModelSpec, Price } from "@vg/config";
import { CostRates as CostRates$1, Environment as Environment$1 } from "@vg/config/rates";

/**
 * An exact number of US dollars, a dinero.js object: every function of dinero.js's bigint form takes it.
 *
 * This package makes costs with as few decimals as they need but at least two. Such a cost, and what dinero.js makes of
 * it, reads `0.265 USD` in a text, and throws a {@link CostError} where a number is asked for: `a < b` would compare texts.
 *
 * @example
 * ```ts
 * import { type Cost, estimateClipCost } from "@vg/cost";
 *
 * const cost: Cost = estimateClipCost(5, "production");
 * `${cost}`; // => '0.265 USD'
 * Number(cost); // throws a cost is not a number; use compareCosts, addCosts or costToJSON
 * ```
 */
interface Cost extends Dinero<bigint, "USD"> {
  /** Writes the cost as text for logs and messages: all its digits, at least two decimals, and `USD`. */
  toString(): string;
}
/** A price, the prices of a model, or a model: all that is needed to find the price that was billed. */
type Pricing = Price | readonly Price[] | ModelSpec;
/** A prediction of the `replicate` client, as far as its cost is concerned. */
interface MeteredPrediction {
  /**
   * The prediction's state.
   *
   * @default "succeeded"
   */
  readonly status?: string | undefined;
  readonly metrics?: PredictionMetrics | undefined;
  /** The inputs that it was made with; what is not in it has the model's default. */
  readonly input?: object | undefined;
  /** The time when it started; `null` if it was canceled before it did, which costs 0. */
  readonly started_at?: string | null | undefined;
  /** True if the provider has deleted the inputs, as it does an hour after the prediction: they are not defaults then. */
  readonly data_removed?: boolean | undefined;
}
/** The measurements of a finished prediction, by which it is billed. */
interface PredictionMetrics {
  /** Seconds that the hardware was busy. */
  readonly predict_time?: number | undefined;
  /** Seconds of clip that were made. */
  readonly video_output_duration_seconds?: number | undefined;
  /** The number of clips that were made; a succeeded prediction without it made one. */
  readonly video_output_count?: number | undefined;
  /** The size that was billed, such as `"720p"`. */
  readonly resolution_target?: string | undefined;
  /** True if a clip with sound was billed. */
  readonly with_audio?: boolean | undefined;
  /** The variant of the model that was billed, such as `"pro"`. */
  readonly model_variant?: string | undefined;
}
/**
 * Computes the cost of a prediction of a public model exactly, by what was billed. The provider's API gives no cost; this
 * is its price times its measurements.
 *
 * Of several prices, the metrics say which was billed (`resolution_target`, `with_audio`, `model_variant`, the length); what
 * they leave open, the inputs say, and else the model's defaults. The price counts seconds of hardware (`predict_time`),
 * seconds of clip (`video_output_duration_seconds`) or clips (`video_output_count`), which nothing but the metrics say. A
 * failed or aborted run costs 0, a canceled one what its metrics say it used. A private model costs more: its idle time.
 *
 * @param price A price, such as `getModelPrice` gives, all prices of a model, or the model itself.
 * @throws {@link CostError} `MISSING_METRIC` if the prediction is not finished, if it lacks the measurement that the price
 * counts, or if it leaves open which price was billed; `INVALID_RATES` if a price is invalid or none fits.
 * @example
 * ```ts
 * import { actualCost, formatCost } from "@vg/cost";
 *
 * const facts = { kind: "output-second", asOf: "2026-10-06", source: "price page" } as const;
 * const prices = [
 *   { ...facts, when: { generate_audio: false }, perSecond: "0.07" },
 *   { ...facts, when: { generate_audio: true }, perSecond: "0.14" },
 * ];
 * const metrics = { video_output_duration_seconds: 5, with_audio: true };
 * formatCost(actualCost({ status: "succeeded", metrics }, prices)); // => '$0.70'
 * formatCost(actualCost({ status: "failed" }, prices)); // => '$0.00'
 * actualCost({ metrics: { video_output_duration_seconds: 5 } }, prices); // throws metrics.with_audio or input.generate_audio must be false or true
 * actualCost({ metrics: { with_audio: true } }, prices); // throws metrics.video_output_duration_seconds must be a finite number
 * ```
 */
declare function actualCost(prediction: MeteredPrediction, price: Pricing): Cost;
/** Options of {@link calibrateRates}. */
interface CalibrateOptions {
  /**
   * The largest error that is within, as a fraction of the actual cost.
   *
   * @default "0.20"
   */
  readonly tolerance?: string;
  /**
   * Decimals of the base and of the rate in dollars, from 0 to 100.
   *
   * @default 6
   */
  readonly decimals?: number;
}
/** One sample, and its estimate by the rates. */
interface Residual {
  /** Position of the sample, from 0. */
  readonly index: number;
  /** Seconds, as given. */
  readonly duration: number;
  readonly actual: Cost;
  /** The estimate by the rates. */
  readonly estimate: Cost;
  /** `(estimate - actual) / actual`, the nearest number. */
  readonly error: number;
  /** True if the estimate is within the tolerance. */
  readonly within: boolean;
  /** True if this is one of the samples that keep every base and rate from a smaller worst error. */
  readonly binding: boolean;
}
/** The rates that fit samples best, and how well. Everything is decided in integers; the numbers are for showing. */
interface Calibration {
  /** The rates, as `estimateClipCost`, `estimateTotalCost` and `estimateJob` take them. */
  readonly rates: CostRates;
  /** The largest error of these rates, as rounded, on any sample, without its sign. */
  readonly worstError: number;
  /** The number of samples within the tolerance with these rates. */
  readonly within: number;
  /** True if all of them are within the tolerance. */
  readonly holds: boolean;
  readonly tolerance: string;
  /** True if some base and rate, with however many decimals, keep the tolerance on these samples. */
  readonly attainable: boolean;
  /** The smallest worst error that any base and rate can have on these samples. */
  readonly attainableError: number;
  /** Positions of the binding samples; if the tolerance is out of reach, the outliers are among them. */
  readonly binding: readonly number[];
  /** One for each sample, in their order; none is left out. */
  readonly residuals: readonly Residual[];
}
/**
 * Finds the base and the rate per second, neither below 0, with the smallest worst relative error on samples of actual
 * costs.
 *
 * The promise of estimates is a maximum, so the maximum is made small; an average would let single samples be far off.
 * The optimum is exact. It is rounded to `decimals`, to the best pair among those whose rate is within 1,000 last digits
 * of it, and judged again as rounded. Samples of one duration only say nothing about a rate: it is 0.
 *
 * @throws {@link CostError} `INSUFFICIENT_DATA` for fewer than two samples; `INVALID_DURATION` or `INVALID_AMOUNT` with
 * the sample's `index`, the latter for 0 dollars, too; `INVALID_OPTION`.
 * @example
 * ```ts
 * import { calibrateRates } from "@vg/cost";
 *
 * const samples = [
 *   { duration: 6, actual: "0.23" },
 *   { duration: 10, actual: "0.56" },
 * ];
 * const { rates, worstError, attainable, holds } = calibrateRates(samples);
 * rates; // => { currency: 'USD', baseCost: '0.00', perSecond: '0.045512' }
 * [worstError.toFixed(4), attainable, holds]; // => [ '0.1873', true, true ]
 * ```
 */
declare function calibrateRates(samples: readonly CalibrationSample[], options?: CalibrateOptions): Calibration;
/** A clip of some duration and its actual cost. */
interface CalibrationSample {
  /** Seconds, a finite number of at least 0; a budget's settlement has it if its reservation was given it. */
  readonly duration?: number | undefined;
  /** Dollars, a cost or a decimal text, more than 0. */
  readonly actual: Cost | string;
}
/** A clip or job that was estimated and paid for; a settlement of a budget is one. */
interface EstimateSample {
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly estimate: Cost | string;
  /** Dollars, a cost or a decimal text, at least 0. */
  readonly actual: Cost | string;
}
/** Options of {@link evaluateEstimates}. */
interface EvaluateOptions<Sample extends EstimateSample = EstimateSample> {
  /**
   * The largest error that is within, as a fraction of the actual cost.
   *
   * @default "0.20"
   */
  readonly tolerance?: string;
  /**
   * Names the group of a sample, such as its model or its month; each group is judged by itself, too.
   *
   * @default no groups
   */
  readonly groupBy?: (sample: Sample, index: number) => string;
}
/** One sample and its error. */
interface JudgedSample {
  /** Position of the sample, from 0. */
  readonly index: number;
  readonly estimate: Cost;
  readonly actual: Cost;
  /** `(estimate - actual) / actual`, the nearest number: 0.25 is a quarter too much, -0.25 a quarter too little. */
  readonly error: number;
  /** True if the error is at most the tolerance. */
  readonly within: boolean;
}
/** The figures of some samples. They are decided in integers; the numbers are for showing. */
interface EvaluationFigures {
  /** The number of samples. */
  readonly count: number;
  /** The number of samples within the tolerance, whose estimates held. */
  readonly within: number;
  /** True if all of them are within the tolerance. */
  readonly holds: boolean;
  /** The mean of the errors: above 0 if estimates are too high on average. */
  readonly bias: number;
  /** The mean of the errors without their signs. */
  readonly meanAbsoluteError: number;
  /** The sample with the largest error, the first of several. */
  readonly worst: JudgedSample;
  /** The estimates of all samples together. */
  readonly estimated: Cost;
  /** The actual costs of all samples together. */
  readonly paid: Cost;
  /** `(estimated - paid) / paid`, the nearest number: the error of the bill, in which large clips weigh more. */
  readonly totalError: number;
}
/** The figures of one group of samples. */
interface EvaluationGroup extends EvaluationFigures {
  /** The group's name, as `groupBy` gave it. */
  readonly group: string;
}
/** The verdict on estimates. */
interface Evaluation extends EvaluationFigures {
  readonly tolerance: string;
  /** All samples, in their order. */
  readonly samples: readonly JudgedSample[];
  /** The samples outside the tolerance, in their order. */
  readonly outside: readonly JudgedSample[];
  /** The figures of each group, in the order of their first samples; empty without `groupBy`. */
  readonly groups: readonly EvaluationGroup[];
}
/**
 * Compares estimates with actual costs.
 *
 * A sample that cost 0 has no error if it was estimated at 0, and an infinite one otherwise: release the reservation of a
 * run that cost nothing instead of settling it, and it is no sample.
 *
 * @throws {@link CostError} `INSUFFICIENT_DATA` without samples, `INVALID_AMOUNT` with the sample's `index`,
 * `INVALID_OPTION` if the options, the tolerance or the name of a group are invalid.
 * @example
 * ```ts
 * import { evaluateEstimates } from "@vg/cost";
 *
 * const samples = [
 *   { model: "svd", estimate: "1.20", actual: "1.00" },
 *   { model: "svd", estimate: "0.90", actual: "1.20" },
 *   { model: "veo-3.1-lite", estimate: "0.40", actual: "0.40" },
 * ];
 * const { within, count, holds, worst, paid, groups } = evaluateEstimates(samples, { groupBy: ({ model }) => model });
 * `${within} of ${count} held, you paid ${paid}`; // => '2 of 3 held, you paid 2.60 USD'
 * [holds, worst.index, worst.error]; // => [ false, 1, -0.25 ]
 * groups.map(({ group, bias }) => [group, bias]); // => [ [ 'svd', -0.025 ], [ 'veo-3.1-lite', 0 ] ]
 * ```
 */
declare function evaluateEstimates<Sample extends EstimateSample>(
  samples: readonly Sample[],
  options?: EvaluateOptions<Sample>,
): Evaluation;
/**
 * A budget of this process or one that many share: the common shape of `createBudget`'s and of `@vg/ledger`'s.
 *
 * A program that takes an `AnyBudget` and awaits moves from one process to many by the line that makes the budget.
 *
 * @example
 * ```ts
 * import { type AnyBudget, createBudget } from "@vg/cost";
 *
 * async function run(budget: AnyBudget): Promise<string> {
 *   await using reservation = await budget.reserve("0.42", { duration: 6, details: { model: "kling-v2.5-turbo-pro" } });
 *   await reservation.settle("0.35");
 *   return `${(await budget.balance()).remaining}`;
 * }
 * await run(createBudget("1.00")); // => '0.65 USD'
 * ```
 */
interface AnyBudget {
  /** The limit and the amounts taken from it, as they are now. */
  balance(): Balance | PromiseLike<Balance>;
  /**
   * Takes a cost from what remains, in the same step that checks it.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0.
   * @throws {@link BudgetExceededError} if more than the limit would be spent and reserved; equal is within.
   */
  reserve(cost: string | Cost, options?: ReserveOptions): AnyReservation | PromiseLike<AnyReservation>;
  /** The record of the settled reservations, the earliest first: samples for `evaluateEstimates` and `calibrateRates`. */
  settlements(options?: SettlementsOptions): Iterable<Settlement> | AsyncIterable<Settlement>;
}
/**
 * A reservation of {@link AnyBudget}; `await using` releases it at the end of its block unless it was settled.
 */
interface AnyReservation extends AsyncDisposable {
  /** The key of the reservation, given or made. */
  readonly key: string;
  /** The reserved amount. */
  readonly cost: Cost;
  /**
   * Puts the actual cost in place of the reserved one.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   */
  settle(actual?: string | Cost): void | PromiseLike<void>;
  /** Gives back the reserved amount. */
  release(): void | PromiseLike<void>;
}
/** A limit and the amounts taken from it; `limit = spent + reserved + remaining`, exactly. */
interface Balance {
  readonly limit: Cost;
  /** The actual costs of all settled reservations, and what was spent before. */
  readonly spent: Cost;
  /** The sum of all reservations that are neither settled nor released. */
  readonly reserved: Cost;
  /** The amount that can still be reserved; less than 0 if actual costs took the budget over its limit. */
  readonly remaining: Cost;
}
/** Options of a reservation. */
interface ReserveOptions {
  /**
   * A name of your own, from 1 to 200 characters: reserving the same cost by the same key again gives the reservation that
   * there is, so a step that is repeated reserves once.
   *
   * @default a random one
   */
  readonly key?: string;
  /**
   * Seconds after which a shared budget gives the reservation up if nobody closes it, more than 0. In one process a
   * reservation cannot outlive its owner, and does not expire.
   *
   * @default 3600
   */
  readonly expiresIn?: number;
  /** Seconds of clip that are reserved for, at least 0: `calibrateRates` needs it of a settlement. */
  readonly duration?: number;
  /**
   * More to be kept with the settlement, such as `{ model, jobId }`: a JSON object, of which a copy is kept.
   *
   * @default {}
   */
  readonly details?: Readonly<Record<string, unknown>>;
}
/** Options of a budget's record. */
interface SettlementsOptions {
  /**
   * Only those settled at this time or later.
   *
   * @default all
   */
  readonly since?: Date;
}
/** A settled reservation: what was estimated, and what was paid. */
interface Settlement {
  readonly key: string;
  /** The time of the settlement. */
  readonly at: Date;
  /** The reserved amount. */
  readonly estimate: Cost;
  readonly actual: Cost;
  /** Seconds of clip, if the reservation had it. */
  readonly duration?: number;
  /** The details of the reservation; `{}` if it had none. */
  readonly details: Readonly<Record<string, unknown>>;
}
/** The state of a reservation. */
type ReservationState = "open" | "settled" | "released";
/**
 * A part of a budget, kept for a job until its actual cost is known; `using` and `await using` release it at the end of
 * their block unless it was settled.
 *
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00");
 * function startJob(): void {
 *   using reservation = budget.reserve("0.75");
 *   throw new Error(`the job failed while ${reservation.cost} were reserved`);
 * }
 * startJob(); // throws Error: the job failed while 0.75 USD were reserved
 * formatCost(budget.remaining); // => '$1.00'
 * ```
 */
interface Reservation extends AnyReservation, Disposable {
  readonly state: ReservationState;
  /**
   * Puts the actual cost in place of the reserved one, even if it is more: the budget then counts it as spent and lists
   * it under `overruns`.
   *
   * @param actual Dollars, a cost or a decimal text, at least 0.
   * @default the reserved amount: a run whose cost is unknown does not count as free
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before, `INVALID_AMOUNT` if `actual`
   * is not an amount; the reservation stays as it was.
   */
  settle(actual?: string | Cost): void;
  /**
   * Gives back the reserved amount.
   *
   * @throws {@link CostError} `RESERVATION_CLOSED` if it was settled or released before.
   */
  release(): void;
}
/** A settled reservation that cost more than was reserved for it. */
interface Overrun {
  readonly reserved: Cost;
  readonly actual: Cost;
  /** `actual - reserved`. */
  readonly overrun: Cost;
}
/** Options of {@link createBudget}. */
interface BudgetOptions {
  /**
   * Dollars that were spent of the limit before, a cost or a decimal text, at least 0; they may be more than the limit.
   *
   * @default "0"
   */
  readonly spent?: string | Cost;
}
/** A limit and the amounts taken from it; `limit = spent + reserved + remaining` at every moment, exactly. */
interface Budget extends Balance, AnyBudget {
  /** Every reservation that was settled above its reserved amount, in the order of settling. */
  readonly overruns: readonly Overrun[];
  /** The limit and the amounts taken from it, as they are now; they do not change with the budget. */
  balance(): Balance;
  /**
   * Takes a cost from what remains, in the same synchronous step that checks it: of two callers only one gets the last
   * dollar.
   *
   * @param cost Dollars, a cost or a decimal text, at least 0.
   * @throws {@link BudgetExceededError} if more than the limit would be spent and reserved; equal is within.
   * @throws {@link CostError} `INVALID_AMOUNT` if the cost is not an amount, `INVALID_OPTION` or `INVALID_DURATION` if an
   * option is invalid, `KEY_REUSED` if the key is that of a reservation of another cost.
   */
  reserve(cost: string | Cost, options?: ReserveOptions): Reservation;
  /**
   * The record of the settled reservations, the earliest first: samples for `evaluateEstimates` and `calibrateRates`. It
   * is kept as long as the budget.
   *
   * @throws {@link CostError} `INVALID_OPTION` if `since` is not a valid date.
   */
  settlements(options?: SettlementsOptions): readonly Settlement[];
}
/**
 * Creates a budget that callers share: each reserves a job's estimate before it starts, and settles its actual cost.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` if the limit or the spent amount is not an amount, `INVALID_OPTION`.
 * @example
 * ```ts
 * import { createBudget, formatCost } from "@vg/cost";
 *
 * const budget = createBudget("1.00", { spent: "0.10" });
 * const reservation = budget.reserve("0.75");
 * budget.reserve("0.30"); // throws BudgetExceededError: 1.15 USD would be spent and reserved, 0.15 USD over the limit
 * reservation.settle("0.62");
 * formatCost(budget.remaining); // => '$0.28'
 *
 * const unknown = budget.reserve("0.25");
 * unknown.settle();
 * formatCost(budget.remaining); // => '$0.03'
 * ```
 */
declare function createBudget(limit: string | Cost, options?: BudgetOptions): Budget;
/**
 * The kind of a {@link CostError}, for a program to branch on.
 *
 * - `INVALID_DURATION`: a duration is not a finite number of at least 0.
 * - `INVALID_JOB`: there are no clips to iterate, or an estimate's clips do not add up to its total.
 * - `UNKNOWN_ENVIRONMENT`: an environment is not one of those that `@vg/config` knows.
 * - `INVALID_RATES`: rates or a price are incomplete, negative, not decimal, or not in US dollars.
 * - `INVALID_AMOUNT`: an amount is not an exact number of US dollars, or is negative where it cannot be.
 * - `INVALID_OPTION`: an option is out of its range, or the options are not an object.
 * - `BUDGET_EXCEEDED`: a reservation would pass the budget's limit.
 * - `RESERVATION_CLOSED`: a reservation was settled or released before.
 * - `KEY_REUSED`: a reservation's key is that of another one, of another cost.
 * - `INSUFFICIENT_DATA`: there are too few samples to say anything.
 * - `MISSING_METRIC`: a prediction lacks a measurement that its price is counted in, or is not an object.
 */
type CostErrorCode =
  | "INVALID_DURATION"
  | "INVALID_JOB"
  | "UNKNOWN_ENVIRONMENT"
  | "INVALID_RATES"
  | "INVALID_AMOUNT"
  | "INVALID_OPTION"
  | "BUDGET_EXCEEDED"
  | "RESERVATION_CLOSED"
  | "KEY_REUSED"
  | "INSUFFICIENT_DATA"
  | "MISSING_METRIC";
/** The facts of a {@link CostError} beside its code and message. */
interface CostErrorOptions {
  /** Position of the clip or sample at fault, from 0. */
  readonly index?: number | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}
/**
 * The error that this package throws; `code` says what is wrong, the message names the field, its value and what is valid.
 *
 * @example
 * ```ts
 * import { estimateClipCost } from "@vg/cost";
 *
 * estimateClipCost(-1, "production"); // throws CostError: duration must be a finite number of seconds, at least 0, not -1
 * ```
 */
declare class CostError extends Error {
  override readonly name: "CostError" | "BudgetExceededError";
  readonly code: CostErrorCode;
  /** Position of the clip or sample at fault, from 0; undefined if there is only one. */
  readonly index: number | undefined;
  constructor(code: CostErrorCode, message: string, options?: CostErrorOptions);
}
/** A job's clips, as far as their cost is concerned; other fields are ignored. */
interface ClipPrompts {
  /** The clips: an array, a generator, or another iterable, which is iterated once. */
  readonly clipPrompts: Iterable<{
    /** Seconds, a finite number of at least 0. */ readonly duration: number;
  }>;
}
/** Options of an estimate. */
interface EstimateOptions {
  /**
   * The rates to estimate with, such as a model's from `getModelRates` or your own from `calibrateRates`.
   *
   * @default the environment's, `getCostRates(environment)`
   */
  readonly rates?: CostRates$1;
}
/** Options of an estimate without an environment. */
interface RatesOptions {
  /** The rates to estimate with, such as a model's from `getModelRates` or your own from `calibrateRates`. */
  readonly rates: CostRates$1;
}
/** An environment, rates, or both: rates win over those of an environment, and need none. */
type RatesSource =
  | readonly [environment: Environment$1, options?: EstimateOptions]
  | readonly [environment: undefined, options: RatesOptions]
  | readonly [options: RatesOptions];
/**
 * Estimates one clip: `baseCost + perSecond * duration`, exactly.
 *
 * @param duration Seconds, a finite number of at least 0, taken as the decimal that its shortest text shows.
 * @param source An environment, or `{ rates }`, or both.
 * @throws {@link CostError} `INVALID_DURATION`, `UNKNOWN_ENVIRONMENT`, `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { costToJSON, estimateClipCost } from "@vg/cost";
 *
 * costToJSON(estimateClipCost(6, "production")); // => { amount: '0.298', currency: 'USD' }
 *
 * const rates = { currency: "USD", baseCost: "0", perSecond: "0.07" } as const;
 * costToJSON(estimateClipCost(6, { rates })); // => { amount: '0.42', currency: 'USD' }
 * estimateClipCost(6, "prod"); // throws environment must be one of production, staging, development, not "prod"
 * ```
 */
declare function estimateClipCost(duration: number, ...source: RatesSource): Cost;
/**
 * Estimates all clips of a job together, exactly; no clips cost 0.
 *
 * It iterates once and keeps no clip, so a generator of any length takes no more memory than an array of one.
 *
 * @param source An environment, or `{ rates }`, or both.
 * @throws {@link CostError} `INVALID_DURATION` with the clip's `index`, `INVALID_JOB`, `UNKNOWN_ENVIRONMENT`,
 * `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { costToJSON, estimateTotalCost } from "@vg/cost";
 *
 * const total = estimateTotalCost({ clipPrompts: [{ duration: 6 }, { duration: 4.5 }] }, "production");
 * costToJSON(total); // => { amount: '0.5465', currency: 'USD' }
 * ```
 */
declare function estimateTotalCost(clipPrompts: ClipPrompts, ...source: RatesSource): Cost;
/** The estimate of one clip of a job. */
interface ClipEstimate {
  /** Position of the clip in the job, from 0. */
  readonly index: number;
  /** Seconds, as given. */
  readonly duration: number;
  readonly cost: Cost;
}
/** The estimate of a job, clip by clip; the costs of the clips add up to the total exactly. */
interface JobEstimate {
  /** The environment that the estimate was made for; absent if only rates were given. */
  readonly environment?: Environment;
  /** The rates that the estimate was made with. */
  readonly rates: CostRates;
  readonly clips: readonly ClipEstimate[];
  /** Seconds of all clips together: the number nearest to their exact sum. */
  readonly totalDuration: number;
  readonly total: Cost;
}
/**
 * Estimates a job, with the exact cost of every clip.
 *
 * @param source An environment, or `{ rates }`, or both.
 * @throws {@link CostError} `INVALID_DURATION` with the clip's `index`, `INVALID_JOB`, `UNKNOWN_ENVIRONMENT`,
 * `INVALID_RATES` or `INVALID_OPTION`.
 * @example
 * ```ts
 * import { estimateJob, formatCost } from "@vg/cost";
 *
 * const estimate = estimateJob({ clipPrompts: [{ duration: 6 }, { duration: 4.5 }] }, "production");
 * estimate.totalDuration; // => 10.5
 * estimate.clips.map(({ cost }) => formatCost(cost, { decimals: 4 })); // => [ '$0.2980', '$0.2485' ]
 * formatCost(estimate.total, { decimals: 4 }); // => '$0.5465'
 * ```
 */
declare function estimateJob(clipPrompts: ClipPrompts, ...source: RatesSource): JobEstimate;
/** A cost as JSON. `JSON.stringify` cannot write a {@link Cost} itself, whose numbers are bigints. */
interface CostJSON {
  /** Dollars, all of them: a plain decimal such as `"0.298"`, never rounded. */
  readonly amount: string;
  readonly currency: "USD";
}
/**
 * Writes a cost as JSON, exactly.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is not a cost in US dollars.
 * @example
 * ```ts
 * import { costToJSON, estimateClipCost } from "@vg/cost";
 *
 * costToJSON(estimateClipCost(5, "production")); // => { amount: '0.265', currency: 'USD' }
 * ```
 */
declare function costToJSON(cost: Cost): CostJSON;
/**
 * Reads what {@link costToJSON} wrote and nothing else: no number, no exponent, no other currency and no further field,
 * which could change the amount's meaning as `scale` does.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` that says which field is wrong.
 * @example
 * ```ts
 * import { costFromJSON, formatCost } from "@vg/cost";
 *
 * formatCost(costFromJSON({ amount: "12.5", currency: "USD" })); // => '$12.50'
 * costFromJSON({ amount: 12.5, currency: "USD" }); // throws cost.amount must be a plain decimal text such as "0.298", not 12.5
 * ```
 */
declare function costFromJSON(json: unknown): Cost;
/** A job's total beside a limit, and how much of the job fits; `limit = total + remaining - overrun` always. */
interface BudgetCheck {
  /** True if the total is at most the limit. */
  readonly withinBudget: boolean;
  readonly limit: Cost;
  readonly total: Cost;
  /** The limit less the total; 0 if the job is over budget. */
  readonly remaining: Cost;
  /** The total less the limit; 0 if the job is within budget. */
  readonly overrun: Cost;
  /** Position of the clip that takes the running total over the limit, from 0; null if none does. */
  readonly firstClipOver: number | null;
  /** The number of clips, from the first on, that fit into the limit. */
  readonly affordableClips: number;
}
/**
 * Compares a job's estimate with a limit, exactly; equal is within.
 *
 * @param limit Dollars, a cost or a decimal text such as `"25.00"`, at least 0.
 * @throws {@link CostError} `INVALID_AMOUNT` if the limit is not an amount, `INVALID_JOB` if the clips do not add up to
 * the total.
 * @example
 * ```ts
 * import { checkBudget, estimateJob } from "@vg/cost";
 *
 * const estimate = estimateJob({ clipPrompts: [{ duration: 6 }, { duration: 6 }, { duration: 6 }] }, "production");
 * checkBudget(estimate, "0.894").withinBudget; // => true
 * checkBudget(estimate, "0.60").firstClipOver; // => 2
 * ```
 */
declare function checkBudget(estimate: JobEstimate, limit: string | Cost): BudgetCheck;
/** A {@link BudgetExceededError} as JSON; its costs are text, which `costFromJSON` reads. */
interface BudgetExceededJSON {
  readonly name: "BudgetExceededError";
  readonly code: "BUDGET_EXCEEDED";
  readonly message: string;
  /** The name of the budget, if it has one. */
  readonly budget?: string;
  readonly check: {
    readonly [Field in keyof BudgetCheck]: BudgetCheck[Field] extends Cost ? CostJSON : BudgetCheck[Field];
  };
}
/**
 * Thrown for a reservation that would take a budget over its limit; nothing was reserved.
 *
 * In its `check` the total is the amount spent and reserved before plus the refused reservation, which counts as one clip.
 *
 * @example
 * ```ts
 * import { BudgetExceededError, createBudget } from "@vg/cost";
 *
 * const refused = (): unknown => {
 *   try {
 *     return createBudget("1.00").reserve("1.25");
 *   } catch (error) {
 *     return error instanceof BudgetExceededError ? error.toJSON().check.overrun : error;
 *   }
 * };
 * refused(); // => { amount: '0.25', currency: 'USD' }
 * ```
 */
declare class BudgetExceededError extends CostError {
  override readonly name = "BudgetExceededError";
  override readonly code = "BUDGET_EXCEEDED";
  readonly check: BudgetCheck;
  /** The name of the budget that refused, if budgets have names: a shared one may not be the one that was asked. */
  readonly budget: string | undefined;
  constructor(
    check: BudgetCheck,
    {
      budget,
    }?: {
      readonly budget?: string;
    },
  );
  /** Writes the error as JSON, for a log; `JSON.stringify` calls it. */
  toJSON(): BudgetExceededJSON;
}
/**
 * Adds up costs, exactly; no costs are 0 dollars.
 *
 * @param costs Dollars, costs or decimal texts; they may be less than 0, as a budget's `remaining` may.
 * @throws {@link CostError} `INVALID_AMOUNT` with the `index` of the argument that is not an amount.
 * @example
 * ```ts
 * import { addCosts, estimateClipCost } from "@vg/cost";
 *
 * const total = addCosts(estimateClipCost(5, "production"), "0.50");
 * `${total}`; // => '0.765 USD'
 * ```
 */
declare function addCosts(...costs: readonly (Cost | string)[]): Cost;
/**
 * Compares two costs exactly, as a comparator of `toSorted` does.
 *
 * @param a Dollars, a cost or a decimal text; it may be less than 0.
 * @param b Likewise.
 * @returns -1, 0 or 1 as `a` is less than, equal to or more than `b`.
 * @throws {@link CostError} `INVALID_AMOUNT` if one of them is not an amount.
 * @example
 * ```ts
 * import { compareCosts, estimateClipCost } from "@vg/cost";
 *
 * compareCosts(estimateClipCost(5, "production"), "0.30"); // => -1
 * compareCosts("0.5", "0.50"); // => 0
 * ["9.50", "10.00", "0.05"].toSorted(compareCosts); // => [ '0.05', '9.50', '10.00' ]
 * ```
 */
declare function compareCosts(a: Cost | string, b: Cost | string): -1 | 0 | 1;
/** The rule for the digits that are left out, with the names and meanings of `Intl.NumberFormat`. */
type Rounding =
  | "ceil"
  | "floor"
  | "expand"
  | "trunc"
  | "halfCeil"
  | "halfFloor"
  | "halfExpand"
  | "halfTrunc"
  | "halfEven";
/** Options of {@link formatCost}. */
interface FormatCostOptions {
  /**
   * Digits after the point, from 0 to 100.
   *
   * @default 2
   */
  readonly decimals?: number;
  /**
   * The rule for the digits that are left out.
   *
   * @default "halfEven"
   */
  readonly rounding?: Rounding;
  /**
   * The language and region whose signs and separators to use, a BCP 47 tag.
   *
   * @default "en-US"
   */
  readonly locale?: string;
}
/**
 * Writes a cost as text for people. Nothing else in this package rounds.
 *
 * @throws {@link CostError} `INVALID_AMOUNT` if it is not a cost in US dollars, `INVALID_OPTION` if an option is
 * invalid.
 * @example
 * ```ts
 * import { estimateClipCost, formatCost } from "@vg/cost";
 *
 * const cost = estimateClipCost(5, "production");
 * formatCost(cost); // => '$0.26'
 * formatCost(cost, { decimals: 3 }); // => '$0.265'
 * formatCost(cost, { rounding: "ceil", locale: "en-CA" }); // => 'US$0.27'
 * ```
 */
declare function formatCost(cost: Cost, options?: FormatCostOptions): string;
export {
  type AnyBudget,
  type AnyReservation,
  type Balance,
  type Budget,
  type BudgetCheck,
  BudgetExceededError,
  type BudgetExceededJSON,
  type BudgetOptions,
  type CalibrateOptions,
  type Calibration,
  type CalibrationSample,
  type ClipEstimate,
  type ClipPrompts,
  type Cost,
  CostError,
  type CostErrorCode,
  type CostErrorOptions,
  type CostJSON,
  type EstimateOptions,
  type EstimateSample,
  type EvaluateOptions,
  type Evaluation,
  type EvaluationFigures,
  type EvaluationGroup,
  type FormatCostOptions,
  type JobEstimate,
  type JudgedSample,
  type MeteredPrediction,
  type Overrun,
  type PredictionMetrics,
  type Pricing,
  type RatesOptions,
  type RatesSource,
  type Reservation,
  type ReservationState,
  type ReserveOptions,
  type Residual,
  type Rounding,
  type Settlement,
  type SettlementsOptions,
  actualCost,
  addCosts,
  calibrateRates,
  checkBudget,
  compareCosts,
  costFromJSON,
  costToJSON,
  createBudget,
  estimateClipCost,
  estimateJob,
  estimateTotalCost,
  evaluateEstimates,
  formatCost,
};
