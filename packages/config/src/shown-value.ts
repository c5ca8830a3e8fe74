const LONGEST = 80;

/**
 * How a message shows a value that is wrong: text in quotes, cut where it is long, hidden where it looks like a
 * credential that somebody put on the wrong line.
 */
export function shownValue(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  if (typeof value !== "string") return `a value of type ${Array.isArray(value) ? "array" : typeof value}`;
  if (looksSecret(value)) return "[redacted]";
  return value.length > LONGEST ? `${JSON.stringify(value.slice(0, LONGEST))}...` : JSON.stringify(value);
}

function looksSecret(text: string): boolean {
  return /r8_|sb_secret_|eyJ[\w-]+\.|\/\/[^/]*@/.test(text);
}
