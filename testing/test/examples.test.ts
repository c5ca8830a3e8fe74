import { runExamples } from "../src/run-examples.ts";

runExamples(`${import.meta.dirname}/..`);
