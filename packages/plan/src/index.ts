export {
  JobError,
  type JobIssue,
  type JobIssueCode,
  PlanError,
  type PlanIssue,
  PredictionRequestError,
  type PredictionRequestCode,
} from "./errors.ts";
export type { Job, JobClip, Wishes } from "./job/job.ts";
export { parseJob } from "./job/parse-job.ts";
export type { StorageObject } from "./job/storage-url.ts";
export {
  type ClipChange,
  type CostChange,
  comparePlans,
  type FieldChange,
  type PlanComparison,
} from "./plan/compare-plans.ts";
export { comparePrices, type ComparePricesOptions, type ModelOffer } from "./plan/compare-prices.ts";
export {
  formatImageReason,
  type ImageOutcomeLike,
  type ImageOutcomes,
  imageUrls,
  type PreparedImageLike,
  type UnavailableImageLike,
} from "./plan/images.ts";
export { parsePlan } from "./plan/parse-plan.ts";
export type {
  AskedClip,
  ClipWarning,
  FileImage,
  NoImage,
  Plan,
  PlannedBudget,
  PlannedClip,
  PlannedImage,
  PlannedModel,
  PlannedPrice,
  PlanWarning,
  SkippedImage,
  UrlImage,
  WarnedValue,
  WarningCode,
  WarningField,
} from "./plan/plan.ts";
export { planJob, type PlanJobOptions } from "./plan/plan-job.ts";
export {
  type ImageInput,
  type PredictionRequest,
  predictionRequest,
  type PredictionRequestOptions,
} from "./plan/prediction-request.ts";
