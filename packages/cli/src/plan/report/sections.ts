import { addCosts, compareCosts, type CostJSON, costFromJSON, costToJSON } from "@vg/cost";
import type { ModelOffer, Plan, PlannedPrice } from "@vg/plan";
import { formatClipRanges, formatMoney, formatSeconds } from "../../render/format.ts";
import { html, type Html } from "../../report/html.ts";
import { plotSvg } from "../../report/plot.ts";
import { formatOrigin, formatRates } from "../render-plan.ts";
import { budgetPlot, modelColours, offersPlot, timelinePlot } from "./plots.ts";

/** Renders the bar of the budget with its cut, and says where the money ends. */
export async function budgetSection(plan: Plan): Promise<Html> {
  const { budget, clips, total } = plan;
  const line = budget === undefined ? "" : `, with a line at the budget of ${formatMoney(budget.limit)}`;
  const svg = await plotSvg(budgetPlot(plan), `A bar of the cost, ${formatMoney(total)}${line}.`);
  const fits = budget === undefined ? clips.length : budget.affordableClips;
  return html`<section aria-labelledby="budget">
    <h2 id="budget">Where the money ends</h2>
    <figure class="wide">
      <ul class="key">
        <li>${swatch("var(--within)")}<span>${fits === clips.length ? "all clips" : formatFirst(fits)}</span></li>
        ${fits === clips.length ? undefined : html`<li>${swatch("var(--outside)")}<span>${formatRest(fits, clips.length)}: not within the budget</span></li>`}
        ${budget && html`<li>${LINE}<span>the budget, ${formatMoney(budget.limit)}</span></li>`}
      </ul>
      <div class="pan" role="region" aria-label="The bar of the budget" tabindex="0">${svg}</div>
      <figcaption><p>${formatBudget(plan)}</p></figcaption>
    </figure>
  </section>`;
}

function formatFirst(count: number): string {
  return count === 0 ? "no clip" : count === 1 ? "clip 1" : `clips 1-${count}`;
}

function formatRest(fits: number, count: number): string {
  return fits + 1 === count ? `clip ${count}` : `clips ${fits + 1}-${count}`;
}

/** Says in words whether the job is within its budget, and which clips are. */
export function formatBudget({ budget, clips, total }: Plan): string {
  if (budget === undefined) return `There is no budget: the job costs ${formatMoney(total)}.`;
  if (budget.withinBudget) {
    return `All ${clips.length === 1 ? "of it" : `${clips.length} clips`} can be made: of ${formatMoney(budget.limit)}, ${formatMoney(budget.remaining)} are left.`;
  }
  const over = `the job takes ${formatMoney(budget.overrun)} more than the budget of ${formatMoney(budget.limit)}.`;
  if (budget.affordableClips === 0) return `Not even clip 1 can be made: ${over}`;
  const [fit, all] = [budget.affordableClips, clips.length];
  return `The first ${fit} of ${all} clips can be made, and the money ends at clip ${fit + 1}: ${over}`;
}

