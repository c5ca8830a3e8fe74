import { formatSeconds } from "../../render/format.ts";
import { type Html, html } from "../../report/html.ts";
import { type Accuracy, byError, type GroupAccuracy, type JudgedClip } from "../accuracy.ts";
import {
  createDollarFormat,
  formatFit,
  formatOrigins,
  formatRateVariables,
  formatSignedError,
  formatTolerance,
} from "../format.ts";
import { formatPlace } from "../rows.ts";

/** Renders every clip that was compared, the worst first. */
export function clipTable({ clips, tolerance }: Accuracy): Html {
  const dollars = createDollarFormat(clips);
  const withModel = clips.some(({ model }) => model !== undefined);
  const row = (clip: JudgedClip): Html =>
    html`<tr>
      <th scope="row">${clip.id ?? formatPlace(clip.place)}</th>
      <td>${formatPlace(clip.place)}</td>
      ${withModel ? html`<td>${clip.model ?? ""}</td>` : undefined}
      <td class="number">${clip.duration === undefined ? "" : formatSeconds(clip.duration)}</td>
      <td class="number">${dollars(clip.estimate)}</td>
      <td class="number">${dollars(clip.actual)}</td>
      <td class="number">${formatSignedError(clip.error)}</td>
      <td>${clip.within ? "yes" : html`<strong class="bad">no</strong>`}</td>
    </tr>`;
  return html`<section aria-labelledby="clips">
    <h2 id="clips">All clips</h2>
    <div class="scroll" role="region" aria-labelledby="clips-caption" tabindex="0">
      <table>
        <caption id="clips-caption">
          ${clips.length} ${clips.length === 1 ? "clip" : "clips"}, the worst estimate first
        </caption>
        <thead>
          <tr>
            <th scope="col">Clip</th>
            <th scope="col">Where</th>
            ${withModel ? html`<th scope="col">Model</th>` : undefined}
            <th scope="col" class="number">Seconds</th>
            <th scope="col" class="number">Estimate</th>
            <th scope="col" class="number">Actual</th>
            <th scope="col" class="number">Error</th>
            <th scope="col">Within ${formatTolerance(tolerance)}</th>
          </tr>
        </thead>
        <tbody>
          ${clips.toSorted(byError).map(row)}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Renders every row that was not compared, with its reason; nothing if there is none. */
export function setAsideTable({ setAside, hasNextPage }: Accuracy): Html {
  if (setAside.length === 0 && !hasNextPage) return html``;
  return html`<section aria-labelledby="set-aside">
    <h2 id="set-aside">Not compared</h2>
    ${hasNextPage ? html`<p>The file is one page of a longer list; the predictions of the other pages are not in it.</p>` : undefined}
    ${setAside.length === 0 ? undefined : table(setAside)}
  </section>`;
}

function table(setAside: Accuracy["setAside"]): Html {
  return html`<div class="scroll" role="region" aria-labelledby="set-aside-caption" tabindex="0">
    <table>
      <caption id="set-aside-caption">
        ${setAside.length} ${setAside.length === 1 ? "row" : "rows"} that cannot be compared
      </caption>
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">Where</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${setAside.map(
          ({ place, id, why }) =>
            html`<tr>
              <th scope="row">${id ?? formatPlace(place)}</th>
              <td>${formatPlace(place)}</td>
              <td class="wide">${why}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Renders new rates, ready to paste, or the reason why there are none. */
export function fitSection(accuracy: Accuracy): Html {
  const rates = formatRateVariables(accuracy);
  return html`<section aria-labelledby="rates">
    <h2 id="rates">New rates</h2>
    <p class="lines">${formatFit(accuracy)}</p>
    ${
      rates.length > 0
        ? html`<pre role="region" aria-label="New rates, ready to paste" tabindex="0">${rates.join("\n")}</pre>`
        : undefined
    }
  </section>`;
}

/** Renders the models, or the months, side by side; nothing if there is only one. */
export function groupSection(
  { id, title, head }: { readonly id: string; readonly title: string; readonly head: string },
  groups: readonly (readonly [name: string, group: GroupAccuracy])[],
): Html | undefined {
  if (groups.length < 2) return undefined;
  const dollars = createDollarFormat(groups.map(([, { paid, estimated }]) => ({ actual: paid, estimate: estimated })));
  const row = ([name, group]: readonly [string, GroupAccuracy]): Html =>
    html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${group.count}</td>
      <td class="number">${group.withinCount}</td>
      <td class="number">${dollars(group.estimated)}</td>
      <td class="number">${dollars(group.paid)}</td>
      <td class="number">${formatSignedError(group.totalError)}</td>
      <td class="number">${formatSignedError(group.bias)}</td>
    </tr>`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0">
      <table>
        <caption id="${id}-caption">
          ${groups.length} ${title.toLowerCase()}: what was estimated, and what was paid
        </caption>
        <thead>
          <tr>
            <th scope="col">${head}</th>
            <th scope="col" class="number">Clips</th>
            <th scope="col" class="number">Within</th>
            <th scope="col" class="number">Estimated</th>
            <th scope="col" class="number">Paid</th>
            <th scope="col" class="number">Error</th>
            <th scope="col" class="number">Bias</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(row)}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Renders the method of the verdict. */
export function methodSection({ file, tolerance, origins }: Accuracy): Html {
  const prices = origins.flatMap((origin) =>
    origin.kind === "rates" && origin.rates.asOf !== undefined ? origin : [],
  );
  return html`<section aria-labelledby="method">
    <h2 id="method">How this was judged</h2>
    <dl class="method">
      <dt>Actual costs</dt>
      <dd>${file}</dd>
      <dt>Estimates</dt>
      <dd class="lines">${formatOrigins(origins)}</dd>
      ${prices.map(
        ({ rates: { asOf, source } }) =>
          html`<dt>Price read</dt>
            <dd>${asOf}${source === undefined ? "" : `, ${source}`}</dd>`,
      )}
      <dt>Tolerance</dt>
      <dd>
        ${formatTolerance(tolerance)} of what the clip cost, the border included; compared exactly, nothing is rounded
        before it is shown
      </dd>
      <dt>New rates</dt>
      <dd>The base and rate, neither below 0, whose worst relative error over all clips is smallest</dd>
    </dl>
  </section>`;
}
