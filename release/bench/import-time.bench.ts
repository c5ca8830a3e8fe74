import { join } from "node:path";
import { type BenchFigure, reportFigures } from "@vg/testing/bench-report";
import { importTimes } from "@vg/testing/import-time";
import { publishedPackages } from "../src/packages.ts";
import { WEIGHT_BUDGETS } from "../src/weight-budgets.ts";

const packages = publishedPackages(join(import.meta.dirname, "../.."));
const [valibot = Number.NaN, ...times] = importTimes([
  { specifier: "valibot", cwd: import.meta.dirname },
  ...packages.map(({ folder, manifest: { name } }) => ({ specifier: name, cwd: folder })),
]);

reportFigures(
  packages.map(({ manifest: { name } }, index): BenchFigure => {
    const measured = (times[index] ?? Number.NaN) / valibot;
    return {
      what: `importing ${name} to importing valibot`,
      measured,
      bound: { atMost: WEIGHT_BUDGETS[name]?.importTime ?? 0 },
    };
  }),
);
