import { extname } from "node:path";
import type { SourceRows } from "./rows.ts";

/** What a file of actuals can be: JSON Lines, JSON or CSV. */
export type ActualsFormat = "jsonl" | "json" | "csv";

const BY_EXTENSION: Readonly<Record<string, ActualsFormat>> = {
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
  ".csv": "csv",
  ".tsv": "csv",
};

/**
 * The rows of a text of actuals.
 *
 * Where nobody says what it is and its name does not, it is what it looks like: JSON begins with a bracket, JSON Lines
 * with a brace and have another one on the next line, all else is CSV.
 *
 * @throws {@link CliError} that names every place where the text is not what it should be.
 */
export async function readActuals(
  { file, name, text }: { readonly file: string; readonly name: string; readonly text: string },
  format: ActualsFormat = BY_EXTENSION[extname(file).toLowerCase()] ?? formatOf(text),
): Promise<SourceRows> {
  switch (format) {
    case "jsonl": {
      const { jsonlRows } = await import("./jsonl-rows.ts");
      return jsonlRows(name, text);
    }
    case "json": {
      const { jsonRows } = await import("./json-rows.ts");
      return jsonRows(name, text);
    }
    case "csv": {
      const { csvRows } = await import("./read-csv.ts");
      return csvRows(name, text);
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
