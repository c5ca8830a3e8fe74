import { toleranceWords } from "../words.ts";
import type { Accuracy } from "../accuracy.ts";
import { fitWords, ratesToPaste } from "../fit-words.ts";
import { type Html, html } from "./html.ts";

/** New rates, ready to paste, or why there are none. */
export function fitSection(accuracy: Accuracy): Html {
  const rates = ratesToPaste(accuracy);
  return html`<section aria-labelledby="rates">
    <h2 id="rates">New rates</h2>
    <p>${fitWords(accuracy)}</p>
    ${
      rates.length > 0
        ? html`<pre role="region" aria-label="New rates, ready to paste" tabindex="0">${rates.join("\n")}</pre>`
        : undefined
    }
  </section>`;
}

/** How the verdict came about. */
export function methodSection({ file, tolerance, judged }: Accuracy): Html {
  const { baseCost, perSecond, asOf, source } = judged.rates;
  return html`<section aria-labelledby="method">
    <h2 id="method">How this was judged</h2>
    <dl class="method">
      <dt>Actual costs</dt>
      <dd>${file}</dd>
      <dt>Estimates</dt>
      <dd>$${baseCost} a clip and $${perSecond} a second of it: ${judged.origin}</dd>
      ${
        asOf === undefined
          ? undefined
          : html`<dt>Price read</dt>
              <dd>${asOf}${source === undefined ? "" : `, ${source}`}</dd>`
      }
      <dt>Tolerance</dt>
      <dd>
        ${toleranceWords(tolerance)} of what the clip cost, the border included; compared exactly, nothing is rounded
        before it is shown
      </dd>
      <dt>New rates</dt>
      <dd>The base and rate, neither below 0, whose worst relative error over all clips is smallest</dd>
    </dl>
  </section>`;
}
