import { type Cost, costToJSON } from "@vg/cost";
import { formatSeconds } from "../render/format.ts";
import { renderTable } from "../render/table.ts";
import { wrapLines } from "../render/wrap.ts";
import type { Terminal } from "../terminal.ts";
import {
  type Accuracy,
  byError,
  type FoundRates,
  type JudgedClip,
  type SetAsideReason,
  type SetAsideRow,
} from "./accuracy.ts";
import {
  formatClip,
  createDollarFormat,
  formatFit,
  formatRateVariables,
  formatSignedError,
  formatTolerance,
  formatVerdict,
} from "./format.ts";
import { formatPlace, type Place } from "./rows.ts";

/** Renders the output of `vg accuracy`: the verdict, the worst clips, new rates, and the rows that were not compared. */
export async function renderAccuracy(
  accuracy: Accuracy,
  most: number,
  terminal: Pick<Terminal, "style" | "width">,
): Promise<string> {
  const { clips, holds, judged, setAside, hasNextPage } = accuracy;
  const { baseCost, perSecond } = judged.rates;
  const inLines = (text: string): string => wrapLines(text, { width: terminal.width });
  const parts = [
    terminal.style(holds ? "green" : "red", inLines(formatVerdict(accuracy))),
    inLines(`Estimated with $${baseCost} a clip and $${perSecond} a second: ${judged.origin}.`),
    ...(most === 0 ? [] : [await worstTable(accuracy, most, terminal)]),
    [inLines(formatFit(accuracy)), ...formatRateVariables(accuracy)].join("\n"),
    ...(setAside.length === 0 ? [] : [inLines(formatSetAside(setAside, clips.length))]),
    ...(hasNextPage
      ? [inLines("The file is one page of a longer list: the predictions of its other pages are not in it.")]
      : []),
  ];
  return parts.join("\n\n");
}

async function worstTable(
  { clips, tolerance }: Accuracy,
  most: number,
  { width }: Pick<Terminal, "width">,
): Promise<string> {
  const shown = clips.toSorted(byError).slice(0, most);
  const dollars = createDollarFormat(shown);
  return renderTable(
    [
      { head: "CLIP" },
      { head: "SECONDS", align: "right" },
      { head: "ESTIMATE", align: "right" },
      { head: "ACTUAL", align: "right" },
      { head: "ERROR", align: "right" },
      { head: `WITHIN ${formatTolerance(tolerance)}` },
    ],
    shown.map((clip) => [
      formatClip(clip),
      formatSeconds(clip.duration),
      dollars(clip.estimate),
      dollars(clip.actual),
      formatSignedError(clip.error),
      clip.within ? "yes" : "no",
    ]),
    { width },
  );
}

/** The number of places that are listed for a reason before they are only counted. */
const MOST_PLACES = 5;

/** Formats the rows that were not compared, by reason. */
export function formatSetAside(setAside: readonly SetAsideRow[], compared: number): string {
  const reasons = Map.groupBy(setAside, ({ reason, why }) => `${reason}: ${groupReason(reason, why)}`);
  const lines = [...reasons.values()].map((rows) => {
    const places = rows.slice(0, MOST_PLACES).map(({ place }) => formatPlace(place));
    const rest = rows.length - places.length;
    return `  ${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}: ${rows[0]?.why ?? ""}`;
  });
  const all = setAside.length + compared;
  return [`Not compared: ${setAside.length} of ${all} rows`, ...lines].join("\n");
}

/** Returns the text that rows with the same reason share; duplicates differ only in the row that they repeat. */
function groupReason(reason: SetAsideReason, why: string): string {
  return reason === "duplicate" ? "" : why;
}

/** The output of `vg accuracy --json`; amounts are decimal texts of dollars, errors are shares, nothing is rounded. */
export interface AccuracyJSON {
  readonly file: string;
  readonly tolerance: string;
  readonly holds: boolean;
  readonly count: number;
  readonly within: number;
  /** The mean of the signed errors. */
  readonly bias: number;
  readonly meanAbsoluteError: number;
  readonly worst: ClipJSON;
  readonly judged: { readonly baseCost: string; readonly perSecond: string; readonly origin: string };
  /** Set if at least two clips were compared. */
  readonly newRates?: NewRatesJSON;
  /** Every clip that was compared, in the order of the file. */
  readonly clips: readonly ClipJSON[];
  /** Every row that was not, and why. */
  readonly setAside: readonly SetAsideJSON[];
  /** True if the file is one page of a longer list. */
  readonly hasNextPage: boolean;
}

/** A clip that was compared. */
interface ClipJSON extends Place {
  readonly id?: string;
  readonly model?: string;
  readonly duration: number;
  readonly estimate: string;
  readonly actual: string;
  readonly error: number;
  readonly within: boolean;
}

/** A row that was not compared. */
interface SetAsideJSON extends Place {
  readonly id?: string;
  readonly reason: SetAsideReason;
  readonly why: string;
}

/** The base and rate with the smallest worst error, rounded. */
interface NewRatesJSON {
  readonly baseCost: string;
  readonly perSecond: string;
  /** True if they keep the tolerance on every clip, as rounded. */
  readonly holds: boolean;
  /** True if some base and rate keep it. */
  readonly attainable: boolean;
  readonly worstError: number;
  readonly attainableError: number;
  /** The clips because of which no base and rate does better. */
  readonly binding: readonly ClipJSON[];
}

/** Converts an accuracy to JSON. */
export function accuracyJSON(accuracy: Accuracy): AccuracyJSON {
  const { file, tolerance, holds, clips, withinCount, bias, meanError, worst, judged, fit } = accuracy;
  const { baseCost, perSecond } = judged.rates;
  return {
    file,
    tolerance,
    holds,
    count: clips.length,
    within: withinCount,
    bias,
    meanAbsoluteError: meanError,
    worst: clipJSON(worst),
    judged: { baseCost, perSecond, origin: judged.origin },
    ...(fit.kind === "too-few" ? {} : { newRates: newRatesJSON(fit) }),
    clips: clips.map(clipJSON),
    setAside: accuracy.setAside.map(({ place, ...row }) => ({ ...place, ...row })),
    hasNextPage: accuracy.hasNextPage,
  };
}

function newRatesJSON({ kind, rates, worstError, attainableError, binding }: FoundRates): NewRatesJSON {
  return {
    baseCost: rates.baseCost,
    perSecond: rates.perSecond,
    holds: kind === "attainable",
    attainable: kind !== "unattainable",
    worstError,
    attainableError,
    binding: binding.map(clipJSON),
  };
}

function clipJSON({ place, estimate, actual, ...clip }: JudgedClip): ClipJSON {
  return { ...place, ...clip, estimate: amountOf(estimate), actual: amountOf(actual) };
}

function amountOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
