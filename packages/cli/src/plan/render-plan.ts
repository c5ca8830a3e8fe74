import { type CostJSON, costFromJSON, formatCost } from "@vg/cost";
import { clipRanges } from "../show/clip-ranges.ts";
import { OLD_PRICE_DAYS } from "../show/price-age.ts";
import { renderTable, type Row } from "../show/table.ts";
import type { Terminal } from "../terminal.ts";
import { imageSummary, imageText } from "./image-text.ts";
import type { Plan, PlannedPrice } from "./plan.ts";

/** A plan for people: the table, where the budget ends, what the models cannot do, and what the prices are made from. */
export function renderPlan(plan: Plan, { style, width }: Pick<Terminal, "style" | "width">): string {
  const decimals = mostDecimals([plan.total, ...plan.clips.map(({ cost }) => cost)]);
  const money = moneyFormat(decimals);
  const rows: Row[] = plan.clips.map(({ index, duration, model, cost, image }) => [
    String(index + 1),
    String(duration),
    model.name,
    money(cost),
    imageText(image),
  ]);
  const { budget } = plan;
  if (budget?.firstClipOver != null) {
    const line = `---- the budget of ${ownMoney(budget.limit)} ends here ----`;
    rows.splice(budget.firstClipOver, 0, style("red", line));
  }
  rows.push(["total", String(plan.totalDuration), "", money(plan.total), imageSummary(plan.clips)]);
  const table = renderTable(
    [
      { head: "clip", align: "right" },
      { head: "seconds", align: "right" },
      { head: "model" },
      { head: "cost", align: "right" },
      { head: "image" },
    ],
    rows,
    { width },
  );
  return [
    emphasised(table, style),
    budgetText(plan, style),
    warningsText(plan, style),
    ...plan.prices.map((price) => priceText(plan, price)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The table with its head and its total in bold. */
function emphasised(table: string, style: Terminal["style"]): string {
  const lines = table.split("\n");
  return lines.map((line, at) => (at === 0 || at === lines.length - 1 ? style("bold", line) : line)).join("\n");
}

/** How many decimals show every cost in full, so that the rows add up to the total as printed. */
function mostDecimals(costs: readonly CostJSON[]): number {
  return costs.reduce((most, { amount }) => Math.max(most, amount.split(".")[1]?.length ?? 0), 2);
}

/** Formats each different amount once. */
function moneyFormat(decimals: number): (cost: CostJSON) => string {
  const known = new Map<string, string>();
  return (cost) => {
    const text = known.get(cost.amount) ?? formatCost(costFromJSON(cost), { decimals });
    known.set(cost.amount, text);
    return text;
  };
}

/** An amount in full, with as few decimals as it needs. */
function ownMoney(cost: CostJSON): string {
  return formatCost(costFromJSON(cost), { decimals: mostDecimals([cost]) });
}

function budgetText({ budget, clips }: Plan, style: Terminal["style"]): string {
  if (budget === undefined) return "";
  const { withinBudget, limit, remaining, overrun, affordableClips } = budget;
  if (withinBudget) return style("green", `Within the budget of ${ownMoney(limit)}: ${ownMoney(remaining)} left.`);
  const fit =
    affordableClips === 0
      ? "not even the first clip fits"
      : `the first ${affordableClips} of ${clips.length} clips fit`;
  return style("red", `Over the budget of ${ownMoney(limit)} by ${ownMoney(overrun)}: ${fit}.`);
}

function warningsText({ clips }: Plan, style: Terminal["style"]): string {
  const byMessage = new Map<string, number[]>();
  for (const { index, warnings } of clips) {
    for (const { message } of warnings) {
      const indexes = byMessage.get(message);
      if (indexes === undefined) byMessage.set(message, [index]);
      else indexes.push(index);
    }
  }
  const lines = [...byMessage].map(([message, indexes]) => `  ${clipRanges(indexes)}: ${message}`);
  return lines.length === 0 ? "" : [style("yellow", "Warnings"), ...lines].join("\n");
}

function priceText({ environment, prices, clips }: Plan, price: PlannedPrice): string {
  const { baseCost, perSecond, from, model, asOf, source, ageDays } = price;
  const formula = `$${baseCost} a clip + $${perSecond} a second`;
  const share = prices.length === 1 ? "" : ` for ${price.clips} of ${clips.length} clips`;
  const origin = {
    settings: "as set by VG_BASE_COST and VG_COST_PER_SECOND",
    catalogue: `the price of ${model}`,
    environment: `the formula of ${environment}, no model's price; \`vg accuracy\` measures your own`,
  }[from];
  const age = asOf === undefined ? "" : `, as of ${asOf}${ageText(ageDays)}`;
  return `Price${share}: ${formula}: ${origin}${age}${source === undefined ? "" : `, ${source}`}`;
}

function ageText(days: number | undefined): string {
  if (days === undefined) return "";
  return days > OLD_PRICE_DAYS ? ` (${days} days ago: read it again)` : ` (${days} days ago)`;
}
