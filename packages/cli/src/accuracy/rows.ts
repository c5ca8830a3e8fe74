/** Where in its file a row stands, as a person finds it. */
export interface Place {
  /** The line of the file, from 1. */
  readonly line?: number;
  /** The item of the array, from 1. */
  readonly item?: number;
}

/** One row of actuals as its file holds it: parsed, not yet looked at. */
export interface SourceRow {
  readonly place: Place;
  readonly value: unknown;
}

/** The rows of a file, and what the file says about itself. */
export interface SourceRows {
  readonly rows: readonly SourceRow[];
  /** Whether the file is one page of a list whose next page is not in it. */
  readonly hasNextPage: boolean;
  /** A place with everything that can be known about it; slow, for messages only. */
  readonly locate: (place: Place) => Place;
}

/** A place in words: `line 3`, `item 3`, or `line 38 (item 3)`. */
export function describePlace({ line, item }: Place): string {
  if (item === undefined) return line === undefined ? "the file" : `line ${line}`;
  return line === undefined ? `item ${item}` : `line ${line} (item ${item})`;
}
