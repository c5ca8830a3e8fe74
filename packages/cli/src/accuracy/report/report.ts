import type { Cost } from "@vg/cost";
import { type Html, html } from "../../report/html.ts";
import { fact, renderPage, sectionList } from "../../report/page.ts";
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
import { clipTable, fitSection, groupSection, methodSection, setAsideTable } from "./tables.ts";

/** The version that made a report, and the time. */
export interface ReportOptions {
  /** The version of `vg`. */
  readonly version: string;
  readonly madeAt: Date;
}

/** Renders a report as one self-contained HTML page. */
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
  const header = html`<p class="kicker">Estimates against actual costs: ${file}</p>
    <h1 class="${holds ? "good" : "bad"}">
      ${promise}: you paid ${dollars(accuracy.paid)}, we said ${dollars(accuracy.estimated)}
    </h1>
    <p class="lead">${count.charAt(0).toUpperCase()}${count.slice(1)}.</p>
    ${circularity === undefined ? undefined : html`<p class="warning">${circularity}</p>`} ${facts(accuracy)}
    ${sectionList([
      ["errors", "How far the estimates were off"],
      ...(durations === undefined ? [] : [["durations", "Cost over duration"] as const]),
      ...(time === undefined ? [] : [["time", "Over time"] as const]),
      ...(modelTable === undefined ? [] : [["models", "Models"] as const]),
      ...(monthTable === undefined ? [] : [["months", "Months"] as const]),
      ["rates", "New rates"],
      ["clips", "All clips"],
      ...(setAside.length > 0 || hasNextPage ? [["set-aside", "Not compared"] as const] : []),
      ["method", "How this was judged"],
    ])}`;
  const main = html`<div class="plots">${errors}${durations}${time}</div>
    ${modelTable} ${monthTable} ${fitSection(accuracy)} ${clipTable(accuracy)} ${setAsideTable(accuracy)}
    ${methodSection(accuracy)}`;
  return renderPage({ title: `${promise}: ${file}`, header, main, version, madeAt });
}

function facts(accuracy: Accuracy): Html {
  const { clips, setAside, tolerance, withinCount, worst, bias, meanError, paid, estimated, totalError } = accuracy;
  const dollars = billFormat(accuracy);
  return html`<dl class="facts">
    ${fact("You paid", dollars(paid), clips.length === 1 ? "for 1 clip" : `for ${clips.length} clips`)}
    ${fact("We said", dollars(estimated), `${formatSignedError(totalError)} in all`)}
    ${fact(`Within ${formatTolerance(tolerance)}`, `${withinCount} of ${clips.length}`, formatShare(withinCount / clips.length))}
    ${fact("Worst", formatSignedError(worst.error), formatClip(worst))}
    ${fact("On average", formatSignedError(bias), bias > 0 ? "too high" : formatBias(bias))}
    ${fact("Mean distance", formatShare(meanError), "without signs")}
    ${fact("Not compared", `${setAside.length}`, setAside.length === 1 ? "row" : "rows")}
  </dl>`;
}

function billFormat({ paid, estimated }: Accuracy): (cost: Cost) => string {
  return createDollarFormat([{ actual: paid, estimate: estimated }]);
}

function formatBias(bias: number): string {
  return bias < 0 ? "too low" : "no bias";
}
