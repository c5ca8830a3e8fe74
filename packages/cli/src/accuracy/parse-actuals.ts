import { extname } from "node:path";
import { type Node, parseTree } from "jsonc-parser";
import * as v from "valibot";
import { parseJson } from "../shared/parse-json.ts";
import { type Place, createRowError, type RowIssue, type SourceRow, type SourceRows } from "./rows.ts";

/** The formats of a file of actuals: JSON Lines, JSON or CSV. */
export type ActualsFormat = "jsonl" | "json" | "csv";

const BY_EXTENSION: Readonly<Record<string, ActualsFormat>> = {
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
  ".csv": "csv",
  ".tsv": "csv",
};

/**
 * Parses the rows of a text of actuals.
 *
 * If neither an option nor the file's name gives the format, the text does: JSON begins with a bracket, JSON Lines
 * with a brace and another one on the next line, everything else is CSV.
 *
 * @throws {@link CliError} that names every place where the text is wrong.
 */
export async function parseActuals(
  { file, name, text }: { readonly file: string; readonly name: string; readonly text: string },
  format: ActualsFormat = BY_EXTENSION[extname(file).toLowerCase()] ?? formatOf(text),
): Promise<SourceRows> {
  switch (format) {
    case "jsonl":
      return parseJsonLines(name, text);
    case "json":
      return parseJsonRows(name, text);
    case "csv": {
      const { parseCsv } = await import("./parse-csv.ts");
      return parseCsv(name, text);
    }
    default:
      return format satisfies never;
  }
}

function formatOf(text: string): ActualsFormat {
  const start = text.trimStart();
  if (start.startsWith("[")) return "json";
  if (!start.startsWith("{")) return "csv";
  return /^\{[^\n]*\}\s*(?:\n\s*\{|$)/.test(start) ? "jsonl" : "json";
}

/** A page of predictions as the API lists them. */
const Page = v.object({ results: v.array(v.unknown()), next: v.nullish(v.string()) });
const List = v.array(v.unknown());
const One = v.record(v.string(), v.unknown());

/**
 * Parses the rows of a JSON text: an array, a page of predictions (`{ "results": [...] }`) or one object.
 *
 * @throws {@link CliError} if the text is not JSON, with the place, or contains no rows.
 */
async function parseJsonRows(file: string, text: string): Promise<SourceRows> {
  const json = await parseJson(text);
  if (!json.ok) {
    const { what, line, column } = json.problem;
    throw createRowError(file, [{ place: { line }, message: `is not JSON: ${what} at column ${column}` }]);
  }
  let lines: readonly number[] | undefined;
  const locate = ({ item = 1 }: Place): Place => {
    lines ??= itemLines(text);
    const line = lines[item - 1];
    return line === undefined ? { item } : { item, line };
  };
  const { value } = json;
  if (v.is(List, value)) return { rows: numbered(value), hasNextPage: false, locate };
  if (v.is(Page, value)) {
    return { rows: numbered(value.results), hasNextPage: typeof value.next === "string", locate };
  }
  if (v.is(One, value)) return { rows: numbered([value]), hasNextPage: false, locate };
  throw createRowError(file, [
    {
      message:
        "must be an array of predictions or of rows of duration and cost, a page of predictions, or one of these",
    },
  ]);
}

function numbered(values: readonly unknown[]): readonly SourceRow[] {
  return values.map((value, index) => ({ place: { item: index + 1 }, value }));
}

/** Returns the lines of the items of a JSON array, from 1; the array is the text itself, or its field `results`. */
function itemLines(text: string): readonly number[] {
  const root = parseTree(text);
  const array = root?.type === "object" ? fieldOf(root, "results") : root;
  let line = 1;
  let seen = 0;
  return (array?.children ?? []).map(({ offset }) => {
    line += text.slice(seen, offset).split("\n").length - 1;
    seen = offset;
    return line;
  });
}

function fieldOf(object: Node, name: string): Node | undefined {
  const property = object.children?.find(({ children }) => children?.[0]?.value === name);
  return property?.children?.[1];
}

/**
 * Parses the rows of a text with one JSON value a line; blank lines are skipped.
 *
 * @throws {@link CliError} that names every line that is not JSON.
 */
async function parseJsonLines(file: string, text: string): Promise<SourceRows> {
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
  if (wrong.length > 0) throw createRowError(file, await Promise.all(wrong.map(explain)));
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

async function explain({ line, content }: { readonly line: number; readonly content: string }): Promise<RowIssue> {
  const json = await parseJson(content);
  const where = json.ok ? "" : `: ${json.problem.what} at column ${json.problem.column}`;
  return { place: { line }, message: `is not JSON${where}; write one complete object a line` };
}
