/** One measured figure beside its bound; both are ratios inside one run or a difference between two processes of it. */
export interface BenchFigure {
  readonly what: string;
  readonly measured: number;
  /** The bound: `measured` must be at most this where `atMost` is given, at least this where `atLeast` is. */
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit?: string;
}

/** Prints figures beside their bounds and makes the process fail when one is missed. */
export function reportFigures(figures: readonly BenchFigure[]): void {
  for (const { what, measured, bound, unit = "x" } of figures) {
    const [word, limit, kept] =
      "atMost" in bound
        ? ["at most", bound.atMost, measured <= bound.atMost]
        : ["at least", bound.atLeast, measured >= bound.atLeast];
    console.log(`${kept ? "kept  " : "MISSED"}  ${what}: ${measured.toFixed(2)} ${unit} (${word} ${limit} ${unit})`);
    if (!kept) process.exitCode = 1;
  }
}

/** The middle of the values; of an even number of them, the upper middle. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError("The median of no values is not defined; pass at least one.");
  return middle;
}
