import { formatSeconds } from "../../render/format.ts";
import type { Accuracy } from "../accuracy.ts";
import { formatClip, formatDeviation, formatShare, formatTolerance } from "../format.ts";
import { type Html, html } from "./html.ts";
import { durationPlot, estimatePlot, plotSvg } from "./plots.ts";

/** Renders the plot of estimate against actual cost, with its key and its reading in words. */
export async function estimateFigure(accuracy: Accuracy): Promise<Html> {
  const { clips, tolerance, withinCount, worst } = accuracy;
  const band = formatTolerance(tolerance);
  const outside = clips.length - withinCount;
  const tooHigh = clips.filter(({ within, error }) => !within && error > 0).length;
  const label = `Scatter plot of ${clips.length} clips: the estimate over what the clip cost. ${withinCount} are inside the ${band} band around the diagonal, ${tooHigh} above it, ${outside - tooHigh} below it.`;
  const { spec, logarithmic } = estimatePlot(accuracy);
  const svg = await plotSvg(spec, label);
  return html`<section aria-labelledby="estimates">
    <h2 id="estimates">Estimate against actual</h2>
    <figure>
      <ul class="key">
        <li>${ESTIMATE_KEY.within}<span>within ${band}: ${withinCount}</span></li>
        <li>${ESTIMATE_KEY.outside}<span>outside: ${outside}</span></li>
        <li>${ESTIMATE_KEY.band}<span>${band} band</span></li>
        <li>${ESTIMATE_KEY.diagonal}<span>estimate = actual</span></li>
      </ul>
      ${svg}
      <figcaption>
        <p>
          ${formatReading(tooHigh, outside - tooHigh)} The worst is ${formatDeviation(worst.error)}:
          ${formatClip(worst)}.${logarithmic ? " Both axes are logarithmic." : ""}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function formatReading(tooHigh: number, tooLow: number): string {
  if (tooHigh + tooLow === 0) return "Every point is inside the band.";
  const parts = [
    ...(tooHigh > 0 ? [`${tooHigh} ${tooHigh === 1 ? "is" : "are"} above the band: estimated too high`] : []),
    ...(tooLow > 0 ? [`${tooLow} ${tooLow === 1 ? "is" : "are"} below the band: estimated too low`] : []),
  ];
  return `${parts.join("; ")}.`;
}

const ESTIMATE_KEY = {
  within: swatch(html`<circle cx="12" cy="8" r="5" fill="var(--within)" />`),
  outside: swatch(html`<path d="M12 1.5 18.5 8 12 14.5 5.5 8Z" fill="var(--outside)" />`),
  band: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--band)" stroke="var(--axis)" stroke-width="0.75" />`,
  ),
  diagonal: swatch(html`<path d="M1 8H23" stroke="var(--axis)" stroke-width="2" />`),
};

/** Renders the plot of cost over duration with the lines of the rates in use and the best ones, its key and its reading. */
export async function durationFigure(accuracy: Accuracy): Promise<Html> {
  const { clips, judged, fit, tolerance } = accuracy;
  const old = formatLine(judged.rates);
  const durations = clips.map(({ duration }) => duration).toSorted((a, b) => a - b);
  const span = `${formatSeconds(durations[0] ?? 0)} to ${formatSeconds(durations.at(-1) ?? 0)} seconds`;
  const found = fit.kind === "too-few" ? undefined : fit;
  const fitted = found && formatLine(found.rates);
  const label = `Scatter plot of the cost of ${clips.length} clips of ${span} over their duration, with the line of the rates in use, ${old}${fitted === undefined ? "" : `, and of the best rates found, ${fitted}`}.`;
  const svg = await plotSvg(durationPlot(accuracy), label);
  return html`<section aria-labelledby="durations">
    <h2 id="durations">Cost over duration</h2>
    <figure>
      <ul class="key">
        <li>${DURATION_KEY.clip}<span>what a clip cost</span></li>
        <li>${DURATION_KEY.old}<span>rates in use</span></li>
        ${
          found &&
          html`<li>${DURATION_KEY.fitted}<span>best rates found</span></li>
            <li>${DURATION_KEY.band}<span>what they keep within ${formatTolerance(tolerance)}</span></li>
            <li>${DURATION_KEY.binding}<span>clips that decide them</span></li>`
        }
      </ul>
      ${svg}
      <figcaption>
        <p>
          Rates in use:
          ${old}.${found === undefined ? "" : ` Best rates found: ${formatLine(found.rates)}, ${formatShare(found.worstError)} off at worst.`}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function formatLine({ baseCost, perSecond }: Accuracy["judged"]["rates"]): string {
  return `$${baseCost} + $${perSecond} a second`;
}

const DURATION_KEY = {
  clip: swatch(html`<circle cx="12" cy="8" r="5" fill="var(--clip)" />`),
  binding: swatch(html`<circle cx="12" cy="8" r="5.5" fill="var(--clip)" stroke="var(--ink)" stroke-width="2" />`),
  old: swatch(html`<path d="M1 8H23" stroke="var(--old)" stroke-width="2.5" stroke-dasharray="7 5" />`),
  fitted: swatch(html`<path d="M1 8H23" stroke="var(--new)" stroke-width="2.5" />`),
  band: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--new-band)" stroke="var(--new)" stroke-width="0.75" />`,
  ),
};

/** Renders the small drawing before an entry of a plot's key; a screen reader needs only the entry's text. */
function swatch(shape: Html): Html {
  return html`<svg viewBox="0 0 24 16" aria-hidden="true">${shape}</svg>`;
}
