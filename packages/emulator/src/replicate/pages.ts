/** One page of a list, as the API shows it. */
export interface Page<Item> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/**
 * Returns the page of a list that a cursor names; `url` is the address of the list, whose query is kept.
 *
 * @returns `undefined` if the cursor is invalid.
 */
export function pageOf<Item>(
  items: readonly Item[],
  cursor: string | undefined,
  size: number,
  url: string,
): Page<Item> | undefined {
  const start = cursor === undefined ? 0 : readCursor(cursor);
  if (start === undefined) return undefined;
  const link = (from: number): string => {
    const target = new URL(url);
    target.searchParams.set("cursor", Buffer.from(String(from)).toString("base64url"));
    return target.href;
  };
  return {
    next: start + size < items.length ? link(start + size) : null,
    previous: start > 0 ? link(Math.max(0, start - size)) : null,
    results: items.slice(start, start + size),
  };
}

function readCursor(cursor: string): number | undefined {
  const start = Buffer.from(cursor, "base64url").toString();
  return /^\d{1,9}$/.test(start) ? Number(start) : undefined;
}
