import { CliError } from "../errors.ts";
import { describePlace, type Place } from "./rows.ts";

/** One thing that is wrong with a file of actuals. */
export interface RowProblem {
  /** Where; absent where the whole file is meant. */
  readonly place?: Place;
  /** The field, column or path, such as `metrics.predict_time`; absent where the whole row is meant. */
  readonly field?: string;
  /** What is wrong, what is allowed and how to fix it. */
  readonly message: string;
}

const MOST_SHOWN = 20;

/** An error that lists every problem of a file, each with its place and field; past 20 it says how many more there are. */
export function problemsError(file: string, problems: readonly RowProblem[]): CliError {
  const lines = problems.slice(0, MOST_SHOWN).map((problem) => describeProblem(file, problem));
  const rest = problems.length - lines.length;
  return new CliError([...lines, ...(rest > 0 ? [`and ${rest} more like these`] : [])].join("\n"));
}

function describeProblem(file: string, { place, field, message }: RowProblem): string {
  const where = [file, ...(place ? [describePlace(place)] : []), ...(field ? [field] : [])].join(", ");
  return `${where}: ${message}`;
}
