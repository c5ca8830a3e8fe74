import * as fc from "fast-check";

/** A sample whose actual cost is a text. */
export interface GivenSample {
  readonly duration: number;
  readonly actual: string;
}

/** Rates as a challenger gives them. */
export interface Challenger {
  readonly baseCost: string;
  readonly perSecond: string;
}

/** The worst relative error of rates in units of 1e-40, rounded down: found the long way, sample by sample. */
export function worstErrorOf({ baseCost, perSecond }: Challenger, samples: readonly GivenSample[]): bigint {
  return samples.reduce((worst, { duration, actual }) => {
    const estimate = units(baseCost) * ONE + units(perSecond) * units(String(duration));
    const difference = estimate - units(actual) * ONE;
    const error = ((difference < 0n ? -difference : difference) * ONE) / (units(actual) * ONE);
    return error > worst ? error : worst;
  }, 0n);
}

/** An error in units of 1e-40 as a number. */
export function asNumber(error: bigint): number {
  return Number(error) / 1e40;
}

/** A multiple of `10 ** -decimals` as plain text. */
export function gridText(steps: bigint, decimals: number): string {
  const digits = String(steps).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The multiple of `10 ** -decimals` that a plain decimal text is. */
export function gridSteps(text: string, decimals: number): bigint {
  return units(text) / 10n ** BigInt(40 - decimals);
}

const ONE = 10n ** 40n;

function units(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(40, "0"));
}

/** Samples as they are measured: durations of a few decimals, several of one duration among them, and any costs. */
export const samples: fc.Arbitrary<GivenSample[]> = fc.array(
  fc.record({
    duration: fc.oneof(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 30_000 }).map((thousandths) => thousandths / 1000),
    ),
    actual: fc.integer({ min: 1, max: 3_000_000 }).map((millionths) => gridText(BigInt(millionths), 6)),
  }),
  { minLength: 2, maxLength: 12 },
);

/** Samples of clips so short that a last digit of a base weighs more than several of a rate. */
export const shortClips: fc.Arbitrary<GivenSample[]> = fc.array(
  fc.record({
    duration: fc.integer({ min: 1, max: 12 }).map((tenths) => tenths / 10),
    actual: fc.integer({ min: 1, max: 40 }).map((hundredths) => gridText(BigInt(hundredths), 2)),
  }),
  { minLength: 2, maxLength: 4 },
);

/** Samples near a line, as costs are: the worst errors are small and several samples are nearly binding. */
export const nearlyLinear: fc.Arbitrary<GivenSample[]> = fc
  .tuple(fc.nat({ max: 300 }), fc.integer({ min: 1, max: 100 }))
  .chain(([base, rate]) =>
    fc.array(
      fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 750, max: 1250 })).map(([tenths, noise]) => ({
        duration: tenths / 10,
        actual: gridText(BigInt((10 * base + rate * tenths) * noise), 7),
      })),
      { minLength: 2, maxLength: 12 },
    ),
  );
