import { redact, redactRandom } from "./redact.ts";

/**
 * Writes a wrong value as an error message shows it: short, on one line, and distinct from its neighbours (`5`, `5n` and
 * `"5"`). A list or an object is named by its kind.
 *
 * A message shows nothing that may be a secret, wherever a person put it by mistake: text in the form of a key or a token,
 * the query of a URL, a user name or password before an `@`, and long text that looks random are left out.
 */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return formatText(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" || typeof value === "symbol" ? `a ${typeof value}` : String(value);
}

/** The longest text that a message shows whole, in characters. */
const LONGEST = 80;

/** More of a text than a message shows and a secret takes up; what follows is cut before anything is searched in it. */
const SEARCHED = 4096;

function formatText(text: string): string {
  const shown = redactRandom(hideUsers(redact(hideQuery(text.slice(0, SEARCHED)))));
  return JSON.stringify(shown.length > LONGEST ? `${shown.slice(0, LONGEST)}...` : shown).replaceAll(INVISIBLE, escape);
}

/** Characters that nobody sees, such as a byte order mark, or that turn the direction of writing. */
const INVISIBLE = /[\p{Cf}\u007F-\u009F\u2028\u2029]/gu;

function escape(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}

/** A signed URL carries its token in its query. */
function hideQuery(text: string): string {
  const path = text.search(/[/\\]/);
  const query = path === -1 ? -1 : text.slice(path).search(/[?#]/);
  return query === -1 ? text : `${text.slice(0, path + query)}?...`;
}

/** Also in what is not quite a URL, such as one that begins with a space. */
function hideUsers(text: string): string {
  return text.replaceAll(/[^\s/\\<"]+/g, (part) =>
    part.includes("@") ? `...${part.slice(part.lastIndexOf("@"))}` : part,
  );
}
