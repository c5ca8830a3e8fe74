import { closestName, formatList, formatPath, formatValue, isObject } from "@vg/internal";
import * as v from "valibot";
import { JobError, type JobIssue } from "../errors.ts";
import { FIELDS, jobSchema, RULES } from "./job-schema.ts";
import type { Job } from "./job.ts";

/**
 * Reads a job from parsed JSON; a field that is null is left out.
 *
 * @throws {@link JobError} with everything that is wrong: fields that are missing, invalid or not a job's.
 * @example
 * ```ts
 * import { parseJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves at night", duration: 5, audio: true }] });
 * job.clipPrompts; // => [ { prompt: 'waves at night', duration: 5, audio: true } ]
 * parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", lenght: 5, duration: 5 }] }); // throws clipPrompts[0].lenght (clip 1) is not a field
 * ```
 */
export function parseJob(value: unknown): Job {
  const parsed = v.safeParse(jobSchema, value);
  if (parsed.success) return parsed.output;
  const issues = parsed.issues.filter((issue) => issue.expected !== "never").map((issue) => issueOf(issue));
  throw new JobError([...unknownFields(value), ...issues]);
}

function issueOf({ path, input }: v.BaseIssue<unknown>): JobIssue {
  const keys = (path ?? []).map(({ key }) => key);
  const last = keys.at(-1);
  const field = typeof last === "string" ? last : last === undefined ? "" : "clip";
  const rule = RULES[field] ?? "is invalid";
  return input === undefined
    ? { path: formatPath(keys), message: `is missing; it ${rule}`, code: "missing" }
    : { path: formatPath(keys), message: `${rule}, not ${formatValue(input)}`, code: "invalid" };
}

/** Returns an issue for each field that a job does not have; the schema names only the first of an object. */
function unknownFields(job: unknown): readonly JobIssue[] {
  if (!isObject(job)) return [];
  const { clipPrompts, defaults } = job;
  const clips: readonly unknown[] = Array.isArray(clipPrompts) ? clipPrompts : [];
  return [
    ...unknownIn(job, "job", []),
    ...unknownIn(defaults, "wishes", ["defaults"]),
    ...clips.flatMap((clip, index) => unknownIn(clip, "clip", ["clipPrompts", index])),
  ];
}

function unknownIn(record: unknown, kind: keyof typeof FIELDS, keys: readonly unknown[]): readonly JobIssue[] {
  if (!isObject(record)) return [];
  const unknown = Object.keys(record).filter((name) => !FIELDS[kind].includes(name));
  return unknown.map((name) => ({
    path: formatPath([...keys, name]),
    message: `is not a field; ${remedy(name, kind, record)}`,
    code: "unknown-field",
  }));
}

const OWNERS = { job: "a job", clip: "a clip", wishes: "the defaults" } as const;

function remedy(name: string, kind: keyof typeof FIELDS, record: Readonly<Record<string, unknown>>): string {
  if (kind === "job" && FIELDS.wishes.includes(name)) return 'move it into "defaults"';
  const fields = FIELDS[kind].filter((field) => field !== "$schema");
  const meant = closestName(
    name,
    fields.filter((field) => !Object.hasOwn(record, field)),
  );
  return meant === undefined ? `${OWNERS[kind]} can have ${formatList(fields, "and")}` : `rename it to "${meant}"`;
}
