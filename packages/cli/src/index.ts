export type { CliContext } from "./cli-context.ts";
export { CliError, type CliErrorOptions } from "./errors.ts";
export type { ExitCode } from "./exit-code.ts";
export type { Job, JobClip } from "./job/job.ts";
export { main } from "./main.ts";
export { parsePlan, PlanError } from "./plan/parse-plan.ts";
export type { Plan, PlannedBudget, PlannedClip, PlannedModel, PlannedPrice } from "./plan/plan.ts";
export type { FileImage, NoImage, PlannedImage, SkippedImage, UrlImage } from "./plan/planned-image.ts";
export type { PlanWarning } from "./plan/plan-warning.ts";
