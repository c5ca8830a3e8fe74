import { compareCosts, type CostJSON } from "@vg/cost";
import type { ModelOffer, Plan } from "@vg/plan";
import { formatSeconds } from "../render/format.ts";
import { shorten } from "../render/wrap.ts";
import { type Html, html } from "../report/html.ts";
import { largest } from "../report/plot.ts";
import { type BarPlot, barPlotPair, dollarAxis, textWidth } from "./bar-plot.ts";
import { barSwatch } from "./bar-swatch.ts";
import {
  amountNumber,
  differenceOf,
  formatAmount,
  formatCount,
  formatNumber,
  formatShort,
  formatTotal,
  isEstimate,
  isShort,
} from "./words.ts";

/** A row of the comparison: this plan, or all of its clips on one model. */
export interface OfferRow {
  readonly name: string;
  readonly total: CostJSON;
  readonly seconds: number;
  /** True if the total is that of runs of typical length, or by nobody's price. */
  readonly isEstimate: boolean;
  readonly isPlan: boolean;
}

/** Returns the rows of the comparison, the cheapest first; an offer that is this plan is one row with it. */
export function offerRows(plan: Plan, offers: readonly ModelOffer[]): readonly OfferRow[] {
  const { total, seconds, prices } = plan;
  const names = [...new Set(plan.clips.map(({ model }) => model.name))];
  const [only] = names.length === 1 ? names : [];
  const isSame = (offer: ModelOffer): boolean =>
    offer.model === only && compareCosts(offer.total.amount, total.amount) === 0 && offer.seconds === seconds.made;
  const planned: OfferRow = {
    name: `This plan: ${only ?? formatCount(names.length, "model")}`,
    total,
    seconds: seconds.made,
    isEstimate: prices.some(isEstimate),
    isPlan: true,
  };
  const others = offers
    .filter((offer) => !isSame(offer))
    .map((offer): OfferRow => ({
      name: offer.model,
      total: offer.total,
      seconds: offer.seconds,
      isEstimate: offer.isTypical,
      isPlan: false,
    }));
  return [planned, ...others].toSorted((a, b) => compareCosts(a.total.amount, b.total.amount));
}

/** Renders what the same job costs on every model that can make it, side by side. */
export async function offerSection(plan: Plan, offers: readonly ModelOffer[]): Promise<Html> {
  const rows = offerRows(plan, offers);
  const [cheapest] = offers;
  return html`<section aria-labelledby="offers">
    <h2 id="offers">The same job on other models</h2>
    <p>${formatReading(plan, offers)}</p>
    ${
      cheapest === undefined
        ? undefined
        : html`<div class="plots">${await offerFigure(plan, rows)} ${offerTable(plan, rows)}</div>`
    }
  </section>`;
}

function formatReading(plan: Plan, offers: readonly ModelOffer[]): string {
  const [cheapest] = offers;
  const count = formatNumber(offers.length);
  if (cheapest === undefined) {
    return "No model of the catalogue with a known price makes every clip as it is asked for, so there is nothing to compare with.";
  }
  const asked = `${offers.length === 1 ? "One model makes" : `${count} models make`} every clip with its prompt, images and wishes, and none shorter than asked for. Models differ in what their clips look like, so a lower price is not all.`;
  const dollars = formatAmount(cheapest.total, cheapest.isTypical);
  const verdict =
    compareCosts(cheapest.total.amount, plan.total.amount) < 0
      ? `All on ${cheapest.model} it would cost ${dollars}; this plan costs ${formatTotal(plan)}.`
      : `None is cheaper than this plan at ${formatTotal(plan)}; the next is ${cheapest.model} at ${dollars}.`;
  return `${asked} ${verdict}`;
}

/** The most models in the plot; the table has all. */
const MOST_PLOTTED = 12;

/** Returns the rows that are plotted: the cheapest, and this plan. */
export function plottedRows(rows: readonly OfferRow[]): readonly OfferRow[] {
  return rows.filter(({ isPlan }, index) => isPlan || index < MOST_PLOTTED);
}

