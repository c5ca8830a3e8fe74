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
import { html, Html, REPORT_STYLE } from "../../report/html.ts";
import { clipTable, fitSection, groupSection, methodSection, setAsideTable } from "./tables.ts";

/** The version that made a report, and the time. */
export interface ReportOptions {
  /** The version of `vg`. */
  readonly version: string;
  readonly madeAt: Date;
}

/**
 * Renders a report as one self-contained HTML page: no script, and no font, style or image from elsewhere.
 *
 * Its policy refuses what it does not need, so that even a changed page makes no request.
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
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
        />
        <link rel="icon" href="data:," />
        <title>${promise}: ${file}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <p class="kicker">Estimates against actual costs: ${file}</p>
          <h1 class="${holds ? "good" : "bad"}">
            ${promise}: you paid ${dollars(accuracy.paid)}, we said ${dollars(accuracy.estimated)}
          </h1>
          <p class="lead">${count.charAt(0).toUpperCase()}${count.slice(1)}.</p>
          ${circularity === undefined ? undefined : html`<p class="warning">${circularity}</p>`} ${facts(accuracy)}
          <nav aria-label="Sections">
            <ul>
              <li><a href="#errors">How far the estimates were off</a></li>
              ${durations && html`<li><a href="#durations">Cost over duration</a></li>`}
              ${time && html`<li><a href="#time">Over time</a></li>`}
              ${modelTable && html`<li><a href="#models">Models</a></li>`}
              ${monthTable && html`<li><a href="#months">Months</a></li>`}
              <li><a href="#rates">New rates</a></li>
              <li><a href="#clips">All clips</a></li>
              ${setAside.length > 0 || hasNextPage ? html`<li><a href="#set-aside">Not compared</a></li>` : undefined}
              <li><a href="#method">How this was judged</a></li>
            </ul>
          </nav>
        </header>
        <main id="content" tabindex="-1">
          <div class="plots">${errors}${durations}${time}</div>
          ${modelTable} ${monthTable} ${fitSection(accuracy)} ${clipTable(accuracy)} ${setAsideTable(accuracy)}
          ${methodSection(accuracy)}
        </main>
        <footer>
          <p>Made by vg ${version} on <time datetime="${madeAt.toISOString()}">${formatDay(madeAt)}</time>.</p>
        </footer>
      </body>
    </html> `;
  return page.text;
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

function fact(name: string, value: string, remark: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} <small>${remark}</small></dd>
  </div>`;
}

function formatBias(bias: number): string {
  return bias < 0 ? "too low" : "no bias";
}

function formatDay(date: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
}
