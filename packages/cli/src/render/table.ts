import type { Style, Terminal } from "../terminal.ts";
import { piecesOf, wrap } from "./wrap.ts";

/** One column of a table. */
export interface Column {
  readonly head: string;
  /**
   * The side on which the cells are aligned; numbers belong to the right.
   *
   * @default "left"
   */
  readonly align?: "left" | "right";
  /**
   * True if its cells are broken last of all, such as numbers with an arrow between them.
   *
   * @default false
   */
  readonly isWhole?: boolean;
}

/** The content of a row: a cell for each column, or one text across all of them. */
type Cells = readonly string[] | string;

/** A row, and its style if it has one. */
export type Row = Cells | { readonly cells: Cells; readonly style: Style };

/** The look of a table. */
export interface TableOptions {
  /**
   * Characters; the widest columns are wrapped to keep to it.
   *
   * @default as wide as the cells
   */
  readonly width?: number | undefined;
  /**
   * Shows the heads in bold, and rows in the styles that they have.
   *
   * @default nothing has a style
   */
  readonly style?: Terminal["style"];
}

/** The space between two columns. */
const GAP = "  ";
/** The least width of a column whose words have to be broken. */
const NARROWEST = 16;
/** An id, such as a version's, is broken before the words of other columns are. */
const ID = /^\w{33,}$/;
/** The widths to which the column of ids is narrowed before others are. */
const ID_WIDTHS = [32, NARROWEST];

/**
 * Renders rows under their heads in aligned columns, without borders: in a pipe a line is a row for the next tool.
 *
 * Cells are plain text, and a style applies to whole lines: searching every cell for colours and wide characters takes
 * table libraries seconds for ten thousand rows.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly Row[],
  { width, style = (_style, text) => text }: TableOptions = {},
): string {
  const all = [{ cells: columns.map(({ head }) => head), style: "bold" } as const, ...rows.map(styledRow)];
  const widths = fittingWidths(
    all.map(({ cells }) => cells),
    columns,
    width,
  );
  return all
    .flatMap(({ cells, style: own }) => {
      const lines = linesOf(cells, columns, widths);
      return own === undefined ? lines : lines.map((line) => style(own, line));
    })
    .join("\n");
}

interface StyledRow {
  readonly cells: Cells;
  readonly style?: Style;
}

function styledRow(row: Row): StyledRow {
  return typeof row === "string" || !("cells" in row) ? { cells: row } : row;
}

/** Returns the lines of a row, as many as its longest cell needs. */
function linesOf(row: Cells, columns: readonly Column[], widths: readonly number[]): readonly string[] {
  if (typeof row === "string") return [row];
  const cells = row.map((cell, at) => wrap(cell, { width: widths[at], breakWords: true }));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, at) => align(lines[line] ?? "", widths[at] ?? 0, columns[at]))
      .join(GAP)
      .trimEnd(),
  );
}

function align(text: string, width: number, column: Column | undefined): string {
  return column?.align === "right" ? text.padStart(width) : text.padEnd(width);
}

/**
 * Returns the columns' widths, the widest ones narrowed until all fit: to their longest words, then to the longest pieces
 * of words, then further.
 */
function fittingWidths(
  rows: readonly Cells[],
  columns: readonly Column[],
  width = Number.POSITIVE_INFINITY,
): readonly number[] {
  const widths = widest(rows, (cell) => cell.length);
  const room = width - GAP.length * (widths.length - 1);
  if (sum(widths) <= room) return widths;
  const words = widest(rows, (cell) => longest(cell.split(" ")));
  const ids = ID_WIDTHS.map((most) =>
    widest(rows, (cell) => longest(piecesOf(cell).map((piece) => (ID.test(piece) ? piece.slice(0, most) : piece)))),
  );
  const least = words.map((word) => Math.min(word, NARROWEST));
  const keepWhole = (limits: readonly number[]): readonly number[] =>
    limits.map((limit, at) => (columns[at]?.isWhole === true ? (widths[at] ?? limit) : limit));
  return [...[words, ...ids].map(keepWhole), least].reduce(
    (narrower, limits) => narrowed(narrower, limits, room),
    widths,
  );
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function widest(rows: readonly Cells[], widthOf: (cell: string) => number): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    if (typeof row === "string") continue;
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  }
  return widths;
}

/** Narrows the widest column again and again, until all fit or none may become narrower. */
function narrowed(widths: readonly number[], least: readonly number[], room: number): readonly number[] {
  const narrow = [...widths];
  for (let over = sum(narrow) - room; over > 0; over -= 1) {
    const most = Math.max(...narrow.filter((width, at) => width > (least[at] ?? 0)));
    const at = narrow.findIndex((width, index) => width === most && width > (least[index] ?? 0));
    if (at === -1) break;
    narrow[at] = most - 1;
  }
  return narrow;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
