// Entry .

import type { CostRates } from "@vg/config";

import type { CostRates } from "@vg/config/rates";

import type { Dinero } from "dinero.js/bigint";

import type { Environment } from "@vg/config";

import type { Price } from "@vg/config";

export interface Budget {
  readonly limit: Cost;
  readonly spent: Cost;
  readonly reserved: Cost;
  readonly remaining: Cost;
  readonly overruns: readonly Overrun[];
  reserve(cost: string | Cost): Reservation;
}

export interface BudgetCheck {
  readonly withinBudget: boolean;
  readonly limit: Cost;
  readonly total: Cost;
  readonly remaining: Cost;
  readonly overrun: Cost;
  readonly firstClipOver: number | null;
  readonly affordableClips: number;
}

export class BudgetExceededError extends CostError {
  readonly name = "BudgetExceededError";
  readonly code = "BUDGET_EXCEEDED";
  readonly check: BudgetCheck;
  constructor(check: BudgetCheck);
  toJSON(): BudgetExceededJSON;
}

export interface BudgetExceededJSON {
  readonly name: "BudgetExceededError";
  readonly code: "BUDGET_EXCEEDED";
  readonly message: string;
  readonly check: {
    readonly [Field in keyof BudgetCheck]: BudgetCheck[Field] extends Cost ? CostJSON : BudgetCheck[Field];
  };
}

export interface CalibrateOptions {
  readonly tolerance?: string;
  readonly decimals?: number;
}

export interface Calibration {
  readonly rates: CostRates;
  readonly worstError: number;
  readonly within: number;
  readonly holds: boolean;
  readonly tolerance: string;
  readonly attainable: boolean;
  readonly attainableError: number;
  readonly binding: readonly number[];
  readonly residuals: readonly Residual[];
}

export interface CalibrationSample {
  readonly duration: number;
  readonly actual: Cost | string;
}

export interface ClipEstimate {
  readonly index: number;
  readonly duration: number;
  readonly cost: Cost;
}

export interface ClipPrompts {
  readonly clipPrompts: Iterable<{
    readonly duration: number;
  }>;
}

export type Cost = Dinero<bigint, "USD">;

export class CostError extends Error {
  readonly name: "CostError" | "BudgetExceededError";
  readonly code: CostErrorCode;
  readonly index: number | undefined;
  constructor(code: CostErrorCode, message: string, options?: CostErrorOptions);
}

export type CostErrorCode =
  | "INVALID_DURATION"
  | "INVALID_JOB"
  | "UNKNOWN_ENVIRONMENT"
  | "INVALID_RATES"
  | "INVALID_AMOUNT"
  | "INVALID_OPTION"
  | "BUDGET_EXCEEDED"
  | "RESERVATION_CLOSED"
  | "INSUFFICIENT_DATA"
  | "MISSING_METRIC";

export interface CostErrorOptions {
  readonly index?: number | undefined;
  readonly cause?: unknown;
}

export interface CostJSON {
  readonly amount: string;
  readonly currency: "USD";
}

export interface EstimateOptions {
  readonly rates?: CostRates;
}

export interface EstimateSample {
  readonly estimate: Cost | string;
  readonly actual: Cost | string;
}

export interface EvaluateOptions {
  readonly tolerance?: string;
}

export interface Evaluation {
  readonly count: number;
  readonly within: number;
  readonly holds: boolean;
  readonly tolerance: string;
  readonly bias: number;
  readonly meanAbsoluteError: number;
  readonly worst: JudgedSample;
  readonly outside: readonly JudgedSample[];
}

export interface FormatCostOptions {
  readonly decimals?: number;
  readonly rounding?: Rounding;
  readonly locale?: string;
}

export interface JobEstimate {
  readonly environment: Environment;
  readonly rates: CostRates;
  readonly clips: readonly ClipEstimate[];
  readonly totalDuration: number;
  readonly total: Cost;
}

export interface JudgedSample {
  readonly index: number;
  readonly estimate: Cost;
  readonly actual: Cost;
  readonly error: number;
}

export interface MeteredPrediction {
  readonly status?: string | undefined;
  readonly metrics?: PredictionMetrics | undefined;
}

export interface Overrun {
  readonly reserved: Cost;
  readonly actual: Cost;
  readonly overrun: Cost;
}

export interface PredictionMetrics {
  readonly predict_time?: number | undefined;
  readonly video_output_duration_seconds?: number | undefined;
}

export interface Reservation extends Disposable {
  readonly cost: Cost;
  readonly state: ReservationState;
  settle(actual: string | Cost): void;
  release(): void;
}

export type ReservationState = "open" | "settled" | "released";

export interface Residual {
  readonly index: number;
  readonly duration: number;
  readonly actual: Cost;
  readonly estimate: Cost;
  readonly error: number;
  readonly within: boolean;
  readonly binding: boolean;
}

export type Rounding =
  | "ceil"
  | "floor"
  | "expand"
  | "trunc"
  | "halfCeil"
  | "halfFloor"
  | "halfExpand"
  | "halfTrunc"
  | "halfEven";

export function actualCost(prediction: MeteredPrediction, price: Price): Cost;

export function calibrateRates(samples: readonly CalibrationSample[], options?: CalibrateOptions): Calibration;

export function checkBudget(estimate: JobEstimate, limit: string | Cost): BudgetCheck;

export function costFromJSON(json: unknown): Cost;

export function costToJSON(cost: Cost): CostJSON;

export function createBudget(limit: string | Cost): Budget;

export function estimateClipCost(duration: number, environment: Environment, options?: EstimateOptions): Cost;

export function estimateJob(clipPrompts: ClipPrompts, environment: Environment, options?: EstimateOptions): JobEstimate;

export function estimateTotalCost(clipPrompts: ClipPrompts, environment: Environment, options?: EstimateOptions): Cost;

export function evaluateEstimates(samples: readonly EstimateSample[], options?: EvaluateOptions): Evaluation;

export function formatCost(cost: Cost, options?: FormatCostOptions): string;
