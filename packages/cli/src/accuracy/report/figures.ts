import { formatSeconds } from "../../render/format.ts";
import { type Html, html } from "../../report/html.ts";
import { plotSvg } from "../../report/plot.ts";
import { swatch } from "../../report/swatch.ts";
import type { Accuracy } from "../accuracy.ts";
import { formatClip, formatDeviation, formatModel, formatShare, formatTolerance } from "../format.ts";
import { durationPlot, ratesInUse } from "./duration-plot.ts";
import { errorPlot, timePlot } from "./error-plots.ts";
import { modelColours } from "./plot-parts.ts";

/** Renders the plot of errors, with its key and its reading in words. */
export async function errorFigure(accuracy: Accuracy): Promise<Html> {
  const { clips, tolerance, withinCount, worst } = accuracy;
  const band = formatTolerance(tolerance);
  const outside = clips.length - withinCount;
  const tooHigh = clips.filter(({ within, error }) => !within && error > 0).length;
  const label = `Histogram of the errors of ${clips.length} estimates. ${withinCount} are within ${band}, ${tooHigh} are too high, ${outside - tooHigh} too low.`;
  const svg = await plotSvg(errorPlot(accuracy), label);
  return html`<section aria-labelledby="errors">
    <h2 id="errors">How far the estimates were off</h2>
    <figure>
      <ul class="key">
        <li>${KEY.within}<span>within ${band}: ${withinCount}</span></li>
        <li>${KEY.outside}<span>outside: ${outside}</span></li>
        <li>${KEY.band}<span>${band}</span></li>
      </ul>
      ${svg}
      <figcaption>
        <p>
          ${formatReading(tooHigh, outside - tooHigh)} The worst is ${formatDeviation(worst.error)}:
          ${formatClip(worst)}. The outermost bars hold everything that is further off.
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function formatReading(tooHigh: number, tooLow: number): string {
  if (tooHigh + tooLow === 0) return "Every estimate is within the band.";
  const parts = [
    ...(tooHigh > 0 ? [`${tooHigh} ${tooHigh === 1 ? "is" : "are"} right of the band: estimated too high`] : []),
    ...(tooLow > 0 ? [`${tooLow} ${tooLow === 1 ? "is" : "are"} left of it: estimated too low`] : []),
  ];
  return `${parts.join("; ")}.`;
}

/** Renders the plot of errors over time; nothing if fewer than two clips have a time. */
export async function timeFigure(accuracy: Accuracy): Promise<Html | undefined> {
  const dated = accuracy.clips.flatMap(({ at }) => at ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = dated;
  const last = dated.at(-1);
  if (first === undefined || last === undefined || dated.length < 2) return undefined;
  const span = `${formatDay(first)} to ${formatDay(last)}`;
  const without = accuracy.clips.length - dated.length;
  const label = `Scatter plot of the errors of ${dated.length} estimates over time, from ${span}.`;
  const svg = await plotSvg(timePlot(accuracy), label);
  return html`<section aria-labelledby="time">
    <h2 id="time">Over time</h2>
    <figure>
      <ul class="key">
        ${modelKey(accuracy)}
        <li>${KEY.band}<span>${formatTolerance(accuracy.tolerance)}</span></li>
      </ul>
      ${svg}
      <figcaption>
        <p>From ${span}.${without === 0 ? "" : ` ${without} ${without === 1 ? "clip has" : "clips have"} no time.`}</p>
      </figcaption>
    </figure>
  </section>`;
}

function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Renders the plot of cost over duration with the line of the rates in use and the best ones, its key and its reading. */
export async function durationFigure(accuracy: Accuracy): Promise<Html | undefined> {
  const { models, origins, tolerance } = accuracy;
  const durations = accuracy.clips.flatMap(({ duration }) => duration ?? []).toSorted((a, b) => a - b);
  if (durations.length === 0) return undefined;
  const inUse = ratesInUse(origins);
  const old = inUse && formatLine(inUse);
  const span = `${formatSeconds(durations[0] ?? 0)} to ${formatSeconds(durations.at(-1) ?? 0)} seconds`;
  const [only] = models.length === 1 ? models : [];
  const found = only?.fit.kind === "too-few" ? undefined : only?.fit;
  const fitted = found && formatLine(found.rates);
  const lines = [
    ...(old === undefined ? [] : [`the line of the rates in use, ${old}`]),
    ...(fitted === undefined ? [] : [`the best rates found, ${fitted}`]),
    ...(only === undefined ? ["the best rates found for each model"] : []),
  ];
  const label = `Scatter plot of the cost of ${durations.length} clips of ${span} over their duration, with ${new Intl.ListFormat("en").format(lines)}.`;
  const svg = await plotSvg(durationPlot(accuracy), label);
  return html`<section aria-labelledby="durations">
    <h2 id="durations">Cost over duration</h2>
    <figure>
      <ul class="key">
        ${modelKey(accuracy)} ${old === undefined ? undefined : html`<li>${KEY.old}<span>rates in use</span></li>`}
        ${
          found &&
          html`<li>${KEY.fitted}<span>best rates found</span></li>
            <li>${KEY.newBand}<span>what they keep within ${formatTolerance(tolerance)}</span></li>
            <li>${KEY.binding}<span>clips that decide them</span></li>`
        }
      </ul>
      ${svg}
      <figcaption>
        <p>
          ${old === undefined ? "" : `Rates in use: ${old}. `}${found === undefined ? "" : `Best rates found: ${formatLine(found.rates)}, ${formatShare(found.worstError)} off at worst.`}${only === undefined ? "Each line is the best base and rate of its model." : ""}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

/** Renders the models in their colours; of one model, what its points are. */
function modelKey({ models }: Accuracy): readonly Html[] {
  if (models.length === 1) return [html`<li>${dot("var(--clip)")}<span>a clip</span></li>`];
  return Array.from(
    modelColours(models),
    ([group, colour]) => html`<li>${dot(colour)}<span>${formatModel(group)}</span></li>`,
  );
}

function formatLine({ baseCost, perSecond }: { readonly baseCost: string; readonly perSecond: string }): string {
  return `$${baseCost} + $${perSecond} a second`;
}

function dot(colour: string): Html {
  return swatch(html`<circle cx="12" cy="8" r="5" fill="${colour}" />`);
}

const KEY = {
  within: swatch(html`<rect x="5" y="2" width="14" height="12" fill="var(--within)" />`),
  outside: swatch(html`<rect x="5" y="2" width="14" height="12" fill="var(--outside)" />`),
  band: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--band)" stroke="var(--axis)" stroke-width="0.75" />`,
  ),
  binding: swatch(html`<circle cx="12" cy="8" r="5.5" fill="var(--clip)" stroke="var(--ink)" stroke-width="2" />`),
  old: swatch(html`<path d="M1 8H23" stroke="var(--old)" stroke-width="2.5" stroke-dasharray="7 5" />`),
  fitted: swatch(html`<path d="M1 8H23" stroke="var(--new)" stroke-width="2.5" />`),
  newBand: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--new-band)" stroke="var(--new)" stroke-width="0.75" />`,
  ),
};
