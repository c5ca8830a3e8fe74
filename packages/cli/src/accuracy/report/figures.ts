import { clipWords, errorWords, toleranceWords } from "../words.ts";
import type { Accuracy } from "../accuracy.ts";
import { estimatePlot } from "./plots.ts";
import { type Html, html } from "./html.ts";
import { plotSvg } from "./plot-svg.ts";
import { swatch } from "./swatch.ts";

/** Estimate against actual cost, with its key and its reading in words. */
export async function estimateFigure(accuracy: Accuracy): Promise<Html> {
  const { clips, tolerance, withinCount, worst } = accuracy;
  const band = toleranceWords(tolerance);
  const outside = clips.length - withinCount;
  const tooHigh = clips.filter(({ within, error }) => !within && error > 0).length;
  const label = `Scatter plot of ${clips.length} clips: what was estimated over what the clip cost. ${withinCount} lie inside the ${band} band around the diagonal, ${tooHigh} above it, ${outside - tooHigh} below it.`;
  const { spec, logarithmic } = estimatePlot(accuracy);
  const svg = await plotSvg(spec, label);
  return html`<section aria-labelledby="estimates">
    <h2 id="estimates">Estimate against actual</h2>
    <figure>
      <ul class="key">
        <li>${KEY.within}<span>within ${band}: ${withinCount}</span></li>
        <li>${KEY.outside}<span>outside: ${outside}</span></li>
        <li>${KEY.band}<span>${band} band</span></li>
        <li>${KEY.diagonal}<span>estimate = actual</span></li>
      </ul>
      ${svg}
      <figcaption>
        <p>
          ${readingOf(tooHigh, outside - tooHigh)} The worst is ${errorWords(worst.error)}:
          ${clipWords(worst)}.${logarithmic ? " Both axes are logarithmic." : ""}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function readingOf(tooHigh: number, tooLow: number): string {
  if (tooHigh + tooLow === 0) return "Every point lies inside the band.";
  const parts = [
    ...(tooHigh > 0 ? [`${tooHigh} ${tooHigh === 1 ? "lies" : "lie"} above the band: estimated too high`] : []),
    ...(tooLow > 0 ? [`${tooLow} ${tooLow === 1 ? "lies" : "lie"} below the band: estimated too low`] : []),
  ];
  return `${parts.join("; ")}.`;
}

const KEY = {
  within: swatch(html`<circle cx="12" cy="8" r="5" fill="var(--within)" />`),
  outside: swatch(html`<path d="M12 1.5 18.5 8 12 14.5 5.5 8Z" fill="var(--outside)" />`),
  band: swatch(
    html`<rect x="1" y="2" width="22" height="12" fill="var(--band)" stroke="var(--axis)" stroke-width="0.75" />`,
  ),
  diagonal: swatch(html`<path d="M1 8H23" stroke="var(--axis)" stroke-width="2" />`),
};
