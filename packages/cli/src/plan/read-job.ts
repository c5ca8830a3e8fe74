import { formatPath } from "@vg/internal";
import { type Job, JobError, type JobIssue, parseJob } from "@vg/plan";
import { CliError } from "../errors.ts";
import { readJson } from "../shared/json-file.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Reads the job in a file, or on stdin for `-`.
 *
 * @throws {@link CliError} that lists everything that is wrong with it, one line a problem.
 */
export async function readJob(file: string, terminal: Pick<Terminal, "stdin" | "note">): Promise<Job> {
  const { name, text, value } = await readJson(file, { hint: "`vg plan --help` shows a job" }, terminal);
  try {
    return await parseText(text, value);
  } catch (error) {
    throw error instanceof JobError ? jobRefusal(name, error) : error;
  }
}

/** Returns the refusal of a job, with the name of its file and a line for each problem. */
export function jobRefusal(name: string, error: JobError): CliError {
  return new CliError(`${name} is not a job that can be made:\n${error.message.replaceAll(/^/gm, "  ")}`, {
    cause: error,
  });
}

/**
 * Parses a job. Of a field that is there more than once the last one would win, and only the text shows it.
 *
 * @throws `JobError` with everything that is wrong.
 */
async function parseText(text: string, value: unknown): Promise<Job> {
  const repeated = await findRepeatedFields(text);
  if (repeated.length === 0) return parseJob(value);
  throw new JobError([...repeated, ...issuesOf(value)]);
}

function issuesOf(value: unknown): readonly JobIssue[] {
  try {
    parseJob(value);
    return [];
  } catch (error) {
    if (error instanceof JobError) return error.issues;
    throw error;
  }
}

/** Finds the fields that an object of a JSON text has more than once. */
async function findRepeatedFields(text: string): Promise<readonly JobIssue[]> {
  const { visit } = await import("jsonc-parser");
  const issues: JobIssue[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, pathOf) => {
      const fields = open.at(-1);
      if (fields?.has(name) === true) {
        const message = "is there more than once; keep one of them";
        issues.push({ path: formatPath([...pathOf(), name]), message, code: "repeated-field" });
      }
      fields?.add(name);
    },
  });
  return issues;
}
