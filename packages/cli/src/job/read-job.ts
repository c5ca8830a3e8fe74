import * as v from "valibot";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import type { Job } from "./job.ts";
import { problemOfIssue, problemOfRepeated, unknownFields } from "./job-problems.ts";
import { jobSchema } from "./job-schema.ts";
import { parseJson } from "../shared/parse-json.ts";
import { nameOfInput, readInput } from "../shared/input-file.ts";
import { repeatedFields } from "./repeated-fields.ts";

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
  if (problems.length > 0 || !parsed.success) throw new CliError(`${name} is not a job:\n${listed(problems)}`);
  if (ignored.length > 0)
    terminal.warn(`${name} has fields that are no part of a job and are ignored: ${ignored.join(", ")}`);
  return parsed.output;
}

function listed(problems: readonly string[]): string {
  const unique = [...new Set(problems)];
  const lines = unique.slice(0, MOST_SHOWN).map((problem) => `  ${problem}`);
  if (unique.length > MOST_SHOWN) lines.push(`  ... and ${unique.length - MOST_SHOWN} more`);
  return lines.join("\n");
}
