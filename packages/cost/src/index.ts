export { actualCost, type MeteredPrediction, type PredictionMetrics } from "./accuracy/actual-cost.ts";
export { BudgetExceededError, type BudgetExceededJSON } from "./budget/budget-exceeded-error.ts";
export { calibrateRates, type CalibrateOptions, type Calibration, type Residual } from "./accuracy/calibrate-rates.ts";
export type { CalibrationSample } from "./accuracy/calibration-sample.ts";
export { type BudgetCheck, checkBudget } from "./budget/check-budget.ts";
export type { ClipPrompts } from "./estimate/clip-prompts.ts";
export { CostError, type CostErrorCode, type CostErrorOptions } from "./errors.ts";
export { costFromJSON, type CostJSON, costToJSON } from "./money/cost-json.ts";
export type { Cost } from "./money/cost.ts";
export { type Budget, createBudget, type Overrun } from "./budget/create-budget.ts";
export { estimateClipCost } from "./estimate/estimate-clip-cost.ts";
export { type ClipEstimate, estimateJob, type JobEstimate } from "./estimate/estimate-job.ts";
export { estimateTotalCost } from "./estimate/estimate-total-cost.ts";
export {
  type EstimateSample,
  type EvaluateOptions,
  evaluateEstimates,
  type Evaluation,
  type JudgedSample,
} from "./accuracy/evaluate-estimates.ts";
export type { EstimateOptions } from "./estimate/exact-rates.ts";
export { formatCost, type FormatCostOptions, type Rounding } from "./money/format-cost.ts";
export type { Reservation, ReservationState } from "./budget/reservation.ts";
