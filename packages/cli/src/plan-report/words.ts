import { type PlannedPrice, type Plan } from "@vg/plan";
import { addCosts, type CostJSON, costToJSON } from "@vg/cost";
import { formatMoney, formatSeconds } from "../render/format.ts";

/** The most decimals of an amount in a sentence; if it needs more, the exact one is in the table of prices. */
const MOST_DECIMALS = 6;

/** Formats an amount exactly, or with `about` before it if it has more than six decimals or is an estimate. */
export function formatAmount(cost: CostJSON, isAbout = false): string {
  return `${isAbout || !isShort(cost) ? "about " : ""}${formatShort(cost)}`;
}

/** Formats an amount with six decimals at most, for a column or a drawing. */
export function formatShort(cost: CostJSON): string {
  return formatMoney(cost, MOST_DECIMALS);
}

/** Returns whether an amount is exact with six decimals. */
export function isShort({ amount }: CostJSON): boolean {
  return (amount.split(".")[1]?.length ?? 0) <= MOST_DECIMALS;
}

/** Returns an amount as a number, for pixels; never to calculate with. */
export function amountNumber({ amount }: CostJSON): number {
  return Number(amount);
}

/** Returns the exact sum of amounts. */
export function sumOf(costs: readonly CostJSON[]): CostJSON {
  return costToJSON(addCosts(...costs.map(({ amount }) => amount)));
}

/** Returns the exact difference of two amounts, which may be less than 0. */
export function differenceOf(a: CostJSON, b: CostJSON): CostJSON {
  return costToJSON(addCosts(a.amount, `-${b.amount}`));
}

/** Returns whether what is billed can differ from a price: hardware time counts as it is used, and a formula is nobody's price. */
export function isEstimate({ from, kind }: PlannedPrice): boolean {
  return from === "environment" || kind === "gpu-second";
}

/** Formats the total as sure as it is: `$1.05`, or `about $1.05` if a price is an estimate. */
export function formatTotal({ total, prices }: Plan): string {
  return formatAmount(total, prices.some(isEstimate));
}

/** Formats a number of things: `1 clip`, `2,000 clips`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

/** Formats a number with separators. */
export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

const NUMBER = new Intl.NumberFormat("en-US");

/** Formats a length as people say it: `27.5 s`, `2 h 46 min 40 s`. */
export function formatLength(seconds: number): string {
  if (seconds < 120) return `${formatSeconds(seconds)} s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ] as const;
  return parts.flatMap(([value, unit]) => (value > 0 ? `${formatNumber(value)} ${unit}` : [])).join(" ");
}

/** Formats a time to the minute: `26 Nov 2026, 11:00 UTC`. */
export function formatTime(date: Date): string {
  return `${TIME.format(date)} UTC`;
}

const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** Formats positions as people count clips: `clip 4`, `clips 4 to 9`. */
export function formatSpan(first: number, last: number): string {
  if (first === last) return `clip ${formatNumber(first + 1)}`;
  return `clips ${formatNumber(first + 1)} to ${formatNumber(last + 1)}`;
}

/** Returns a text with its first letter in upper case. */
export function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
