import { clipWords, dollarFormat, secondsWords, shareWords, toleranceWords } from "./words.ts";
import type { Accuracy, FoundRates, JudgedClip } from "./accuracy.ts";

/** New rates as lines of an environment file; none where none keep the promise, or none are better than those in use. */
export function ratesToPaste({ fit, worst }: Accuracy): readonly string[] {
  if (fit.kind !== "attainable" || !isBetter(fit, worst)) return [];
  const { baseCost, perSecond } = fit.rates;
  return [`VG_BASE_COST=${baseCost}`, `VG_COST_PER_SECOND=${perSecond}`];
}

function isBetter({ worstError }: FoundRates, worst: JudgedClip): boolean {
  return worstError < Math.abs(worst.error);
}

/** What the clips say about new rates, in a few sentences; the rates themselves follow where they keep the promise. */
export function fitWords(accuracy: Accuracy): string {
  const models = new Set(accuracy.clips.flatMap(({ model }) => model ?? []));
  const mixed = `The clips come from ${models.size} models, whose rates differ; --model judges one. `;
  return `${models.size > 1 ? mixed : ""}${rateWords(accuracy)}`;
}

function rateWords({ clips, fit, holds, tolerance, worst }: Accuracy): string {
  const promise = toleranceWords(tolerance);
  switch (fit.kind) {
    case "too-few":
      return `New rates need at least ${fit.needed} clips to be found; here is ${clips.length}.`;
    case "attainable": {
      if (!isBetter(fit, worst)) return "The rates in use keep the promise, and no others do better.";
      const now = shareWords(Math.abs(worst.error));
      const then = shareWords(fit.worstError);
      return holds
        ? `The rates in use keep the promise; these would bring the worst error from ${now} to ${then}:`
        : `These rates keep ${promise} on all ${clips.length} clips, with a worst error of ${then} in place of ${now}:`;
    }
    case "lost-in-rounding":
      return `Some base and rate keep ${promise}, but not rounded to so few decimals (${shareWords(fit.worstError)} off at worst); ask for more with --decimals.`;
    case "unattainable":
      return `No base and rate whatever can keep ${promise} on these clips: the best is still ${shareWords(fit.attainableError)} off at worst. ${reasonWords(fit.binding)}`;
    default:
      return fit satisfies never;
  }
}

/** Of clips that are as long as each other and cost the same, the first speaks for all; of several, no more than these. */
const MOST_NAMED = 4;

/** Why no base and rate fit: clips as long as each other that cost differently, or costs that do not lie on a line. */
function reasonWords(binding: FoundRates["binding"]): string {
  const dollars = dollarFormat(binding);
  const kinds = Map.groupBy(binding, ({ duration, actual }) => `${duration} ${dollars(actual)}`);
  const named = [...kinds.values()].flatMap(([first]) => first ?? []).slice(0, MOST_NAMED);
  const list = new Intl.ListFormat("en").format(
    named.map((clip) => `${secondsWords(clip.duration)} s cost ${dollars(clip.actual)} (${clipWords(clip)})`),
  );
  const durations = new Set(binding.map(({ duration }) => duration));
  const reason =
    durations.size === 1
      ? "Clips of the same length cost too differently"
      : "The costs do not follow a straight line over the length";
  return `${reason}: ${list}. Judge one model and resolution at a time, or take out what does not belong.`;
}
