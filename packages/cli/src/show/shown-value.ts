const LONGEST = 60;

/**
 * How a message shows a value from a file: a text in quotes and cut where it is long, a list or an object by its kind.
 *
 * The query of a URL is left out, because a signed URL carries its key there.
 */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = /^\w+:\/\//.test(value) ? value.replace(/[?#].*/s, "?...") : value;
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}
