import * as fc from "fast-check";

/** Durations as they come (up to three decimals) and as they may come (any finite number of at least 0). */
export const durations: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 60_000 }).map((thousandths) => thousandths / 1000) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }) },
);

/** Amounts of dollars as plain decimal text. */
export const amounts: fc.Arbitrary<string> = fc
  .tuple(fc.nat({ max: 200 }), fc.nat({ max: 999_999 }))
  .map(([whole, millionths]) => `${whole}.${String(millionths).padStart(6, "0")}`);
