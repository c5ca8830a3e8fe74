import { whyNoPostgres } from "@vg/testing/postgres";
import { describe, expect, test } from "vitest";
import { runChaos } from "./chaos/run-chaos.ts";

const missing = whyNoPostgres();

describe.skipIf(missing !== undefined)(`chaos${missing ?? ""}`, () => {
  // The long one, of 32 processes and 20 s, is `pnpm --filter @vg/ledger chaos`.
  test("of killed clients, cut connections and a killed server breaks no limit and no sum", async () => {
    const { problems, ...counts } = await runChaos({ clients: 8, seconds: 2.5 });

    expect(problems).toEqual([]);
    expect(counts.kills).toBeGreaterThan(0);
    expect(counts.cuts).toBeGreaterThan(0);
    expect(counts.snapshots).toBeGreaterThan(3);
    expect(counts.settled).toBeGreaterThan(20);
  });
});
