export type { CliContext } from "./terminal.ts";
export { CliError, type CliErrorOptions } from "./errors.ts";
export type { ExitCode } from "./errors.ts";
export type { Job, JobClip } from "./job/job.ts";
export { main } from "./main.ts";
export { parsePlan, PlanError } from "./plan/plan-schema.ts";
export type { Plan, PlannedBudget, PlannedClip, PlannedModel, PlannedPrice } from "./plan/plan.ts";
export type { FileImage, NoImage, PlannedImage, SkippedImage, UrlImage } from "./plan/plan.ts";
export type { PlanWarning } from "./plan/plan.ts";
