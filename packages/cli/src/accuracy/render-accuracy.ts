import { type Cost, costToJSON } from "@vg/cost";
import { formatSeconds } from "../render/format.ts";
import { renderTable } from "../render/table.ts";
import { wrapLines } from "../render/wrap.ts";
import type { Terminal } from "../terminal.ts";
import {
  type Accuracy,
  byError,
  type EstimateOrigin,
  type FoundRates,
  type GroupAccuracy,
  type JudgedClip,
  type JudgedRates,
  type ModelAccuracy,
  type MonthAccuracy,
  type SetAsideReason,
  type SetAsideRow,
} from "./accuracy.ts";
import {
  createDollarFormat,
  formatBias,
  formatBill,
  formatCircularity,
  formatClip,
  formatFit,
  formatModel,
  formatOrigins,
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
  const { bias, clips, holds, models, months, origins, setAside, hasNextPage } = accuracy;
  const circularity = formatCircularity(accuracy);
  const inLines = (text: string): string => wrapLines(text, { width: terminal.width });
  const parts = [
    [
      terminal.style(holds ? "green" : "red", inLines(formatVerdict(accuracy))),
      inLines(`${formatBill(accuracy)} ${formatBias(bias)}`),
    ].join("\n"),
    inLines(formatOrigins(origins)),
    ...(circularity === undefined ? [] : [terminal.style("yellow", inLines(circularity))]),
    ...(most === 0 ? [] : [await worstTable(accuracy, most, terminal)]),
    ...(models.length < 2
      ? []
      : [
          groupTable(
            "MODEL",
            models.map((group) => [formatModel(group), group]),
            terminal,
          ),
        ]),
    ...(months.length < 2
      ? []
      : [
          groupTable(
            "MONTH",
            months.map((group) => [group.month, group]),
            terminal,
          ),
        ]),
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
      clip.duration === undefined ? "" : formatSeconds(clip.duration),
      dollars(clip.estimate),
      dollars(clip.actual),
      formatSignedError(clip.error),
      clip.within ? "yes" : "no",
    ]),
    { width },
  );
}

function groupTable(
  head: string,
  groups: readonly (readonly [name: string, group: GroupAccuracy])[],
  { width }: Pick<Terminal, "width">,
): string {
  const dollars = createDollarFormat(groups.map(([, { paid, estimated }]) => ({ actual: paid, estimate: estimated })));
  return renderTable(
    [
      { head },
      { head: "CLIPS", align: "right" },
      { head: "WITHIN", align: "right" },
      { head: "ESTIMATED", align: "right" },
      { head: "PAID", align: "right" },
      { head: "ERROR", align: "right" },
      { head: "BIAS", align: "right" },
    ],
    groups.map(([name, group]) => [
      name,
      String(group.count),
      String(group.withinCount),
      dollars(group.estimated),
      dollars(group.paid),
      formatSignedError(group.totalError),
      formatSignedError(group.bias),
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
  /** All estimates, and all actual costs. */
  readonly estimated: string;
  readonly paid: string;
  /** `(estimated - paid) / paid`. */
  readonly totalError: number;
  /** The number of costs that are the catalogue's own price, so that they prove nothing about it. */
  readonly circular: number;
  /** The rates of all estimates; absent if some were recorded, or made with other rates. */
  readonly judged?: RatesJSON;
  /** Where the estimates come from, those of most clips first. */
  readonly origins: readonly OriginJSON[];
  /** Set if at least two clips of one model were compared, and none of another. */
  readonly newRates?: NewRatesJSON;
  readonly models: readonly ModelJSON[];
  readonly months: readonly MonthJSON[];
  /** Every clip that was compared, in the order of the file. */
  readonly clips: readonly ClipJSON[];
  /** Every row that was not, and why. */
  readonly setAside: readonly SetAsideJSON[];
  /** True if the file is one page of a longer list. */
  readonly hasNextPage: boolean;
}

/** Rates, and where they come from in words. */
interface RatesJSON {
  readonly baseCost: string;
  readonly perSecond: string;
  readonly origin: string;
}

/** The origin of some of the estimates. */
type OriginJSON = { readonly count: number } & ({ readonly origin: "recorded" } | RatesJSON);

/** The judgement of some of the clips. */
interface GroupJSON {
  readonly count: number;
  readonly within: number;
  readonly holds: boolean;
  readonly bias: number;
  readonly estimated: string;
  readonly paid: string;
  readonly totalError: number;
}

interface ModelJSON extends GroupJSON {
  readonly model?: string;
  readonly newRates?: NewRatesJSON;
}

interface MonthJSON extends GroupJSON {
  readonly month: string;
}

/** A clip that was compared. */
interface ClipJSON extends Place {
  readonly id?: string;
  readonly model?: string;
  readonly duration?: number;
  readonly at?: string;
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
  const { file, tolerance, holds, clips, withinCount, bias, meanError, worst, origins, models, months } = accuracy;
  const [judged, ...otherOrigins] = origins;
  const [first, ...otherModels] = models;
  return {
    file,
    tolerance,
    holds,
    count: clips.length,
    within: withinCount,
    bias,
    meanAbsoluteError: meanError,
    worst: clipJSON(worst),
    estimated: amountOf(accuracy.estimated),
    paid: amountOf(accuracy.paid),
    totalError: accuracy.totalError,
    circular: accuracy.circularCount,
    ...(judged?.kind === "rates" && otherOrigins.length === 0 ? { judged: ratesJSON(judged) } : {}),
    origins: origins.map(originJSON),
    ...(first === undefined || otherModels.length > 0 ? {} : newRatesOf(first)),
    models: models.map(modelJSON),
    months: months.map(monthJSON),
    clips: clips.map(clipJSON),
    setAside: accuracy.setAside.map(({ place, ...row }) => ({ ...place, ...row })),
    hasNextPage: accuracy.hasNextPage,
  };
}

function ratesJSON({ rates: { baseCost, perSecond }, origin }: JudgedRates): RatesJSON {
  return { baseCost, perSecond, origin };
}

function originJSON(origin: EstimateOrigin): OriginJSON {
  const { count } = origin;
  return origin.kind === "recorded" ? { count, origin: "recorded" } : { count, ...ratesJSON(origin) };
}

function modelJSON(group: ModelAccuracy): ModelJSON {
  return { ...(group.model === undefined ? {} : { model: group.model }), ...groupJSON(group), ...newRatesOf(group) };
}

function monthJSON(group: MonthAccuracy): MonthJSON {
  return { month: group.month, ...groupJSON(group) };
}

function groupJSON({ count, withinCount, holds, bias, estimated, paid, totalError }: GroupAccuracy): GroupJSON {
  return { count, within: withinCount, holds, bias, estimated: amountOf(estimated), paid: amountOf(paid), totalError };
}

function newRatesOf({ fit }: ModelAccuracy): { readonly newRates?: NewRatesJSON } {
  return fit.kind === "too-few" ? {} : { newRates: newRatesJSON(fit) };
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

function clipJSON({ place, at, estimate, actual, ...clip }: JudgedClip): ClipJSON {
  return {
    ...place,
    ...clip,
    ...(at === undefined ? {} : { at: at.toISOString() }),
    estimate: amountOf(estimate),
    actual: amountOf(actual),
  };
}

function amountOf(cost: Cost): string {
  return costToJSON(cost).amount;
}
