import { secondsWords, shareWords, toleranceWords } from "../words.ts";
import type { Accuracy } from "../accuracy.ts";
import { durationPlot } from "./duration-plot.ts";
import { type Html, html } from "./html.ts";
import { plotSvg } from "./plot-svg.ts";
import { swatch } from "./swatch.ts";

/** Cost over duration with the line that was estimated with and the best one, its key and its reading in words. */
export async function durationFigure(accuracy: Accuracy): Promise<Html> {
  const { clips, judged, fit, tolerance } = accuracy;
  const old = lineWords(judged.rates);
  const durations = clips.map(({ duration }) => duration).toSorted((a, b) => a - b);
  const span = `${secondsWords(durations[0] ?? 0)} to ${secondsWords(durations.at(-1) ?? 0)} seconds`;
  const found = fit.kind === "too-few" ? undefined : fit;
  const fitted = found && lineWords(found.rates);
  const label = `Scatter plot of what ${clips.length} clips of ${span} cost over their duration, with the line of the rates in use, ${old}${fitted === undefined ? "" : `, and of the best rates found, ${fitted}`}.`;
  const svg = await plotSvg(durationPlot(accuracy), label);
  return html`<section aria-labelledby="durations">
    <h2 id="durations">Cost over duration</h2>
    <figure>
      <ul class="key">
        <li>${KEY.clip}<span>what a clip cost</span></li>
        <li>${KEY.old}<span>rates in use</span></li>
        ${
          found &&
          html`<li>${KEY.fitted}<span>best rates found</span></li>
            <li>${KEY.band}<span>what they keep within ${toleranceWords(tolerance)}</span></li>
            <li>${KEY.binding}<span>clips that decide them</span></li>`
        }
      </ul>
      ${svg}
      <figcaption>
        <p>
          Rates in use:
          ${old}.${found === undefined ? "" : ` Best rates found: ${lineWords(found.rates)}, ${shareWords(found.worstError)} off at worst.`}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function lineWords({ baseCost, perSecond }: Accuracy["judged"]["rates"]): string {
  return `$${baseCost} + $${perSecond} a second`;
}

const KEY = {
  clip: swatch(html`<circle cx="12" cy="8" r="5" fill="var(--clip)" />`),
  binding: swatch(html`<circle cx="12" cy="8" r="5.5" fill="var(--clip)" stroke="var(--ink)" stroke-width="2" />`),
  old: swatch(html`<path d="M1 8H23" stroke="var(--old)" stroke-width="2.5" stroke-dasharray="7 5" />`),
  fitted: swatch(html`<path d="M1 8H23" stroke="var(--new)" stroke-width="2.5" />`),
  band: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--new-band)" stroke="var(--new)" stroke-width="0.75" />`,
  ),
};
