import { reportFigures } from "@vg/testing/bench-report";
import { importTime } from "@vg/testing/import-time";

const measured = importTime("@vg/config", `${import.meta.dirname}/..`);

reportFigures([{ what: "importing @vg/config, over an empty module", measured, bound: { atMost: 15 }, unit: "ms" }]);
