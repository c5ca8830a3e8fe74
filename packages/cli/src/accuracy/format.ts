import { type Cost, costToJSON, formatCost } from "@vg/cost";
import { formatSeconds } from "../render/format.ts";
import type { Accuracy, FoundRates, JudgedClip } from "./accuracy.ts";
import { formatPlace } from "./rows.ts";

/** A tolerance in words: `±20 %`. */
export function formatTolerance(tolerance: string): string {
  return `±${formatShare(Number(tolerance))}`;
}

/** Whether the promise holds, in the fewest words. */
export function formatPromise({ holds, tolerance }: Pick<Accuracy, "holds" | "tolerance">): string {
  return `The ${formatTolerance(tolerance)} promise ${holds ? "holds" : "does not hold"}`;
}

/** How many estimates lie within the tolerance, and how far the worst one is off. */
export function formatCounts({ clips, holds, tolerance, withinCount, worst }: Accuracy): string {
  const off =
    worst.error === 0 ? "each is exact" : `the worst is ${formatDeviation(worst.error)} (${formatClip(worst)})`;
  const all = clips.length === 1 ? "the only estimate lies" : `all ${clips.length} estimates lie`;
  const some = `${withinCount} of ${clips.length} ${clips.length === 1 ? "estimate lies" : "estimates lie"}`;
  return `${holds ? all : some} within ${formatShare(Number(tolerance))} of what the clip cost; ${off}`;
}

/** One sentence: whether the promise holds, for how many clips, and how far the worst one is off. */
export function formatVerdict(accuracy: Accuracy): string {
  return `${formatPromise(accuracy)}: ${formatCounts(accuracy)}.`;
}

/** A clip as a person finds it in the file: its place, and its id where it has one. */
export function formatClip({ place, id }: Pick<JudgedClip, "place" | "id">): string {
  return id === undefined ? formatPlace(place) : `${formatPlace(place)}, ${shortId(id)}`;
}

const LONGEST_ID = 40;

function shortId(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}...` : id;
}

/** A signed error in words: `12.3 % too high`. */
export function formatDeviation(error: number): string {
  if (error === 0) return "exact";
  return `${formatShare(Math.abs(error))} too ${error > 0 ? "high" : "low"}`;
}

/** A signed error for a column: `+12.3 %`. */
export function formatSignedError(error: number): string {
  const percent = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${error < 0 ? "-" : "+"}${percent.format(Math.abs(error) * 100)} %`;
}

/** A share as a percentage with as many decimals as it needs to be told from 0, at least one where it is not whole. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rounded = new Intl.NumberFormat("en-US", { maximumFractionDigits: percent < 0.1 ? 4 : 1 });
  return `${rounded.format(percent)} %`;
}

/** Shows costs of these clips alike: with the decimals that their smallest one needs for three digits, at most eight. */
export function createDollarFormat(clips: readonly Pick<JudgedClip, "estimate" | "actual">[]): (cost: Cost) => string {
  const amounts = clips.flatMap(({ estimate, actual }) => [dollarsNumber(estimate), dollarsNumber(actual)]);
  const smallest = amounts.reduce((least, amount) => (amount > 0 ? Math.min(least, amount) : least), 1);
  const decimals = Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(smallest))));
  return (cost) => formatCost(cost, { decimals });
}

/** A cost as a number, for pixels and the number of digits to show; never to calculate with. */
export function dollarsNumber(cost: Cost): number {
  return Number(costToJSON(cost).amount);
}

/** What the clips say about new rates, in a few sentences; the rates themselves follow where they keep the promise. */
export function formatFit(accuracy: Accuracy): string {
  const models = new Set(accuracy.clips.flatMap(({ model }) => model ?? []));
  const mixed = `The clips come from ${models.size} models, whose rates differ; --model judges one. `;
  return `${models.size > 1 ? mixed : ""}${formatNewRates(accuracy)}`;
}

function formatNewRates({ clips, fit, holds, tolerance, worst }: Accuracy): string {
  const promise = formatTolerance(tolerance);
  switch (fit.kind) {
    case "too-few":
      return `New rates need at least ${fit.needed} clips to be found; here is ${clips.length}.`;
    case "attainable": {
      if (!isBetter(fit, worst)) return "The rates in use keep the promise, and no others do better.";
      const now = formatShare(Math.abs(worst.error));
      const then = formatShare(fit.worstError);
      return holds
        ? `The rates in use keep the promise; these would bring the worst error from ${now} to ${then}:`
        : `These rates keep ${promise} on all ${clips.length} clips, with a worst error of ${then} in place of ${now}:`;
    }
    case "lost-in-rounding":
      return `Some base and rate keep ${promise}, but not rounded to so few decimals (${formatShare(fit.worstError)} off at worst); ask for more with --decimals.`;
    case "unattainable":
      return `No base and rate whatever can keep ${promise} on these clips: the best is still ${formatShare(fit.attainableError)} off at worst. ${formatBindingClips(fit.binding)}`;
    default:
      return fit satisfies never;
  }
}

/** Of clips that are as long as each other and cost the same, the first speaks for all; of several, no more than these. */
const MOST_NAMED = 4;

/** Why no base and rate fit: clips as long as each other that cost differently, or costs that do not lie on a line. */
function formatBindingClips(binding: FoundRates["binding"]): string {
  const dollars = createDollarFormat(binding);
  const kinds = Map.groupBy(binding, ({ duration, actual }) => `${duration} ${dollars(actual)}`);
  const named = [...kinds.values()].flatMap(([first]) => first ?? []).slice(0, MOST_NAMED);
  const list = new Intl.ListFormat("en").format(
    named.map((clip) => `${formatSeconds(clip.duration)} s cost ${dollars(clip.actual)} (${formatClip(clip)})`),
  );
  const durations = new Set(binding.map(({ duration }) => duration));
  const reason =
    durations.size === 1
      ? "Clips of the same length cost too differently"
      : "The costs do not follow a straight line over the length";
  return `${reason}: ${list}. Judge one model and resolution at a time, or take out what does not belong.`;
}

/** New rates as lines of an environment file; none where none keep the promise, or none are better than those in use. */
export function formatRateVariables({ fit, worst }: Accuracy): readonly string[] {
  if (fit.kind !== "attainable" || !isBetter(fit, worst)) return [];
  const { baseCost, perSecond } = fit.rates;
  return [`VG_BASE_COST=${baseCost}`, `VG_COST_PER_SECOND=${perSecond}`];
}

function isBetter({ worstError }: FoundRates, worst: JudgedClip): boolean {
  return worstError < Math.abs(worst.error);
}
