import { costFromJSON, type CostJSON, formatCost } from "@vg/cost";
import { remember } from "@vg/internal";
import { formatImageReason, type Plan, type PlannedClip, type PlannedImage, type PlannedPrice } from "@vg/plan";
import { countDecimals, formatClipRanges, formatMoney, formatSeconds } from "../render/format.ts";
import { renderTable, type Row } from "../render/table.ts";
import { shorten, wrap } from "../render/wrap.ts";
import type { Style, Terminal } from "../terminal.ts";
import { formatRates, OLD_PRICE_DAYS } from "./plan-facts.ts";

type Look = Pick<Terminal, "style" | "width">;

/** Renders a plan for people: the table with the end of the budget, the warnings, and the prices with their sources. */
export function renderPlan(plan: Plan, { style, width }: Look): string {
  const prices = plan.prices.map((price) => wrap(formatPrice(plan, price), { width }).join("\n"));
  return [
    renderClips(plan, { style, width }),
    formatBudget(plan, { style, width }),
    formatWarnings(plan, { style, width }),
    ...prices,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The most characters of a prompt in the table. */
const PROMPT = { widest: 40, narrowest: 12 };

/** The characters of a line that the columns beside the prompt need, more or less. */
const OTHER_COLUMNS = 62;

function renderClips({ clips, seconds, total, budget }: Plan, { style, width }: Look): string {
  // As many decimals as every cost needs, so that the rows add up to the total as printed.
  const inColumn = createMoneyFormat(countDecimals([total, ...clips.map(({ cost }) => cost)]));
  const room = Math.max(PROMPT.narrowest, Math.min(PROMPT.widest, (width ?? Number.POSITIVE_INFINITY) - OTHER_COLUMNS));
  const rows: Row[] = clips.map(({ index, prompt, asked, makes, model, cost, image, lastImage }) => [
    String(index + 1),
    shorten(prompt, room),
    formatLengths(asked.duration, makes.seconds),
    model.name,
    inColumn(cost),
    lastImage === undefined ? formatImage(image) : `${formatImage(image)}; last: ${formatImage(lastImage)}`,
  ]);
  if (budget?.firstClipOver != null) {
    const line = `---- the budget of ${formatMoney(budget.limit)} ends here ----`;
    rows.splice(budget.firstClipOver, 0, { cells: line, style: "red" });
  }
  const sums = ["total", "", formatLengths(seconds.asked, seconds.made), "", inColumn(total), formatImageCounts(clips)];
  rows.push({ cells: sums, style: "bold" });
  return renderTable(
    [
      { head: "clip", align: "right" },
      { head: "prompt" },
      { head: "seconds", align: "right", isWhole: true },
      { head: "model" },
      { head: "cost", align: "right" },
      { head: "image" },
    ],
    rows,
    { width, style },
  );
}

/** Formats the seconds that were asked for and those that are made: `2 -> 5`, and `4` if they are the same. */
function formatLengths(asked: number, made: number): string {
  const [before, after] = [formatSeconds(asked), formatSeconds(made)];
  return before === after ? after : `${before} -> ${after}`;
}

/** Formats each different amount once. */
function createMoneyFormat(decimals: number): (cost: CostJSON) => string {
  const known = new Map<string, string>();
  return (cost) => remember(known, cost.amount, () => formatCost(costFromJSON(cost), { decimals }));
}

function formatBudget({ budget, clips }: Plan, { style, width }: Look): string {
  if (budget === undefined) return "";
  const { withinBudget, limit, remaining, overrun, affordableClips } = budget;
  const inStyle = (colour: Style, text: string): string =>
    wrap(text, { width })
      .map((line) => style(colour, line))
      .join("\n");
  if (withinBudget) {
    return inStyle("green", `Within the budget of ${formatMoney(limit)}: ${formatMoney(remaining)} left.`);
  }
  const fit =
    affordableClips === 0
      ? "not even the first clip fits"
      : `the first ${affordableClips} of ${clips.length} clips fit`;
  return inStyle("red", `Over the budget of ${formatMoney(limit)} by ${formatMoney(overrun)}: ${fit}.`);
}

function formatWarnings({ warnings, clips }: Plan, { style, width }: Look): string {
  if (warnings.length === 0) return "";
  const lines = warnings.flatMap(({ message, code, clips: indexes }) => {
    const hint = code === "image-unavailable" ? hintOf(clips[indexes[0] ?? -1]) : "";
    return wrap(`  ${formatClipRanges(indexes)}: ${message}${hint}`, { width, indent: "    " });
  });
  return [style("yellow", "Warnings"), ...lines].join("\n");
}

/** Returns the fix that the command line has for an image that is not there. */
function hintOf(clip: PlannedClip | undefined): string {
  const isElsewhere = [clip?.image, clip?.lastImage].some(
    (image) => image?.via === "none" && image.reason === "untrusted-origin" && image.problem === undefined,
  );
  return isElsewhere ? "; if that server has the project's images, name it with --trusted-origin" : "";
}

function formatPrice(plan: Plan, price: PlannedPrice): string {
  const { prices, clips } = plan;
  const { source } = price;
  const share = prices.length === 1 ? "" : ` for ${price.clips} of ${clips.length} clips`;
  const rates = `${price.kind === "gpu-second" ? "about " : ""}${formatRates(price, { none: "nothing" })}`;
  return `Price${share}: ${rates}: ${formatOrigin(plan, price)}${source === undefined ? "" : `, ${source}`}`;
}

/** Formats where a price is from, and how old it is. */
function formatOrigin({ environment }: Pick<Plan, "environment">, price: PlannedPrice): string {
  const { from, model, kind, asOf, ageDays } = price;
  const origin = {
    settings: "as set by VG_BASE_COST and VG_COST_PER_SECOND",
    model: `the price of ${model}${kind === "gpu-second" ? ", which is billed by hardware time: a run of typical length" : ""}`,
    environment: `the formula of ${environment}, nobody's price; \`vg accuracy\` measures your own`,
  }[from];
  const age = asOf === undefined ? "" : `, as of ${asOf}${formatAge(ageDays)}`;
  return `${origin}${age}`;
}

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
      return `text only: ${formatImageReason(image.reason)}${formatAttempts(image.attempts)}`;
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
