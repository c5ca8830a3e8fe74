/** How a text is broken into lines. */
export interface WrapOptions {
  /** The most characters of a line, or `undefined` for a single line. */
  readonly width: number | undefined;
  /**
   * What stands before every line but the first.
   *
   * @default ""
   */
  readonly indent?: string;
  /**
   * Whether a word that is longer than a line is broken, or goes beyond its end, such as a URL that is to be copied.
   *
   * @default false
   */
  readonly breakWords?: boolean;
}

/** A text as lines that are broken between words. */
export function wrap(
  text: string,
  { width = Number.POSITIVE_INFINITY, indent = "", breakWords = false }: WrapOptions,
): readonly string[] {
  const room = Math.max(width, indent.length + 1);
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const start = rest.length - rest.trimStart().length;
    const before = rest.lastIndexOf(" ", room);
    const after = breakWords ? room : rest.indexOf(" ", Math.max(start, room));
    const end = before > start ? before : after;
    if (end === -1) break;
    lines.push(rest.slice(0, end));
    rest = `${indent}${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}
