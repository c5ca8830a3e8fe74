import { compareCosts } from "@vg/cost";
import type { Plan, PlannedBudget } from "@vg/plan";
import { type Html, html } from "../report/html.ts";
import { type BarPlot, barPlotPair, dollarAxis, type PlotBar, type PlotLabel, textWidth } from "./bar-plot.ts";
import { barSwatch } from "./bar-swatch.ts";
import {
  amountNumber,
  capitalise,
  differenceOf,
  formatAmount,
  formatCount,
  formatNumber,
  formatShort,
  formatSpan,
  sumOf,
} from "./words.ts";

/** Renders the budget: the bar of the clips' costs with the place where the money ends, and what that means in words. */
export async function budgetSection(plan: Plan): Promise<Html> {
  const { budget } = plan;
  if (budget === undefined) {
    return html`<section aria-labelledby="budget">
      <h2 id="budget">The budget</h2>
      <p>
        No budget was given, so nothing here says where to stop. <code>vg plan --budget 5.00</code> shows which clips
        $5.00 pays for.
      </p>
    </section>`;
  }
  const label = `Bar of the cost of ${formatCount(plan.clips.length, "clip")}, ${formatAmount(plan.total)} in all, beside the budget of ${formatAmount(budget.limit)}. ${capitalise(formatCut(plan, budget))}`;
  const isOver = budget.firstClipOver !== null;
  const isLeft = !isOver && compareCosts(budget.remaining.amount, "0") > 0;
  return html`<section aria-labelledby="budget">
    <h2 id="budget">${isOver ? "Where the money ends" : "The budget"}</h2>

    <figure>
      <ul class="key">
        ${budget.affordableClips > 0 ? html`<li>${barSwatch("within")}<span>paid for by the budget</span></li>` : undefined}
        ${isOver ? html`<li>${barSwatch("outside", "outlined")}<span>beyond the budget</span></li>` : undefined}
        ${isLeft ? html`<li>${barSwatch("axis", "dashed")}<span>money left</span></li>` : undefined}
      </ul>
      ${await barPlotPair((width) => budgetPlot(plan, budget, width), label)}
      <figcaption>
        <p>
          ${capitalise(formatCut(plan, budget))} The numbers are the clips'. Clips are paid for in the order of the job:
          the first one that does not fit ends the money, even if a later one would cost less.
        </p>
      </figcaption>
    </figure>
  </section>`;
}

/** Formats where the money ends: `the budget of $0.50 pays for clips 1 to 3 of 6, $0.45 together; ...` */
export function formatCut({ clips }: Plan, { limit, remaining, firstClipOver }: PlannedBudget): string {
  const dollars = formatAmount(limit);
  if (firstClipOver === null) {
    const rest = compareCosts(remaining.amount, "0") === 0 ? "nothing is left" : `${formatAmount(remaining)} is left`;
    return `the budget of ${dollars} pays for ${clips.length === 1 ? "the clip" : `all ${formatCount(clips.length, "clip")}`}; ${rest}.`;
  }
  const costs = clips.slice(0, firstClipOver + 1).map(({ cost }) => cost);
  const own = formatAmount(costs.at(-1) ?? limit);
  if (firstClipOver === 0) return `the budget of ${dollars} does not even pay for the first clip, which costs ${own}.`;
  const paid = sumOf(costs.slice(0, -1));
  const rest = differenceOf(limit, paid);
  return `the budget of ${dollars} pays for ${formatSpan(0, firstClipOver - 1)} of ${formatNumber(clips.length)}, ${formatAmount(paid)} together; the ${formatAmount(rest)} that ${compareCosts(rest.amount, "0") === 0 ? "remains" : "is left"} does not pay for clip ${formatNumber(firstClipOver + 1)}, which costs ${own}.`;
}

/** The most clips that have a bar of their own. */
const MOST_BARS = 60;
const BAR = { top: 24, bottom: 52 } as const;

/** Creates the plot of a budget: the costs of the clips, or of both sides of the cut if they are many, and the limit. */
export function budgetPlot({ clips, total }: Plan, { limit, firstClipOver }: PlannedBudget, width: number): BarPlot {
  const cut = firstClipOver ?? clips.length;
  const costs = clips.map(({ cost }) => amountNumber(cost));
  const [most, whole] = [amountNumber(limit), amountNumber(total)];
  const end = Math.max(most, whole) * 1.01 || 1;
  const parts = clips.length <= MOST_BARS ? costs.map((_, index) => index + 1) : [cut, clips.length];
  const place = { end, width };
  const bars: PlotBar[] = [];
  const labels = [
    labelAt({ at: most, y: 10, text: `budget ${formatShort(limit)}`, colour: "var(--bad)", isBold: true }, place),
    labelAt({ at: whole, y: 64, text: `all clips ${formatShort(total)}`, colour: "var(--ink)" }, place),
  ];
  let [from, first] = [0, 0];
  for (const next of parts) {
    const to = from + costs.slice(first, next).reduce((sum, cost) => sum + cost, 0);
    const isOver = first >= cut;
    if (to > from) {
      bars.push({
        ...BAR,
        from,
        to,
        colour: isOver ? "var(--outside)" : "var(--within)",
        look: isOver ? "outlined" : "filled",
      });
    }
    const name = first + 1 === next ? String(next) : `${first + 1}-${next}`;
    if (textWidth(name) < ((to - from) / end) * width) {
      const colour = isOver ? "var(--ink)" : "var(--page)";
      labels.push({ at: (from + to) / 2, y: 38, text: name, colour, align: "center", isBold: true });
    }
    [from, first] = [to, next];
  }
  if (most > whole) bars.push({ ...BAR, from: whole, to: most, colour: "var(--axis)", look: "dashed" });
  return {
    width,
    height: 74,
    end,
    axis: dollarAxis("Cost of the clips, one after the other", end),
    bars,
    labels,
    lines: [
      { at: most, top: 18, bottom: 58, colour: "var(--bad)" },
      { at: whole, top: 46, bottom: 58, colour: "var(--ink)" },
    ],
  };
}

/** Returns a label right of its place, or left of it if there is no room. */
function labelAt(
  label: Omit<PlotLabel, "align" | "gap">,
  { end, width }: { readonly end: number; readonly width: number },
): PlotLabel {
  const hasRoom = (label.at / end) * width + textWidth(label.text) + 4 < width;
  return { ...label, align: hasRoom ? "left" : "right", gap: hasRoom ? 4 : -4 };
}
