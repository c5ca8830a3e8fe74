import type { CostRates } from "@vg/config";
import { type Cost, costToJSON, formatCost } from "@vg/cost";
import { formatSeconds } from "../render/format.ts";
import type {
  Accuracy,
  EstimateOrigin,
  FoundRates,
  GroupAccuracy,
  JudgedClip,
  JudgedRates,
  ModelAccuracy,
} from "./accuracy.ts";
import { formatPlace } from "./rows.ts";

/** Formats a tolerance: `±20 %`. */
export function formatTolerance(tolerance: string): string {
  return `±${formatShare(Number(tolerance))}`;
}

/** Formats whether the promise holds, in the fewest words. */
export function formatPromise({ holds, tolerance }: Pick<Accuracy, "holds" | "tolerance">): string {
  return `The ${formatTolerance(tolerance)} promise ${holds ? "holds" : "does not hold"}`;
}

/** Formats the number of estimates within the tolerance, and the worst one's error. */
export function formatCounts({ clips, holds, tolerance, withinCount, worst }: Accuracy): string {
  const off =
    worst.error === 0 ? "each is exact" : `the worst is ${formatDeviation(worst.error)} (${formatClip(worst)})`;
  const all = clips.length === 1 ? "the only estimate is" : `all ${clips.length} estimates are`;
  const some = `${withinCount} of ${clips.length} ${clips.length === 1 ? "estimate is" : "estimates are"}`;
  return `${holds ? all : some} within ${formatShare(Number(tolerance))} of what the clip cost; ${off}`;
}

/** Formats the verdict in one sentence: the promise, the number of clips that keep it, and the worst error. */
export function formatVerdict(accuracy: Accuracy): string {
  return `${formatPromise(accuracy)}: ${formatCounts(accuracy)}.`;
}

/** Formats a clip as a person finds it in the file: its place, and its id if it has one. */
export function formatClip({ place, id }: Pick<JudgedClip, "place" | "id">): string {
  return id === undefined ? formatPlace(place) : `${formatPlace(place)}, ${shortId(id)}`;
}

const LONGEST_ID = 40;

function shortId(id: string): string {
  return id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}...` : id;
}

/** Formats a signed error in words: `12.3 % too high`. */
export function formatDeviation(error: number): string {
  if (error === 0) return "exact";
  return `${formatShare(Math.abs(error))} too ${error > 0 ? "high" : "low"}`;
}

/** Formats a signed error for a column: `+12.3 %`. */
export function formatSignedError(error: number): string {
  const percent = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${error < 0 ? "-" : "+"}${percent.format(Math.abs(error) * 100)} %`;
}

/** Formats a share as a percentage with the decimals that distinguish it from 0, at least one if it is not whole. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rounded = new Intl.NumberFormat("en-US", { maximumFractionDigits: percent < 0.1 ? 4 : 1 });
  return `${rounded.format(percent)} %`;
}

/** Creates the format of these clips' costs: with the decimals that the smallest one needs for three digits, at most eight. */
export function createDollarFormat(clips: readonly Pick<JudgedClip, "estimate" | "actual">[]): (cost: Cost) => string {
  const amounts = clips.flatMap(({ estimate, actual }) => [dollarsNumber(estimate), dollarsNumber(actual)]);
  const smallest = amounts.reduce((least, amount) => (amount > 0 ? Math.min(least, amount) : least), 1);
  const decimals = Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(smallest))));
  return (cost) => formatCost(cost, { decimals });
}

/** Returns a cost as a number, for pixels and the number of digits to show; never to calculate with. */
export function dollarsNumber(cost: Cost): number {
  return Number(costToJSON(cost).amount);
}

/** Formats what was paid and what was estimated in dollars: `You paid $12.34; the estimates said $11.80, 4.4 % too low.` */
export function formatBill({
  paid,
  estimated,
  totalError,
}: Pick<GroupAccuracy, "paid" | "estimated" | "totalError">): string {
  const dollars = createDollarFormat([{ actual: paid, estimate: estimated }]);
  const said = totalError === 0 ? "exactly that" : `${dollars(estimated)}, ${formatDeviation(totalError)}`;
  return `You paid ${dollars(paid)}; the estimates said ${said}.`;
}

/** Formats the bias of estimates: `On average an estimate is 3.2 % too low.` */
export function formatBias(bias: number): string {
  return bias === 0 ? "The estimates have no bias." : `On average an estimate is ${formatDeviation(bias)}.`;
}

/** Formats the origin of the estimates: one sentence, or a line for each origin. */
export function formatOrigins(origins: readonly EstimateOrigin[]): string {
  const [first] = origins;
  if (first !== undefined && origins.length === 1) {
    return first.kind === "recorded"
      ? "Estimated as recorded before the clips were made."
      : `Estimated with ${formatRates(first)}.`;
  }
  const lines = origins.map(
    (origin) =>
      `  ${formatCount(origin.count)} ${origin.kind === "recorded" ? "as recorded" : `with ${formatRates(origin)}`}`,
  );
  return ["Estimated:", ...lines].join("\n");
}

