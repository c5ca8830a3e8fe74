import { packageTests } from "@vg/testing/vitest";

export default packageTests();
