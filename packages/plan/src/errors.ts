import { formatValue } from "@vg/internal";

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
 */
export type JobIssueCode = "missing" | "invalid" | "unknown-field" | "repeated-field";

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
    super(formatIssues(issues));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}

/** The number of issues that a message shows. */
const SHOWN = 20;

function formatIssues(issues: readonly JobIssue[]): string {
  const lines = new Set(issues.map(({ path, message }) => `${formatPlace(path)} ${message}`));
  const shown = [...lines].slice(0, SHOWN);
  if (lines.size > SHOWN) shown.push(`... and ${lines.size - SHOWN} more`);
  return shown.join("\n");
}

/** Formats a path as JSON has it, and as a person counts: `clipPrompts[2].duration (clip 3)`. */
function formatPlace(path: string): string {
  if (path === "") return "the job";
  const index = /^clipPrompts\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? path : `${path} (clip ${Number(index) + 1})`;
}

/** Writes the path of a field: `clipPrompts[2].duration`; a name that is not plain is shown as a wrong value is. */
export function formatPath(keys: readonly unknown[]): string {
  return keys
    .map((key, at) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[\w$-]{1,60}$/.test(name)) return `[${formatValue(name)}]`;
      return at === 0 ? name : `.${name}`;
    })
    .join("");
}
