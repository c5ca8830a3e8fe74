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
   * Characters; the widest column is wrapped to keep to it.
   *
   * @default as wide as the cells
   */
  readonly width?: number | undefined;
}

/** Characters between two columns. */
const GAP = 2;
/** No column becomes narrower than this. */
const NARROWEST = 16;

/**
 * Rows under their heads in aligned columns, without borders: in a pipe a line is a row for the next tool.
 *
 * The first line is the heads.
 */
export async function renderTable(
  columns: readonly Column[],
  rows: readonly Row[],
  { width }: TableOptions = {},
): Promise<string> {
  const { getBorderCharacters, table } = await import("table");
  const across = rows.flatMap((row, index) => (typeof row === "string" ? [index + 1] : []));
  const cells = [columns.map(({ head }) => head), ...rows.map((row) => cellsOf(row, columns.length))];
  const widths = width === undefined ? undefined : fittingWidths(cells, across, width);
  const text = table(cells, {
    border: getBorderCharacters("void"),
    columnDefault: { paddingLeft: 0, paddingRight: GAP, wrapWord: true },
    columns: columns.map(({ align = "left" }, at) => ({
      alignment: align,
      ...(widths?.[at] !== undefined && { width: widths[at] }),
    })),
    drawHorizontalLine: () => false,
    spanningCells: across.map((row) => ({ row, col: 0, colSpan: columns.length, alignment: "left" })),
  });
  return text.replaceAll(/ +$/gm, "").trimEnd();
}

function cellsOf(row: Row, width: number): string[] {
  return typeof row === "string" ? [row, ...Array.from({ length: width - 1 }, () => "")] : [...row];
}

/** The columns' widths, the widest ones made narrower until all fit. */
function fittingWidths(cells: readonly string[][], across: readonly number[], width: number): number[] {
  const widths = (cells[0] ?? []).map((_head, column) =>
    cells.reduce((most, row, at) => (across.includes(at) ? most : Math.max(most, row[column]?.length ?? 0)), 1),
  );
  const room = width - GAP * (widths.length - 1);
  for (;;) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST || widths.reduce((sum, each) => sum + each, 0) <= room) return widths;
    widths[widths.indexOf(widest)] = widest - 1;
  }
}
