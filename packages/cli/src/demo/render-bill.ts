import { type Cost, costFromJSON, costToJSON, formatCost } from "@vg/cost";
import { countDecimals, formatMoney, formatSeconds } from "../render/format.ts";
import { renderTable, type Row } from "../render/table.ts";
import { shorten, wrap } from "../render/wrap.ts";
import type { Terminal } from "../terminal.ts";
import type { Bill, MadeClip } from "./make-clips.ts";

/** Renders what clips cost beside what was planned, what is left of the budget, and whether the estimates held. */
export function renderBill(bill: Bill, { style, width }: Pick<Terminal, "style" | "width">): string {
  const { made, planned, paid } = bill;
  const decimals = countDecimals([planned, paid, ...made.map((clip) => clip.paid)].map((cost) => costToJSON(cost)));
  const money = (cost: Cost): string => formatCost(cost, { decimals });
  const rows = made.map((clip): Row => [
    String(clip.clip.index + 1),
    shorten(clip.clip.prompt, 32),
    clip.prediction.status ?? "-",
    formatSecondsOf(clip),
    money(costFromJSON(clip.clip.cost)),
    money(clip.paid),
  ]);
  const total: Row = { cells: ["total", "", "", "", money(planned), money(paid)], style: "bold" };
  const table = renderTable(
    [
      { head: "clip", align: "right" },
      { head: "prompt" },
      { head: "outcome" },
      { head: "seconds", align: "right" },
      { head: "planned", align: "right" },
      { head: "paid", align: "right" },
    ],
    [...rows, total],
    { width, style },
  );
  const sentences = [formatBudget(bill), formatVerdict(bill)].map((text) => wrap(text, { width }).join("\n"));
  return [style("bold", "Made against the local services"), table, sentences.join("\n")].join("\n\n");
}

function formatSecondsOf({ prediction }: MadeClip): string {
  const seconds = prediction.metrics?.video_output_duration_seconds;
  return typeof seconds === "number" ? formatSeconds(seconds) : "-";
}

function formatBudget({ budget }: Bill): string {
  const { limit, spent, reserved, remaining } = budget;
  const [of, used, held, left] = [limit, spent, reserved, remaining].map((cost) => formatMoney(costToJSON(cost)));
  return `Spent ${used} of the budget of ${of}, ${held} still reserved, ${left} left.`;
}

function formatVerdict({ evaluation }: Bill): string {
  const { within, count, estimated, paid } = evaluation;
  const [said, was] = [estimated, paid].map((cost) => formatMoney(costToJSON(cost)));
  return `${within} of ${count} estimates held: they said ${said}, and ${was} was paid.`;
}
