import type { Cost } from "@vg/cost";
import type { Accuracy } from "../accuracy.ts";
import {
  createDollarFormat,
  formatCircularity,
  formatClip,
  formatCounts,
  formatModel,
  formatPromise,
  formatShare,
  formatSignedError,
  formatTolerance,
} from "../format.ts";
import { durationFigure, errorFigure, timeFigure } from "./figures.ts";
import { type Html, html } from "../../report/html.ts";
import { factList, renderPage } from "../../report/page.ts";
import { clipTable, fitSection, groupSection, methodSection, setAsideTable } from "./tables.ts";

/** The version that made a report, and the time. */
export interface ReportOptions {
  /** The version of `vg`. */
  readonly version: string;
  readonly madeAt: Date;
}

/**
 * Renders a report as one self-contained HTML page.
 */
export async function renderReport(accuracy: Accuracy, { version, madeAt }: ReportOptions): Promise<string> {
  const { file, holds, models, months, setAside, hasNextPage } = accuracy;
  const promise = formatPromise(accuracy);
  const count = formatCounts(accuracy);
  const dollars = billFormat(accuracy);
  const circularity = formatCircularity(accuracy);
  const [errors, durations, time] = await Promise.all([
    errorFigure(accuracy),
    durationFigure(accuracy),
    timeFigure(accuracy),
  ]);
  const modelTable = groupSection(
    { id: "models", title: "Models", head: "Model" },
    models.map((group) => [formatModel(group), group]),
  );
  const monthTable = groupSection(
    { id: "months", title: "Months", head: "Month" },
    months.map((group) => [group.month, group]),
  );
  return renderPage({
    title: `${promise}: ${file}`,
    kicker: `Estimates against actual costs: ${file}`,
    heading: `${promise}: you paid ${dollars(accuracy.paid)}, we said ${dollars(accuracy.estimated)}`,
    isGood: holds,
    introduction: html`<p class="lead">${count.charAt(0).toUpperCase()}${count.slice(1)}.</p>
      ${circularity === undefined ? undefined : html`<p class="warning">${circularity}</p>`} ${facts(accuracy)}`,
    sections: [
      ["errors", "How far the estimates were off"],
      ...(durations === undefined ? [] : [["durations", "Cost over duration"] as const]),
      ...(time === undefined ? [] : [["time", "Over time"] as const]),
      ...(modelTable === undefined ? [] : [["models", "Models"] as const]),
      ...(monthTable === undefined ? [] : [["months", "Months"] as const]),
      ["rates", "New rates"],
      ["clips", "All clips"],
      ...(setAside.length > 0 || hasNextPage ? [["set-aside", "Not compared"] as const] : []),
      ["method", "How this was judged"],
    ],
    content: html`<div class="plots">${errors}${durations}${time}</div>
      ${modelTable} ${monthTable} ${fitSection(accuracy)} ${clipTable(accuracy)} ${setAsideTable(accuracy)}
      ${methodSection(accuracy)}`,
    version,
    madeAt,
  });
}

function facts(accuracy: Accuracy): Html {
  const { clips, setAside, tolerance, withinCount, worst, bias, meanError, paid, estimated, totalError } = accuracy;
  const dollars = billFormat(accuracy);
  return factList([
    ["You paid", dollars(paid), clips.length === 1 ? "for 1 clip" : `for ${clips.length} clips`],
    ["We said", dollars(estimated), `${formatSignedError(totalError)} in all`],
    [
      `Within ${formatTolerance(tolerance)}`,
      `${withinCount} of ${clips.length}`,
      formatShare(withinCount / clips.length),
    ],
    ["Worst", formatSignedError(worst.error), formatClip(worst)],
    ["On average", formatSignedError(bias), bias > 0 ? "too high" : formatBias(bias)],
    ["Mean distance", formatShare(meanError), "without signs"],
    ["Not compared", `${setAside.length}`, setAside.length === 1 ? "row" : "rows"],
  ]);
}

function billFormat({ paid, estimated }: Accuracy): (cost: Cost) => string {
  return createDollarFormat([{ actual: paid, estimate: estimated }]);
}

function formatBias(bias: number): string {
  return bias < 0 ? "too low" : "no bias";
}