function formatRates({ rates, origin }: JudgedRates): string {
  return `$${rates.baseCost} a clip and $${rates.perSecond} a second: ${origin}`;
}

function formatCount(count: number): string {
  return count === 1 ? "1 clip" : `${count} clips`;
}

/** Formats the warning about costs that prove nothing; `undefined` if there are none. */
export function formatCircularity({
  circularCount,
  clips,
}: Pick<Accuracy, "circularCount" | "clips">): string | undefined {
  if (circularCount === 0) return undefined;
  const some = circularCount === clips.length ? "Every cost is" : `${circularCount} of ${clips.length} costs are`;
  return `${some} the catalogue's own price times what was measured: this checks the lengths, and proves nothing about that price. Add a cost from the bill to each row.`;
}

/** Formats the result about the new rates of all clips, or of each model's; the rates themselves follow if there is one. */
export function formatFit({ models, tolerance }: Pick<Accuracy, "models" | "tolerance">): string {
  const [first] = models;
  if (first !== undefined && models.length === 1) return formatNewRates(first, tolerance);
  return models.map((group) => `${formatModel(group)}: ${formatModelRates(group, tolerance)}`).join("\n");
}

/** Formats a model's name: as the catalogue has it, or as the rows do. */
export function formatModel({ model }: Pick<ModelAccuracy, "model">): string {
  return model === undefined ? "no model" : shortId(model);
}

function formatModelRates(group: ModelAccuracy, tolerance: string): string {
  const { fit, worst } = group;
  if (fit.kind !== "attainable" || !isBetter(fit, worst)) return formatNewRates(group, tolerance);
  const { baseCost, perSecond } = fit.rates;
  return `$${baseCost} a clip and $${perSecond} a second would bring the worst error from ${formatShare(Math.abs(worst.error))} to ${formatShare(fit.worstError)}`;
}

function formatNewRates({ count, fit, holds, worst }: ModelAccuracy, tolerance: string): string {
  const promise = formatTolerance(tolerance);
  switch (fit.kind) {
    case "too-few":
      return `At least ${fit.needed} clips are needed to find new rates; there ${fit.count === 1 ? "is" : "are"} ${fit.count}.`;
    case "attainable": {
      if (!isBetter(fit, worst)) return "The rates in use keep the promise, and no others do better.";
      const now = formatShare(Math.abs(worst.error));
      const then = formatShare(fit.worstError);
      return holds
        ? `The rates in use keep the promise; these would bring the worst error from ${now} to ${then}:`
        : `These rates keep ${promise} on all ${count} clips, with a worst error of ${then} in place of ${now}:`;
    }
    case "lost-in-rounding":
      return `A base and rate that keep ${promise} exist, but not with so few decimals (${formatShare(fit.worstError)} off at worst); ask for more with --decimals.`;
    case "unattainable":
      return `No base and rate can keep ${promise} on these clips: the best is still ${formatShare(fit.attainableError)} off at worst. ${formatBindingClips(fit.binding)}`;
    default:
      return fit satisfies never;
  }
}

/** The most clips that are named; of clips with the same length and cost, only the first is. */
const MOST_NAMED = 4;

/** Formats why no base and rate fit: clips of one length that cost differently, or costs that are not on a line. */
function formatBindingClips(binding: FoundRates["binding"]): string {
  const dollars = createDollarFormat(binding);
  const kinds = Map.groupBy(binding, ({ duration, actual }) => `${duration} ${dollars(actual)}`);
  const named = [...kinds.values()].flatMap(([first]) => first ?? []).slice(0, MOST_NAMED);
  const list = new Intl.ListFormat("en").format(
    named.map((clip) => `${formatSeconds(clip.duration ?? 0)} s cost ${dollars(clip.actual)} (${formatClip(clip)})`),
  );
  const durations = new Set(binding.map(({ duration }) => duration));
  const reason =
    durations.size === 1
      ? "Clips of the same length have costs too far apart"
      : "The costs are not on a straight line over the length";
  return `${reason}: ${list}. Judge one model and resolution at a time, or remove the clips that do not belong.`;
}

/**
 * Formats new rates as lines of an environment file; empty unless they keep the promise and are better than those in use.
 *
 * The variables hold for every clip, so that there are none if the clips are of several models.
 */
export function formatRateVariables({ models }: Pick<Accuracy, "models">): readonly string[] {
  const [group, another] = models;
  if (group === undefined || another !== undefined) return [];
  const rates = betterRates(group);
  return rates === undefined ? [] : [`VG_BASE_COST=${rates.baseCost}`, `VG_COST_PER_SECOND=${rates.perSecond}`];
}

/** Returns the rates found for a model if they keep the promise and are better than those in use. */
export function betterRates({ fit, worst }: Pick<ModelAccuracy, "fit" | "worst">): CostRates | undefined {
  return fit.kind === "attainable" && isBetter(fit, worst) ? fit.rates : undefined;
}

function isBetter({ worstError }: FoundRates, worst: JudgedClip): boolean {
  return worstError < Math.abs(worst.error);
}
