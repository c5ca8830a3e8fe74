/** One column of a table. */
export interface Column {
  readonly head: string;
  /**
   * Which side the cells keep to; numbers belong to the right.
   *
   * @default "left"
   */
  readonly align?: "left" | "right";
}

/** A row is a cell for each column, or one text across all of them. */
export type Row = readonly string[] | string;

/** How wide a table may be. */
export interface TableOptions {
  /**
   * Characters; the widest columns are wrapped to keep to it.
   *
   * @default as wide as the cells
   */
  readonly width?: number | undefined;
}

/** What stands between two columns. */
const GAP = "  ";
/** No column becomes narrower than this, in characters. */
const NARROWEST = 16;

/**
 * Rows under their heads in aligned columns, without borders: in a pipe a line is a row for the next tool.
 *
 * The first line is the heads. It looks into no cell for colours and wide characters, which is what takes table libraries seconds for ten thousand
 * rows: cells are plain text.
 */
export function renderTable(columns: readonly Column[], rows: readonly Row[], { width }: TableOptions = {}): string {
  const all = [columns.map(({ head }) => head), ...rows];
  const widths = fittingWidths(all, width);
  return all.map((row) => (typeof row === "string" ? row : renderRow(row, columns, widths))).join("\n");
}

/** As many lines as the cell with the most of them has. */
function renderRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  const cells = row.map((cell, at) => wrap(cell, widths[at] ?? cell.length));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, at) => align(lines[line] ?? "", widths[at] ?? 0, columns[at]))
      .join(GAP)
      .trimEnd(),
  ).join("\n");
}

function align(text: string, width: number, column: Column | undefined): string {
  return column?.align === "right" ? text.padStart(width) : text.padEnd(width);
}

/** Lines of at most `width` characters, broken between words where they allow it. */
function wrap(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const space = text.lastIndexOf(" ", width);
  const end = space > 0 ? space : width;
  return [text.slice(0, end), ...wrap(text.slice(end).trimStart(), width)];
}

/** The columns' widths, the widest ones made narrower until all fit. */
function fittingWidths(rows: readonly Row[], width: number | undefined): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    if (typeof row === "string") continue;
    for (const [at, { length }] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, length);
  }
  const room = (width ?? Number.POSITIVE_INFINITY) - GAP.length * (widths.length - 1);
  for (;;) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST || widths.reduce((sum, each) => sum + each, 0) <= room) return widths;
    widths[widths.indexOf(widest)] = widest - 1;
  }
}
