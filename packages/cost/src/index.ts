export { actualCost, type MeteredPrediction, type PredictionMetrics } from "./accuracy/actual-cost.ts";
export {
  calibrateRates,
  type CalibrateOptions,
  type Calibration,
  type CalibrationSample,
  type Residual,
} from "./accuracy/calibrate-rates.ts";
export {
  type EstimateSample,
  type EvaluateOptions,
  evaluateEstimates,
  type Evaluation,
  type JudgedSample,
} from "./accuracy/evaluate-estimates.ts";
export { type Budget, createBudget, type Overrun, type Reservation, type ReservationState } from "./budget/budget.ts";
export { type BudgetCheck, BudgetExceededError, type BudgetExceededJSON, checkBudget } from "./budget/check-budget.ts";
export { CostError, type CostErrorCode, type CostErrorOptions } from "./errors.ts";
export type { ClipPrompts } from "./estimate/clips.ts";
export {
  type ClipEstimate,
  estimateClipCost,
  estimateJob,
  estimateTotalCost,
  type JobEstimate,
} from "./estimate/estimate.ts";
export type { EstimateOptions, RatesOptions, RatesSource } from "./estimate/rates.ts";
export { addCosts, compareCosts } from "./money/cost-arithmetic.ts";
export { costFromJSON, type CostJSON, costToJSON } from "./money/cost-json.ts";
export type { Cost } from "./money/cost.ts";
export { formatCost, type FormatCostOptions, type Rounding } from "./money/format-cost.ts";
