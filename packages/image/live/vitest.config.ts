import { packageTests } from "@vg/testing/vitest";

/** The tests against the real services: no coverage, and time for a network. */
export default { ...packageTests(), test: { include: ["live/*.test.ts"], testTimeout: 120_000 } };