async function offerFigure(plan: Plan, rows: readonly OfferRow[]): Promise<Html> {
  const plotted = plottedRows(rows);
  const left = rows.length - plotted.length;
  const label = `Bars of what the job costs: ${plotted.map(({ name, total }) => `${name} ${formatAmount(total)}`).join(", ")}.`;
  const limit = plan.budget && amountNumber(plan.budget.limit);

  return html`<figure>
    <ul class="key">
      <li>${barSwatch("within")}<span>this plan</span></li>
      <li>${barSwatch("old")}<span>all clips on one other model</span></li>
      ${limit === undefined ? undefined : html`<li>${barSwatch("bad", "line")}<span>the budget ends</span></li>`}
    </ul>
    ${await barPlotPair((width) => offerPlot(plotted, { limit, width }), label, OFFER_WIDTHS)}
    <figcaption>
      <p>
        ${left === 0 ? "" : `The cheapest ${MOST_PLOTTED} and this plan; ${formatCount(left, "more is", "more are")} in the table.`}
      </p>
    </figcaption>
  </figure>`;
}

/** The widths of the plot: half of the page, and a phone. */
const OFFER_WIDTHS = { wide: 470, narrow: 320 };
const ROW_HEIGHT = 36;

/** Creates the plot of the comparison: a bar each, from 0 on, with its name above and its amount behind it. */
function offerPlot(
  rows: readonly OfferRow[],
  { limit, width }: { readonly limit: number | undefined; readonly width: number },
): BarPlot {
  const most = largest(rows.map(({ total }) => amountNumber(total))) || 1;
  const amounts = rows.map(({ total }) => textWidth(formatShort(total)));
  const end = most / (1 - (largest(amounts) + 8) / width);
  return {
    width,
    height: rows.length * ROW_HEIGHT,
    end,
    axis: dollarAxis("Cost of all clips", end),
    bars: rows.map(({ total, isPlan }, index) => ({
      from: 0,
      to: amountNumber(total),
      top: index * ROW_HEIGHT + 17,
      bottom: index * ROW_HEIGHT + 32,
      colour: isPlan ? "var(--within)" : "var(--old)",
    })),
    labels: rows.flatMap(({ name, total, isPlan }, index) => {
      const look = { colour: "var(--ink)", align: "left", isBold: isPlan } as const;
      return [
        { ...look, at: 0, y: index * ROW_HEIGHT + 8, text: shorten(name, LONGEST_NAME) },
        { ...look, at: amountNumber(total), y: index * ROW_HEIGHT + 25, text: formatShort(total), gap: 5 },
      ];
    }),
    // Across the bars that are longer only, so that it strikes no name or amount out.
    lines: rows.flatMap(({ total }, index) => {
      const place = { top: index * ROW_HEIGHT + 15, bottom: index * ROW_HEIGHT + 34, colour: "var(--bad)" };
      return limit === undefined || limit >= amountNumber(total) ? [] : [{ at: limit, ...place }];
    }),
  };
}

/** The most characters of a model's name beside its bar. */
const LONGEST_NAME = 40;

function offerTable({ total: planned, budget }: Plan, rows: readonly OfferRow[]): Html {
  return html`<div class="scroll" role="region" aria-labelledby="offers-caption" tabindex="0">
    <table>
      <caption id="offers-caption">
        This plan and ${formatCount(rows.length - 1, "other model")}, the cheapest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="number">Cost</th>
          ${budget && html`<th scope="col">In budget</th>`}
          <th scope="col" class="number">Difference</th>
          <th scope="col" class="number">Seconds</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, total, seconds, isPlan, isEstimate: isAbout }) =>
            html`<tr ${isPlan ? html`class="own"` : undefined}>
              <th scope="row">${name}</th>
              <td class="number">${isAbout || !isShort(total) ? "about " : ""}${formatShort(total)}</td>
              ${budget && html`<td>${compareCosts(total.amount, budget.limit.amount) <= 0 ? "yes" : html`<strong class="bad">no</strong>`}</td>`}
              <td class="number">${isPlan ? "" : formatDifference(differenceOf(total, planned))}</td>
              <td class="number">${formatSeconds(seconds)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function formatDifference(difference: CostJSON): string {
  const text = formatShort(difference);
  return compareCosts(difference.amount, "0") > 0 ? `+${text}` : text;
}
