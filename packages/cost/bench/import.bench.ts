import { reportFigures } from "@vg/testing/bench-report";
import { importTime } from "@vg/testing/import-time";

reportFigures([
  {
    what: "importing @vg/cost over an empty module",
    measured: importTime("@vg/cost", `${import.meta.dirname}/..`),
    bound: { atMost: 25 },
    unit: "ms",
  },
]);
