import { costFromJSON, type CostJSON, formatCost } from "@vg/cost";
import { remember } from "@vg/internal";
import { formatClipRanges, formatMoney, countDecimals } from "../render/format.ts";
import { renderTable, type Row } from "../render/table.ts";
import { wrap } from "../render/wrap.ts";
import type { Style, Terminal } from "../terminal.ts";
import type { Plan, PlannedClip, PlannedImage, PlannedPrice } from "./plan.ts";
import { formatReason } from "./warnings.ts";

type Look = Pick<Terminal, "style" | "width">;

/** Renders a plan for people: the table with the end of the budget, the warnings, and the prices with their sources. */
export function renderPlan(plan: Plan, { style, width }: Look): string {
  // As many decimals as every cost needs, so that the rows add up to the total as printed.
  const inColumn = createMoneyFormat(countDecimals([plan.total, ...plan.clips.map(({ cost }) => cost)]));
  const rows: Row[] = plan.clips.map(({ index, duration, model, cost, image }) => [
    String(index + 1),
    String(duration),
    model.name,
    inColumn(cost),
    formatImage(image),
  ]);
  const { budget } = plan;
  if (budget?.firstClipOver != null) {
    const line = `---- the budget of ${formatMoney(budget.limit)} ends here ----`;
    rows.splice(budget.firstClipOver, 0, { cells: line, style: "red" });
  }
  const total = ["total", String(plan.totalDuration), "", inColumn(plan.total), formatImageCounts(plan.clips)];
  rows.push({ cells: total, style: "bold" });
  const table = renderTable(
    [
      { head: "clip", align: "right" },
      { head: "seconds", align: "right" },
      { head: "model" },
      { head: "cost", align: "right" },
      { head: "image" },
    ],
    rows,
    { width, style },
  );
  const prices = plan.prices.map((price) => wrap(formatPrice(plan, price), { width }).join("\n"));
  return [table, formatBudget(plan, { style, width }), formatWarnings(plan, { style, width }), ...prices]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Formats each different amount once. */
function createMoneyFormat(decimals: number): (cost: CostJSON) => string {
  const known = new Map<string, string>();
  return (cost) => remember(known, cost.amount, () => formatCost(costFromJSON(cost), { decimals }));
}

function formatBudget({ budget, clips }: Plan, { style, width }: Look): string {
  if (budget === undefined) return "";
  const { withinBudget, limit, remaining, overrun, affordableClips, atNearestLengths: real } = budget;
  const shown = (colour: Style, text: string): string =>
    wrap(text, { width })
      .map((line) => style(colour, line))
      .join("\n");
  if (withinBudget && real?.withinBudget === false) {
    const text = `Within the budget of ${formatMoney(limit)} only as asked: at the nearest lengths that the models make, it costs ${formatMoney(real.total)}.`;
    return shown("yellow", text);
  }
  if (withinBudget)
    return shown("green", `Within the budget of ${formatMoney(limit)}: ${formatMoney(remaining)} left.`);
  const fit =
    affordableClips === 0
      ? "not even the first clip fits"
      : `the first ${affordableClips} of ${clips.length} clips fit`;
  return shown("red", `Over the budget of ${formatMoney(limit)} by ${formatMoney(overrun)}: ${fit}.`);
}

function formatWarnings({ clips }: Plan, { style, width }: Look): string {
  const byMessage = new Map<string, number[]>();
  for (const { index, warnings } of clips) {
    for (const { message } of warnings) remember(byMessage, message, () => []).push(index);
  }
  const lines = [...byMessage].flatMap(([message, indexes]) =>
    wrap(`  ${formatClipRanges(indexes)}: ${message}`, { width, indent: "    " }),
  );
  return lines.length === 0 ? "" : [style("yellow", "Warnings"), ...lines].join("\n");
}

function formatPrice({ environment, prices, clips }: Plan, price: PlannedPrice): string {
  const { baseCost, perSecond, from, model, asOf, source, ageDays } = price;
  const formula = `$${baseCost} a clip + $${perSecond} a second`;
  const share = prices.length === 1 ? "" : ` for ${price.clips} of ${clips.length} clips`;
  const origin = {
    settings: "as set by VG_BASE_COST and VG_COST_PER_SECOND",
    catalogue: `the price of ${model}`,
    environment: `the formula of ${environment}, no model's price; \`vg accuracy\` measures your own`,
  }[from];
  const age = asOf === undefined ? "" : `, as of ${asOf}${formatAge(ageDays)}`;
  return `Price${share}: ${formula}: ${origin}${age}${source === undefined ? "" : `, ${source}`}`;
}

/** A price older than this many days should be read again. */
const OLD_PRICE_DAYS = 90;

function formatAge(days: number | undefined): string {
  if (days === undefined) return "";
  return days > OLD_PRICE_DAYS ? ` (${days} days ago: read it again)` : ` (${days} days ago)`;
}

/** Formats the result for an image. */
export function formatImage(image: PlannedImage): string {
  switch (image.via) {
    case "signed-url":
      return `signed URL${formatAttempts(image.attempts)}`;
    case "upload":
      return `uploaded${formatAttempts(image.attempts)}`;
    case "file":
      return `file, to go with the prediction${formatAttempts(image.attempts)}`;
    case "not-prepared":
      return "not prepared";
    case "none":
      return `text only: ${formatReason(image.reason)}${formatAttempts(image.attempts)}`;
    default:
      return image satisfies never;
  }
}

/** Formats the number of images by their results: `3 signed URLs, 2 text only`. */
export function formatImageCounts(clips: readonly Pick<PlannedClip, "image">[]): string {
  const count = (via: PlannedImage["via"]): number => clips.filter(({ image }) => image.via === via).length;
  const signed = count("signed-url");
  const parts: readonly (readonly [number, string])[] = [
    [signed, signed === 1 ? "signed URL" : "signed URLs"],
    [count("upload"), "uploaded"],
    [count("file"), "as a file"],
    [count("not-prepared"), "not prepared"],
    [count("none"), "text only"],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(", ");
}

function formatAttempts(attempts: number): string {
  return attempts > 1 ? ` after ${attempts} attempts` : "";
}
