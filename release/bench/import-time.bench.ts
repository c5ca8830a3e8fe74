import { join } from "node:path";
import { type BenchFigure, reportFigures } from "@vg/testing/bench-report";
import { importTime } from "@vg/testing/import-time";
import { publishedPackages } from "../src/published-packages.ts";
import { WEIGHT_BUDGETS } from "../src/weight-budgets.ts";

/** What importing each package costs over an empty module. */
const figures = publishedPackages(join(import.meta.dirname, "../..")).map(
  ({ folder, manifest: { name } }): BenchFigure => {
    const atMost = WEIGHT_BUDGETS[name]?.importTime ?? 0;
    return { what: `importing ${name}`, measured: importTime(name, folder), bound: { atMost }, unit: "ms" };
  },
);

reportFigures(figures);
