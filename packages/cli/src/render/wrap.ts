import { redactMessage } from "@vg/internal";

/** The way in which a text is broken into lines. */
export interface WrapOptions {
  /** The most characters of a line, or `undefined` for a single line. */
  readonly width: number | undefined;
  /**
   * The text before every line but the first.
   *
   * @default ""
   */
  readonly indent?: string;
  /**
   * True if a word that is longer than a line is broken; else it goes beyond the end, such as a URL that is to be copied.
   *
   * @default false
   */
  readonly breakWords?: boolean;
}

/** Breaks a text into lines, between words; a word is broken after a sign such as `/` or `-`, if there is one. */
export function wrap(
  text: string,
  { width = Number.POSITIVE_INFINITY, indent = "", breakWords = false }: WrapOptions,
): readonly string[] {
  const room = Math.max(width, indent.length + 1);
  const lines: string[] = [];
  // Broken into lines, a secret would not be recognised any more.
  let rest = text.length > room ? redactMessage(text) : text;
  while (rest.length > room) {
    const start = rest.length - rest.trimStart().length;
    const before = rest.lastIndexOf(" ", room);
    const after = breakWords ? endOfPieces(rest, start, room) : rest.indexOf(" ", Math.max(start, room));
    const end = before > start ? before : after;
    if (end === -1) break;
    lines.push(rest.slice(0, end));
    rest = `${indent}${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}

/** The places after a sign at which a word is broken; a number such as `3.1` is not. */
const AFTER_SIGN = /(?<=[/:,-]|\.(?=\D))/;

/** Returns the pieces of a text that are not broken as long as there is room: `stability-ai/`, `stable-`, ... */
export function piecesOf(text: string): readonly string[] {
  return text.split(" ").flatMap((word) => word.split(AFTER_SIGN));
}

/** Returns the last place in the first characters of a text at which it is broken: after a sign, or else an underscore. */
function endOfPieces(text: string, start: number, room: number): number {
  for (const place of [AFTER_SIGN, /(?<=_)/]) {
    let end = 0;
    for (const { length } of text.slice(0, room + 1).split(place)) {
      if (end + length > room) break;
      end += length;
    }
    if (end > start) return end;
  }
  return room;
}

/** Breaks every line of a text for a person; what it is indented by, its continuations are, too. */
export function wrapLines(text: string, { width, indent = "" }: Pick<WrapOptions, "width" | "indent">): string {
  if (width === undefined) return text;
  return text
    .split("\n")
    .flatMap((line) => wrap(line, { width, indent: `${/^ */.exec(line)?.[0] ?? ""}${indent}` }))
    .join("\n");
}

/** Shortens a text to a number of characters and one line, at a word if there is one near, with `...` in place of the rest. */
export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const room = most - ELLIPSIS.length;
  const word = line.lastIndexOf(" ", room);
  const start = word > room / 2 ? line.slice(0, word) : line.slice(0, room);
  // Half a surrogate pair is not a character.
  return `${start.replace(/[\uD800-\uDBFF]$/, "").replace(/[\s,;:.]+$/, "")}${ELLIPSIS}`;
}

const ELLIPSIS = "...";
