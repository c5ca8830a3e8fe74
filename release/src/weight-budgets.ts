/** The most that a package may weigh for its users. Raise a number on purpose, and say why in the commit. */
export interface WeightBudget {
  /** Kilobytes that importing everything adds to a bundle, dependencies included, minified and gzipped. */
  readonly bundle: number;
  /** Kilobytes on disk after installing it alone, dependencies included. */
  readonly install: number;
  /** The number of packages that installing it alone brings, itself included. */
  readonly packages: number;
  /** The time that importing it takes, as a multiple of importing valibot alone; measured by `pnpm bench`. */
  readonly importTime: number;
}

/** By the names of the published packages. */
export const WEIGHT_BUDGETS: Readonly<Record<string, WeightBudget>> = {
  "@vg/cli": { bundle: 775, install: 47000, packages: 190, importTime: 8 },
  "@vg/config": { bundle: 38, install: 1200, packages: 1, importTime: 2.2 },
  "@vg/cost": { bundle: 14, install: 2400, packages: 3, importTime: 2.2 },
  "@vg/emulator": { bundle: 254, install: 12300, packages: 56, importTime: 32 },
  "@vg/ledger": { bundle: 12, install: 2800, packages: 4, importTime: 3 },
  "@vg/image": { bundle: 175, install: 16500, packages: 56, importTime: 3 },
  // It imports all of `@vg/config` and `@vg/cost`, which may each take 2.2.
  "@vg/plan": { bundle: 52, install: 3000, packages: 4, importTime: 5.2 },
};

/** The measured weight of a package, in the units of its budget. */
export type Weight = Partial<WeightBudget>;

/** Returns the parts of a package's weight that are over its budget, or have none. */
export function tooHeavy(name: string, weight: Weight): string[] {
  const budget = WEIGHT_BUDGETS[name];
  if (budget === undefined) return [`${name} has no budget; it needs ${JSON.stringify(weight)}.`];
  const measures = ["bundle", "install", "packages", "importTime"] as const;
  return measures
    .filter((measure) => (weight[measure] ?? 0) > budget[measure])
    .map((measure) => `${name} ${measure}: ${weight[measure]} is more than ${budget[measure]}.`);
}