/** Renders the timeline: what was asked for above what is made. */
export async function timelineSection(plan: Plan): Promise<Html> {
  const { seconds, clips, budget } = plan;
  const longer = clips.filter(({ asked, makes }) => makes.seconds > asked.duration + 0.005).length;
  const shorter = clips.filter(({ asked, makes }) => makes.seconds < asked.duration - 0.005).length;
  const label = `Timeline to scale: ${formatSeconds(seconds.asked)} seconds were asked for, ${formatSeconds(seconds.made)} are made, in ${clips.length} clips.`;
  const svg = await plotSvg(timelinePlot(plan), label);
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Asked for, and made</h2>
    <figure class="wide">
      <ul class="key">
        ${Array.from(modelColours(plan), ([name, colour]) => html`<li>${swatch(colour)}<span>${name}</span></li>`)}
        ${budget?.firstClipOver == null ? undefined : html`<li>${LINE}<span>the budget ends</span></li>`}
      </ul>
      <div class="pan" role="region" aria-label="The timeline" tabindex="0">${svg}</div>
      <figcaption>
        <p>
          ${formatSeconds(seconds.asked)} s were asked for, ${formatSeconds(seconds.made)} s are made and paid
          for.${longer === 0 ? "" : ` ${longer} ${longer === 1 ? "clip is" : "clips are"} longer than asked for, because ${longer === 1 ? "its model makes" : "their models make"} no shorter one.`}${shorter === 0 ? "" : ` ${shorter} ${shorter === 1 ? "clip is" : "clips are"} shorter.`}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

/** Renders the warnings of all clips, each once; nothing if there is none. */
export function warningSection({ warnings }: Plan): Html | undefined {
  if (warnings.length === 0) return undefined;
  return html`<section aria-labelledby="warnings">
    <h2 id="warnings">What is not as it was asked for</h2>
    <ul>
      ${warnings.map(
        ({ message, clips: [first = 0, ...others] }) =>
          html`<li><a href="#clip-${first + 1}">${formatClipRanges([first, ...others])}</a>: ${message}</li>`,
      )}
    </ul>
  </section>`;
}

/** Renders the prices with what each adds to the total. */
export function priceSection(plan: Plan): Html {
  const { prices, clips, total } = plan;
  const rows = prices.map((price, position) => {
    const priced = clips.filter((clip) => clip.price === position);
    const sum = costToJSON(addCosts(...priced.map(({ cost }) => costFromJSON(cost))));
    const seconds = priced.reduce((all, { makes }) => all + makes.seconds, 0);
    return html`<tr>
      <th scope="row">${price.model ?? (price.from === "settings" ? "your own rates" : "no model's price")}</th>
      <td class="number">${price.clips}</td>
      <td class="number">${formatSeconds(seconds)}</td>
      <td>${formatRates(price)}</td>
      <td class="number">${formatMoney(sum)}</td>
      <td class="wide">${formatOrigin(plan, price)} ${sourceOf(price)}</td>
    </tr>`;
  });
  return html`<section aria-labelledby="prices">
    <h2 id="prices">Why it costs that</h2>
    <div class="scroll" role="region" aria-labelledby="prices-caption" tabindex="0">
      <table>
        <caption id="prices-caption">
          Prices, and what each adds to the ${formatMoney(total)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Price of</th>
            <th scope="col" class="number">Clips</th>
            <th scope="col" class="number">Seconds made</th>
            <th scope="col">Rate</th>
            <th scope="col" class="number">Cost</th>
            <th scope="col">Where it is from</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function sourceOf({ source }: PlannedPrice): Html | undefined {
  if (source === undefined) return undefined;
  const [, url, rest = ""] = /^(https:\/\/\S+)(.*)$/s.exec(source) ?? [];
  return url === undefined ? html`${source}` : html`<a href="${url}" rel="noreferrer">${url}</a>${rest}`;
}

/** The offers that are drawn; the table has all. */
const MOST_BARS = 24;

/** Renders what the job costs on every model that can make it; nothing if none can. */
export async function offerSection({ total, seconds }: Plan, offers: readonly ModelOffer[]): Promise<Html> {
  const [cheapest] = offers;
  if (cheapest === undefined) {
    return html`<section aria-labelledby="offers">
      <h2 id="offers">On other models</h2>
      <p>No single model with a known price can make every clip as it was asked for.</p>
    </section>`;
  }
  const drawn = offers.slice(0, MOST_BARS);
  const label = `Bars of what the job costs on ${drawn.length} models, from ${formatMoney(cheapest.total)} on ${cheapest.model}, with a line at ${formatMoney(total)}, as planned.`;
  const svg = await plotSvg(offersPlot(drawn, total.amount), label);
  const rows = offers.map(
    (offer) =>
      html`<tr>
        <th scope="row">${offer.model}</th>
        <td class="number">${offer.isTypical ? "about " : ""}${formatMoney(offer.total)}</td>
        <td class="number">${formatDifference(offer.total, total)}</td>
        <td class="number">${formatSeconds(offer.seconds)}</td>
      </tr>`,
  );
  return html`<section aria-labelledby="offers">
    <h2 id="offers">On other models</h2>
    <p>
      The whole job on one model, with every image and wish, and no clip shorter; models that cannot make it so are left
      out. How it looks is not compared.
    </p>
    <figure class="wide">
      <ul class="key">
        <li>${swatch("var(--clip)")}<span>on one model</span></li>
        <li>${LINE}<span>as planned, ${formatMoney(total)}</span></li>
      </ul>
      <div class="pan" role="region" aria-label="The costs on other models" tabindex="0">${svg}</div>
    </figure>
    <div class="scroll" role="region" aria-labelledby="offers-caption" tabindex="0">
      <table>
        <caption id="offers-caption">
          ${offers.length} ${offers.length === 1 ? "model" : "models"}, the cheapest first; as planned:
          ${formatMoney(total)}, ${formatSeconds(seconds.made)} s
        </caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" class="number">Cost</th>
            <th scope="col" class="number">Than planned</th>
            <th scope="col" class="number">Seconds made</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function formatDifference(cost: CostJSON, planned: CostJSON): string {
  const order = compareCosts(cost.amount, planned.amount);
  if (order === 0) return "the same";
  const difference = costToJSON(addCosts(cost.amount, `-${planned.amount}`));
  return `${order > 0 ? "+" : ""}${formatMoney(difference)}`;
}

/** Renders the small drawing before an entry of a key; a screen reader needs only the entry's text. */
function swatch(colour: string): Html {
  return html`<svg viewBox="0 0 24 16" aria-hidden="true">
    <rect x="4" y="2" width="16" height="12" fill="${colour}" />
  </svg>`;
}

const LINE = html`<svg viewBox="0 0 24 16" aria-hidden="true">
  <path d="M12 0V16" stroke="var(--bad)" stroke-width="3" stroke-dasharray="4 3" />
</svg>`;
