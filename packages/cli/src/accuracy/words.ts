import { type Cost, costToJSON, formatCost } from "@vg/cost";
import type { Accuracy, JudgedClip } from "./accuracy.ts";
import { describePlace } from "./rows.ts";

/** A tolerance in words: `±20 %`. */
export function toleranceWords(tolerance: string): string {
  return `±${shareWords(Number(tolerance))}`;
}

/** Whether the promise holds, in the fewest words. */
export function promiseWords({ holds, tolerance }: Pick<Accuracy, "holds" | "tolerance">): string {
  return `The ${toleranceWords(tolerance)} promise ${holds ? "holds" : "does not hold"}`;
}

/** How many estimates lie within the tolerance, and how far the worst one is off. */
export function countWords({ clips, holds, tolerance, withinCount, worst }: Accuracy): string {
  const off = worst.error === 0 ? "each is exact" : `the worst is ${errorWords(worst.error)} (${clipWords(worst)})`;
  const all = clips.length === 1 ? "the only estimate lies" : `all ${clips.length} estimates lie`;
  const some = `${withinCount} of ${clips.length} ${clips.length === 1 ? "estimate lies" : "estimates lie"}`;
  return `${holds ? all : some} within ${shareWords(Number(tolerance))} of what the clip cost; ${off}`;
}

/** One sentence: whether the promise holds, for how many clips, and how far the worst one is off. */
export function verdictWords(accuracy: Accuracy): string {
  return `${promiseWords(accuracy)}: ${countWords(accuracy)}.`;
}

/** A clip as a person finds it in the file: its place, and its id where it has one. */
export function clipWords({ place, id }: Pick<JudgedClip, "place" | "id">): string {
  return id === undefined ? describePlace(place) : `${describePlace(place)}, ${shortId(id)}`;
}

const LONGEST_ID = 40;

function shortId(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}...` : id;
}

/** A signed error in words: `12.3 % too high`. */
export function errorWords(error: number): string {
  if (error === 0) return "exact";
  return `${shareWords(Math.abs(error))} too ${error > 0 ? "high" : "low"}`;
}

/** A signed error for a column: `+12.3 %`. */
export function signedError(error: number): string {
  const percent = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${error < 0 ? "-" : "+"}${percent.format(Math.abs(error) * 100)} %`;
}

/** A share as a percentage with as many decimals as it needs to be told from 0, at least one where it is not whole. */
export function shareWords(share: number): string {
  const percent = share * 100;
  const rounded = new Intl.NumberFormat("en-US", { maximumFractionDigits: percent < 0.1 ? 4 : 1 });
  return `${rounded.format(percent)} %`;
}

/** Seconds for a person: at most three decimals. */
export function secondsWords(seconds: number): string {
  return new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 }).format(seconds);
}

/** Shows costs of these clips alike: with the decimals that their smallest one needs for three digits, at most eight. */
export function dollarFormat(clips: readonly Pick<JudgedClip, "estimate" | "actual">[]): (cost: Cost) => string {
  const amounts = clips.flatMap(({ estimate, actual }) => [dollarsNumber(estimate), dollarsNumber(actual)]);
  const smallest = amounts.reduce((least, amount) => (amount > 0 ? Math.min(least, amount) : least), 1);
  const decimals = Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(smallest))));
  return (cost) => formatCost(cost, { decimals });
}

/** A cost as a number, for pixels and the number of digits to show; never to calculate with. */
export function dollarsNumber(cost: Cost): number {
  return Number(costToJSON(cost).amount);
}
