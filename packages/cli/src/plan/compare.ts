import { costFromJSON, type CostJSON, formatCost } from "@vg/cost";
import { type ClipChange, comparePlans, type FieldChange, parsePlan, type Plan, PlanError } from "@vg/plan";
import { CliError } from "../errors.ts";
import { countDecimals, formatMoney } from "../render/format.ts";
import { renderTable } from "../render/table.ts";
import { shorten, wrap } from "../render/wrap.ts";
import { nameOfInput } from "../shared/input-file.ts";
import { readJson } from "../shared/json-file.ts";
import type { Terminal } from "../terminal.ts";

/** A plan that another one is compared with. */
export interface OtherPlan {
  /** The name of its file. */
  readonly name: string;
  readonly plan: Plan;
}

/**
 * Reads the plan in a file.
 *
 * @throws {@link CliError} if it is not a plan.
 */
export async function readOtherPlan(file: string, terminal: Pick<Terminal, "stdin" | "note">): Promise<OtherPlan> {
  if (file === "") throw new CliError("--compare is empty; name a plan that --out wrote, or leave it out");
  const { name, value } = await readJson(
    file,
    { option: "--compare", hint: "`vg plan --out` writes a plan" },
    terminal,
  );
  try {
    return { name: nameOfInput(file), plan: parsePlan(value) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new CliError(`${name}: ${error.message}`, { cause: error });
  }
}

/** Renders the differences between another plan and this one, clip by clip. */
export function renderComparison(
  { name, plan: before }: OtherPlan,
  after: Plan,
  { style, width }: Pick<Terminal, "style" | "width">,
): string {
  const { clips, same, total } = comparePlans(before, after);
  const sum = isNothing(total.more)
    ? `${formatMoney(total.after)} as before`
    : `${formatMoney(total.before)} -> ${formatMoney(total.after)} (${formatMore(total.more, countDecimals([total.more]))})`;
  const head = wrap(`Compared with ${name}: ${sum}${formatSame(same, clips.length)}.`, { width })
    .map((line) => style("bold", line))
    .join("\n");
  if (clips.length === 0) return head;
  const decimals = countDecimals(clips.map(({ cost }) => cost.more));
  const table = renderTable(
    [{ head: "clip", align: "right" }, { head: "prompt" }, { head: "cost", align: "right" }, { head: "what changed" }],
    clips.map((change) => [
      formatPosition(change),
      shorten(change.prompt, 30),
      formatMore(change.cost.more, decimals),
      formatChanges(change),
    ]),
    { width, style },
  );
  return `${head}\n\n${table}`;
}

function formatSame(same: number, changed: number): string {
  if (same === 0) return "";
  if (changed === 0) return "; every clip is the same";
  return same === 1 ? "; 1 clip is the same" : `; ${same} clips are the same`;
}

/** Formats a difference with its sign: `+$0.35`; one of nothing is `-`. */
function formatMore(more: CostJSON, decimals: number): string {
  if (isNothing(more)) return "-";
  const text = formatCost(costFromJSON(more), { decimals });
  return more.amount.startsWith("-") ? text : `+${text}`;
}

function isNothing({ amount }: CostJSON): boolean {
  return Number(amount) === 0;
}

function formatPosition({ before, after }: ClipChange): string {
  const positions = [before, after].flatMap((position) => (position === undefined ? [] : position + 1));
  return [...new Set(positions)].join(" -> ");
}

function formatChanges({ kind, changes }: ClipChange): string {
  if (kind !== "changed") return kind;
  return changes.length === 0 ? "the price" : changes.map(formatChange).join(", ");
}

/** The names of fields that are clearer in words. */
const WORDS: Readonly<Record<string, string>> = {
  asked: "asked for",
  aspectRatio: "aspect ratio",
  lastImage: "last image",
};

function formatChange({ field, before, after }: FieldChange): string {
  const unit = field === "asked" || field === "seconds" ? " s" : "";
  const [old, current] = [before, after].map((value) =>
    value === undefined ? "none" : `${typeof value === "string" ? shorten(value, 40) : value}${unit}`,
  );
  return `${WORDS[field] ?? field} ${old} -> ${current}`;
}
