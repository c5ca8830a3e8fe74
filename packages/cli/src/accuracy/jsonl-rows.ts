import { parseJson } from "../shared/parse-json.ts";
import { problemsError, type RowProblem } from "./row-problem.ts";
import type { SourceRow, SourceRows } from "./rows.ts";

/**
 * The rows of a text that holds one JSON value a line; blank lines are skipped.
 *
 * @throws {@link CliError} that names every line that is not JSON.
 */
export async function jsonlRows(file: string, text: string): Promise<SourceRows> {
  const rows: SourceRow[] = [];
  const wrong: { readonly line: number; readonly content: string }[] = [];
  let line = 0;
  for (const content of linesOf(text)) {
    line += 1;
    if (content.trim() === "") continue;
    try {
      rows.push({ place: { line }, value: JSON.parse(content) });
    } catch {
      wrong.push({ line, content });
    }
  }
  if (wrong.length > 0) throw problemsError(file, await Promise.all(wrong.map(explain)));
  return { rows, hasNextPage: false, locate: (place) => place };
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    yield end === -1 ? text.slice(start) : text.slice(start, end);
    start = end === -1 ? text.length : end + 1;
  }
}

async function explain({ line, content }: { readonly line: number; readonly content: string }): Promise<RowProblem> {
  const json = await parseJson(content);
  const where = json.ok ? "" : `: ${json.problem.what} at column ${json.problem.column}`;
  return { place: { line }, message: `is not JSON${where}; write one whole object a line` };
}
