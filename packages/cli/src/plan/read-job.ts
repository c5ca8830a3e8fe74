import { parseSupabaseUrl } from "@vg/image";
import * as v from "valibot";
import { CliError } from "../errors.ts";
import { nameOfInput, readInput } from "../shared/input-file.ts";
import { parseJson } from "../shared/parse-json.ts";
import type { Terminal } from "../terminal.ts";
import {
  DOT_SEGMENTS,
  problemOfIssue,
  problemOfRepeated,
  repeatedFields,
  unknownFields,
  USER_INFO,
} from "./job-problems.ts";
import { clipLengthSchema, type Job, type JobClip } from "./job.ts";

const MOST_SHOWN = 20;

/**
 * The job in a file, or on stdin for `-`.
 *
 * @throws {@link CliError} that lists everything that is wrong with it, one line a problem.
 */
export async function readJob(file: string, terminal: Pick<Terminal, "stdin" | "note" | "warn">): Promise<Job> {
  const name = nameOfInput(file);
  const text = await readInput(file, terminal);
  const json = await parseJson(text);
  if (!json.ok) {
    const { what, line, column } = json.problem;
    throw new CliError(
      text.trim() === ""
        ? `${name} is empty; \`vg plan --help\` shows a job`
        : `${name} is not JSON: ${what} at line ${line}, column ${column}; \`vg plan --help\` shows a job`,
    );
  }
  const { problems, ignored } = unknownFields(json.value);
  const parsed = v.safeParse(jobSchema, json.value);
  problems.push(...repeatedFields(text).map(problemOfRepeated));
  problems.push(...(parsed.issues ?? []).map((issue) => problemOfIssue(issue)));
  if (problems.length > 0 || !parsed.success) throw new CliError(`${name} is not a job:\n${listProblems(problems)}`);
  if (ignored.length > 0)
    terminal.warn(`${name} has fields that are not part of a job and are ignored: ${ignored.join(", ")}`);
  return parsed.output;
}

function listProblems(problems: readonly string[]): string {
  const unique = [...new Set(problems)];
  const lines = unique.slice(0, MOST_SHOWN).map((problem) => `  ${problem}`);
  if (unique.length > MOST_SHOWN) lines.push(`  ... and ${unique.length - MOST_SHOWN} more`);
  return lines.join("\n");
}

const ONE_LINE = /^[^\p{Cc}]*$/u;

const clipSchema: v.GenericSchema<unknown, JobClip> = v.pipe(
  v.looseObject({
    prompt: v.pipe(v.string(), v.check(hasText)),
    duration: clipLengthSchema,
    imageUrl: v.nullish(
      v.pipe(
        v.string(),
        v.check(isStorageUrl),
        v.check((url) => !hasUserInfo(url), USER_INFO),
        v.check((url) => !hasDotSegments(url), DOT_SEGMENTS),
      ),
    ),
  }),
  v.transform(({ prompt, duration, imageUrl }) => ({ prompt, duration, ...(imageUrl != null && { imageUrl }) })),
);

/** A job file's content; fields that are not part of a job are left out. */
export const jobSchema: v.GenericSchema<unknown, Job> = v.pipe(
  v.looseObject({
    jobId: v.pipe(v.string(), v.check(hasText), v.maxLength(200), v.regex(ONE_LINE)),
    clipPrompts: v.pipe(v.array(clipSchema), v.minLength(1)),
  }),
  v.transform(({ jobId, clipPrompts }) => ({ jobId, clipPrompts })),
);

function hasText(text: string): boolean {
  return text.trim() !== "";
}

/** Whether a text is the URL of an object in Supabase Storage, whatever the server. */
function isStorageUrl(url: string): boolean {
  try {
    parseSupabaseUrl(url);
    return true;
  } catch {
    return false;
  }
}

/** Whether a URL holds a user name or a password: Storage takes neither, and a plan would pass them on. */
function hasUserInfo(url: string): boolean {
  return /^https?:\/\/[^/?#\\]*@/i.test(url);
}

/** Whether a Storage URL has `.` or `..` in its path, encoded or not: which object is meant depends on who resolves it. */
function hasDotSegments(url: string): boolean {
  const [, path = ""] = /^https?:\/\/[^/?#\\]+([^?#]*)/is.exec(url) ?? [];
  return path
    .replaceAll(/%2e/gi, ".")
    .split(/\/|%2f/i)
    .some((segment) => segment === "." || segment === "..");
}
