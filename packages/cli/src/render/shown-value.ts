const LONGEST = 60;

/**
 * How a message shows a value from a file: a text in quotes and cut where it is long, a list or an object by its kind.
 *
 * What may be the query of a URL is left out, because a signed URL carries its key there, and so is what may be a user name
 * and a password; a text need not be a URL for that, as one with a space before it is none.
 */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = withoutUsers(withoutQuery(value));
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}

function withoutQuery(text: string): string {
  const path = text.search(/[/\\]/);
  const query = path === -1 ? -1 : text.slice(path).search(/[?#]/);
  return query === -1 ? text : `${text.slice(0, path + query)}?...`;
}

function withoutUsers(text: string): string {
  return text.replaceAll(/[^\s/\\<"]+/g, (part) =>
    part.includes("@") ? `...${part.slice(part.lastIndexOf("@"))}` : part,
  );
}
