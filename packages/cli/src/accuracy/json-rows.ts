import * as v from "valibot";
import { parseJson } from "../shared/parse-json.ts";
import { problemsError } from "./row-problem.ts";
import type { Place, SourceRow, SourceRows } from "./rows.ts";

/** A page of predictions as the API lists them. */
const Page = v.object({ results: v.array(v.unknown()), next: v.nullish(v.string()) });
const List = v.array(v.unknown());
const One = v.record(v.string(), v.unknown());

/**
 * The rows of a JSON text: an array, a page of predictions (`{ "results": [...] }`) or one object.
 *
 * @throws {@link CliError} that says where the text is not JSON, or that it holds no rows.
 */
export async function jsonRows(file: string, text: string): Promise<SourceRows> {
  const json = await parseJson(text);
  if (!json.ok) {
    const { what, line, column } = json.problem;
    throw problemsError(file, [{ place: { line }, message: `is not JSON: ${what} at column ${column}` }]);
  }
  const { itemLines } = await import("./item-lines.ts");
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
  throw problemsError(file, [
    { message: "must hold an array of predictions or of rows of duration and cost, a page of predictions, or one" },
  ]);
}

function numbered(values: readonly unknown[]): readonly SourceRow[] {
  return values.map((value, index) => ({ place: { item: index + 1 }, value }));
}
