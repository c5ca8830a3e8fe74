export { actualCost } from "./accuracy/actual-cost.ts";
export type { Pricing } from "./accuracy/price-list.ts";
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
  type EvaluationFigures,
  type EvaluationGroup,
  type JudgedSample,
} from "./accuracy/evaluate-estimates.ts";
export type { MeteredPrediction, PredictionMetrics } from "./accuracy/prediction.ts";
export type {
  AnyBudget,
  AnyReservation,
  Balance,
  ReserveOptions,
  Settlement,
  SettlementsOptions,
} from "./budget/any-budget.ts";
export { type Budget, type BudgetOptions, createBudget, type Overrun } from "./budget/budget.ts";
export { type BudgetCheck, BudgetExceededError, type BudgetExceededJSON, checkBudget } from "./budget/check-budget.ts";
export type { Reservation, ReservationState } from "./budget/reservation.ts";
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
