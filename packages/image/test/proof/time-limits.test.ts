import { type Fault, type RequestRecord, startEmulator } from "@vg/emulator";
import { getEventListeners } from "node:events";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHandler, until } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";
import { FAULTS, STAGE_NAMES, STAGES } from "./fault-table.ts";
import { runThrough } from "./run-through.ts";

const ALWAYS = { times: Number.POSITIVE_INFINITY };
const TOTALS = [1, 2000, 10_000, 30_000, 30_001, 61_000, 95_000];

const emulator = await startEmulator();
emulator.putObject("images", "cat.png", blackPng(8, 8), { contentType: "image/png" });
const imageUrl = await emulator.signedUrl("images", "cat.png");

beforeEach(() => emulator.clearRequests());
afterEach(() => emulator.clearFaults());
afterAll(() => emulator.close());

describe("the time of a call is kept", () => {
  const slow = FAULTS.filter(({ stalls }) => stalls === true);
  const cells = STAGE_NAMES.flatMap((stage) =>
    slow
      .filter(({ meanings }) => meanings[stage] !== undefined)
      .flatMap((fault) => TOTALS.map((totalTimeout) => ({ stage, fault, name: fault.name, totalTimeout }))),
  );

  test.each(cells)("$totalTimeout ms at $stage under $name", async ({ stage, fault, totalTimeout }) => {
    const { route, strategy } = STAGES[stage];
    emulator.fault({ ...fault.rule, ...ALWAYS, route });
    const run = await runThrough(emulator, imageUrl, { totalTimeout, strategies: [strategy], inspect: "probe" });

    // Attempts of 30 s, with pauses of 2 s and 4 s for which there has to be time left.
    const ends = totalTimeout <= 30_000 ? totalTimeout : Math.min(totalTimeout, 96_000);
    const gaveUpBefore = totalTimeout > 30_000 && totalTimeout <= 32_000 ? 30_000 : ends;
    expect(run.outcome).toMatchObject({ ok: false, retryable: true });
    expect(run.ms).toBe(gaveUpBefore);
    expect(run.left).toEqual({ timers: 0, listeners: 0 });
  });

  test.each([["hang"], ["hang-in-body"], ["drip"]] as const)(
    "over all stages together, where each of them shows: %s",
    async (kind) => {
      emulator.fault({ kind, ...ALWAYS });
      const run = await runThrough(emulator, imageUrl, { inspect: "probe" });

      expect(run.outcome).toMatchObject({ ok: false, reason: "timeout", retryable: true });
      expect(run.ms).toBe(120_000);
      expect(run.steps).toEqual(["sign 1: timeout", "sign 2: timeout", "sign 3: timeout", "download 1: timeout"]);
      expect(run.left).toEqual({ timers: 0, listeners: 0 });
    },
  );

  test("by not waiting for what would come too late", async () => {
    emulator.fault({ kind: "status", status: 429, retryAfter: 15, ...ALWAYS, route: "object.sign-batch" });
    const run = await runThrough(emulator, imageUrl, { totalTimeout: 10_000, strategies: ["signed-url"] });

    expect(run).toMatchObject({ ms: 0, steps: ["sign 1: rate-limited"], outcome: { reason: "rate-limited" } });
  });
});

describe("a caller who gives up is heard at once", () => {
  type Moment = (record: RequestRecord) => boolean;
  const moments = [
    { moment: "while a request stalls", rule: { kind: "hang" }, isNow: () => true },
    {
      moment: "in the middle of an answer",
      rule: { kind: "hang-in-body", after: 1 },
      isNow: ({ bytesSent }) => bytesSent > 0,
    },
    {
      moment: "between two attempts",
      rule: { kind: "status", status: 429, retryAfter: 21 },
      isNow: ({ outcome }) => outcome === "complete",
    },
  ] as const satisfies readonly { readonly moment: string; readonly rule: Fault; readonly isNow: Moment }[];
  const cells = STAGE_NAMES.flatMap((stage) => moments.map((moment) => Object.assign({ stage }, moment)));

  test.each(cells)("at $stage, $moment", async ({ stage, rule, isNow }) => {
    const { route, strategy } = STAGES[stage];
    emulator.fault({ ...rule, ...ALWAYS, route });
    const handler = openHandler(emulator, { strategies: [strategy], inspect: "probe", maxRetryAfter: 30_000 });
    const controller = new AbortController();
    const reason = new Error("the job was cancelled");
    const preparing = handler.prepareImage(imageUrl, { jobId: "job-1", signal: controller.signal });
    await until(() => emulator.requests.some((request) => request.fault !== undefined && isNow(request)));
    controller.abort(reason);

    await expect(preparing).rejects.toBe(reason);
    expect(handler.clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await emulator.idle();
  });
});
