import { CsvError, parse } from "csv-parse/sync";
import { createRowError, type RowIssue, type SourceRow, type SourceRows } from "./rows.ts";

/** The columns that are read; a file may have others. */
const COLUMNS = ["id", "model", "duration", "cost", "estimate", "at"] as const;
const REQUIRED = ["duration", "cost"] as const;
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Parses the rows of a CSV text with a header; the delimiter is a comma, a semicolon or a tab, whichever the header uses.
 *
 * @throws {@link CliError} that names every column that is missing and every line that does not fit the header.
 */
export function parseCsv(file: string, text: string): SourceRows {
  const [header, ...lines] = readLines(file, text);
  if (header === undefined) {
    throw createRowError(file, [{ message: "is empty; its first line must be a header such as duration,cost" }]);
  }
  const columns = readHeader(file, header);
  const rows: SourceRow[] = [];
  const problems: RowIssue[] = [];
  for (const { line, cells } of lines) {
    const place = { line };
    if (cells.length !== header.cells.length) {
      const counts = `${cells.length} ${cells.length === 1 ? "cell" : "cells"}, but the header has ${header.cells.length}`;
      problems.push({ place, message: `has ${counts}; quote a cell that contains the delimiter` });
      continue;
    }
    rows.push({
      place,
      value: Object.fromEntries(COLUMNS.flatMap((name) => present(name, cells[columns.get(name) ?? -1]))),
    });
  }
  if (problems.length > 0) throw createRowError(file, problems);
  return { rows, hasNextPage: false, locate: (place) => place };
}

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

function readLines(file: string, text: string): readonly CsvLine[] {
  const lines: CsvLine[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines: line }) => void lines.push({ line, cells }),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { code, lines: line } = error;
    throw createRowError(file, [{ place: { line: Number(line) }, message: `is not CSV (${code}): check its quotes` }]);
  }
  return lines;
}

function delimiterOf(text: string): string {
  const header = text.trimStart().split(/\r\n|\n|\r/u, 1)[0] ?? "";
  const count = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function readHeader(file: string, { line, cells }: CsvLine): ReadonlyMap<string, number> {
  const names = cells.map((name) => name.toLowerCase());
  const problems: RowIssue[] = [];
  for (const name of COLUMNS) {
    const count = names.filter((other) => other === name).length;
    if (count > 1)
      problems.push({ place: { line }, field: name, message: `is the name of ${count} columns; keep one` });
  }
  for (const name of REQUIRED) {
    if (names.includes(name)) continue;
    problems.push({
      place: { line },
      field: name,
      message: "is missing; the first line must name the columns duration (seconds of clip) and cost (dollars)",
    });
  }
  if (problems.length > 0) throw createRowError(file, problems);
  return new Map(names.map((name, index) => [name, index]));
}

function present(name: string, cell: string | undefined): readonly (readonly [string, string])[] {
  return cell === undefined || cell === "" ? [] : [[name, cell]];
}
