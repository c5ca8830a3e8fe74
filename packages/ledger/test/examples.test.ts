import { runExamples } from "@vg/testing/run-examples";

runExamples(`${import.meta.dirname}/..`);
