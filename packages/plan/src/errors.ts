/** One thing that is wrong with a job. */
export interface JobIssue {
  /** The field: `clipPrompts[2].duration`; empty for the job as a whole. */
  readonly path: string;
  /** The rule, the value and the fix, as they follow the field's name; never a secret's value. */
  readonly message: string;
  readonly code: JobIssueCode;
}

/**
 * The kind of an issue:
 *
 * - `missing`: a field that has to be there is not
 * - `invalid`: a field has a value that it cannot have
 * - `unknown-field`: a field that a job does not have
 * - `repeated-field`: a field that is there more than once, which only the text of a job shows
 * - `unknown-model`: a model that the configuration does not have
 * - `impossible`: a wish that the model of a clip cannot be sent; only from `planJob`
 */
export type JobIssueCode = "missing" | "invalid" | "unknown-field" | "repeated-field" | "unknown-model" | "impossible";

/**
 * Everything that is wrong with a job, all at once, in a message made for a person: one line an issue, of which it shows
 * the first twenty.
 *
 * @example
 * ```ts
 * import { JobError } from "@vg/plan";
 *
 * const path = "clipPrompts[0].seed";
 * new JobError([{ path, message: "must be a whole number", code: "invalid" }]).message; // => 'clipPrompts[0].seed (clip 1) must be a whole number'
 * ```
 */
export class JobError extends Error {
  override readonly name = "JobError";
  readonly issues: readonly JobIssue[];

  constructor(issues: readonly JobIssue[]) {
    super(formatIssues(issues, "the job"));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}

/** One thing that is wrong with a plan. */
export interface PlanIssue {
  /** The field: `clips[2].cost.amount`; empty for the plan as a whole. */
  readonly path: string;
  /** The rule, as it follows the field's name; never a value, which may be a signed URL. */
  readonly message: string;
}

/** The format of the plans that this version reads and writes. */
export const PLAN_FORMAT = "vg-plan/2";

/**
 * A value is not a plan, or a plan of another format: everything that is wrong, all at once.
 *
 * @example
 * ```ts
 * import { PlanError } from "@vg/plan";
 *
 * new PlanError([{ path: "total", message: "is missing" }]).issues; // => [ { path: 'total', message: 'is missing' } ]
 * ```
 */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly issues: readonly PlanIssue[];

  constructor(issues: readonly PlanIssue[]) {
    super(`this is not a plan of the format ${PLAN_FORMAT}; plan the job again\n${formatIssues(issues, "the plan")}`);
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}

/**
 * The reason why a clip of a plan cannot be sent as it is:
 *
 * - `image-missing`: the plan holds no URL of its image
 * - `image-expired`: the URL of its image has expired, or will before the model fetches it
 * - `image-unexpected`: an image was passed, and the clip is planned without one
 * - `image-invalid`: what was passed is neither a URL nor a file
 * - `version-unresolved`: the model's version is not a full id
 */
export type PredictionRequestCode =
  | "image-missing"
  | "image-expired"
  | "image-unexpected"
  | "image-invalid"
  | "version-unresolved";

/**
 * A clip of a plan cannot be sent as it is; the message has the fix.
 *
 * @example
 * ```ts
 * import { PredictionRequestError } from "@vg/plan";
 *
 * const error = new PredictionRequestError("image-missing", 2, "has an image that is not prepared");
 * error.message; // => 'clip 3 has an image that is not prepared'
 * ```
 */
export class PredictionRequestError extends Error {
  override readonly name = "PredictionRequestError";
  readonly code: PredictionRequestCode;
  /** Position of the clip in the plan, from 0. */
  readonly index: number;

  constructor(code: PredictionRequestCode, index: number, message: string) {
    super(`clip ${index + 1} ${message}`);
    this.code = code;
    this.index = index;
  }
}

/** The number of issues that a message shows. */
const SHOWN = 20;

function formatIssues(issues: readonly Pick<JobIssue, "path" | "message">[], whole: string): string {
  const lines = new Set(issues.map(({ path, message }) => `${formatPlace(path, whole)} ${message}`));
  const shown = [...lines].slice(0, SHOWN);
  if (lines.size > SHOWN) shown.push(`... and ${lines.size - SHOWN} more`);
  return shown.join("\n");
}

/** Formats a path as JSON has it, and as a person counts: `clipPrompts[2].duration (clip 3)`. */
function formatPlace(path: string, whole: string): string {
  if (path === "") return whole;
  const index = /^(?:clipPrompts|clips)\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? path : `${path} (clip ${Number(index) + 1})`;
}
