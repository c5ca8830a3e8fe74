const LONGEST = 60;

/**
 * How a message shows a value from a file: a text in quotes and cut where it is long, a list or an object by its kind.
 *
 * The query of a URL is left out, because a signed URL carries its key there, and so are a user name and a password.
 */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = isUrl(value) ? value.replace(/[?#].*/s, "?...").replace(/^([^:]*:[/\\]*)[^/\\]*@/, "$1...@") : value;
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}

/** Whether a text is a URL for whoever is lenient: browsers take one slash, none, or backslashes for two slashes. */
function isUrl(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:[/\\]/i.test(text) || /^https?:/i.test(text);
}
