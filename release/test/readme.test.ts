import { runExamples } from "@vg/testing/run-examples";
import { REPOSITORY } from "./support/repository-copy.ts";

runExamples(REPOSITORY, `${import.meta.dirname}/..`);
