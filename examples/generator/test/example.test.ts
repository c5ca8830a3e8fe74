import { readFileSync } from "node:fs";
import { loadConfig, MODELS } from "@vg/config";
import { createBudget } from "@vg/cost";
import { type Emulator, startEmulator } from "@vg/emulator";
import { parseJob } from "@vg/plan";
import { describe, expect, type TestContext, test, vi } from "vitest";
import { runExample } from "../src/example.ts";
import { generate } from "../src/generate.ts";

const BILL = `
1  the harbour at dawn     veo-3.1-lite  succeeded     $0.20   $0.20
2  a boat leaves           veo-3.1-lite  succeeded     $0.20   $0.20
3  the fish market opens   kling-v2.6    succeeded     $0.70   $0.70
4  waves at night          veo-3.1-lite  succeeded     $0.40   $0.40
planned $1.50, paid $1.50
spent $1.50 of $2.00, $0.00 still reserved
4 of 4 estimates held`;
const SHORT_BILL = `
1  the harbour at dawn     veo-3.1-lite  succeeded     $0.20   $0.20
2  a boat leaves           veo-3.1-lite  succeeded     $0.20   $0.20
3  the fish market opens   kling-v2.6    not made      $0.70       -  1.10 USD would be spent and reserved, ...
4  waves at night          veo-3.1-lite  not made      $0.40       -  0.80 USD would be spent and reserved, ...
planned $1.50, paid $0.40
spent $0.40 of $0.70, $0.00 still reserved
2 of 2 estimates held`;

const EMPTY_BILL = `
1  the harbour at dawn     veo-3.1-lite  not made      $0.20       -  0.20 USD would be spent and reserved, ...
2  a boat leaves           veo-3.1-lite  not made      $0.20       -  0.20 USD would be spent and reserved, ...
3  the fish market opens   kling-v2.6    not made      $0.70       -  0.70 USD would be spent and reserved, ...
4  waves at night          veo-3.1-lite  not made      $0.40       -  0.40 USD would be spent and reserved, ...
planned $1.50, paid $0.00
spent $0.00 of $0.00, $0.00 still reserved
0 of 0 estimates held`;

// Predictions take real time, so tests that wait for them do so together.
describe("the bill of the example", () => {
  test.concurrent.each<[string[], string]>([
    [[], BILL],
    [["--budget", "0.70"], SHORT_BILL],
    [["--budget", "0.00"], EMPTY_BILL],
  ])("with %j", async (args, bill) => {
    expect(await billOf(args)).toBe(bill);
  });
});

// A database in this process takes its time to start on a busy machine.
describe("the bill of the example, in a ledger", { timeout: 240_000 }, () => {
  test.concurrent.each<[string[], string]>([
    [["--ledger"], BILL],
    [["--budget", "0.70", "--ledger"], SHORT_BILL],
  ])("with %j", async (args, bill) => {
    expect(await billOf(args)).toBe(bill);
  });
});

describe("the example", () => {
  test("prints on stdout", async ({ onTestFinished }) => {
    const print = vi.spyOn(console, "log").mockReturnValue();
    const before = process.argv;
    onTestFinished(() => void (process.argv = before));
    process.argv = ["node", "main.ts", "--budget", "0.00"];
    await import("../src/main.ts");

    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("spent $0.00 of $0.00"));
  });

  test("is what the README at the root shows of it", () => {
    const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
    const part = /```ts part-of=examples\/generator\/src\/generate\.ts\n(.*?)```/s.exec(readme)?.[1] ?? "no such part";

    expect(readFileSync(new URL("../src/generate.ts", import.meta.url), "utf8")).toContain(part);
  });

  test("is short", () => {
    const lines = ["example", "generate", "main"].flatMap((name) =>
      readFileSync(new URL(`../src/${name}.ts`, import.meta.url), "utf8")
        .trimEnd()
        .split("\n"),
    );

    expect(lines.length).toBeLessThanOrEqual(150);
  });
});

describe("generate", () => {
  test.concurrent("hands an image over another way, once, if the model could not fetch it", async ({
    onTestFinished,
  }) => {
    const { run, emulator } = await start(onTestFinished);
    emulator.fault({ route: "object.signed", key: "boat.png", kind: "status", status: 503 });
    const made = await run();

    expect(made.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
    expect(emulator.files).toHaveLength(1);
    expect(emulator.predictions.map(({ status }) => status).toSorted()).toEqual(["failed", "succeeded", "succeeded"]);
  });

  test.concurrent("passes an image as a file if Replicate takes no upload of it", async ({ onTestFinished }) => {
    const { run, emulator } = await start(onTestFinished);
    emulator.fault({ route: "object.sign-batch", kind: "empty-json", times: Number.POSITIVE_INFINITY });
    emulator.fault({ route: "files.create", kind: "status", status: 400 });
    const made = await run();

    expect(made.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
    expect(emulator.files).toHaveLength(1);
  });

  test.concurrent("leaves a clip that failed as it is if its image cannot go another way", async ({
    onTestFinished,
  }) => {
    const { run, emulator } = await start(onTestFinished);
    emulator.fault({ route: "object.signed", key: "boat.png", kind: "status", status: 503 });
    emulator.fault({ service: "replicate", route: "files.create", kind: "status", status: 400, times: 9 });
    emulator.fault({ route: "object.authenticated", kind: "status", status: 400, times: 9 });
    emulator.fault({ route: "object.get", kind: "status", status: 400, times: 9 });
    const made = await run();

    expect(made.map(({ outcome }) => outcome)).toEqual(["failed", "succeeded"]);
  });

  test.concurrent("pays nothing for a clip that fails both times, and gives back what was reserved", async ({
    onTestFinished,
  }) => {
    const { run, emulator, budget } = await start(onTestFinished);
    emulator.script({ outcome: "fail", error: "the prompt was flagged", times: 2, when: isOfBoat });
    const made = await run();

    expect(made.map(({ outcome, paid }) => [outcome, String(paid)])).toEqual([
      ["failed", "0.00 USD"],
      ["succeeded", "0.20 USD"],
    ]);
    expect([budget.spent, budget.reserved].map(String)).toEqual(["0.20 USD", "0.00 USD"]);
    expect(emulator.predictions).toHaveLength(3);
  });

  test.concurrent("counts what was reserved for a clip whose cost is not known", async ({ onTestFinished }) => {
    const { run, emulator, budget } = await start(onTestFinished);
    emulator.script({ metrics: { video_output_duration_seconds: null }, when: isOfBoat });
    const made = await run();

    expect(made[0]).toMatchObject({ outcome: "succeeded", output: expect.stringContaining("http") });
    expect(made[0]).not.toHaveProperty("paid");
    expect([budget.spent, budget.reserved].map(String)).toEqual(["0.40 USD", "0.00 USD"]);
  });

  test.concurrent("cancels what runs when it is aborted, and leaves nothing reserved", async ({ onTestFinished }) => {
    const { run, emulator, budget, stop } = await start(onTestFinished);
    emulator.script({ outcome: "hang", times: 2 });
    const running = run();
    await vi.waitFor(() => {
      expect(emulator.predictions.map(({ status }) => status)).toEqual(["processing", "processing"]);
    }, 30_000);
    stop.abort();
    const made = await running;

    expect(made.map(({ outcome }) => outcome)).toEqual(["canceled", "canceled"]);
    expect([budget.spent, budget.reserved].map(String)).toEqual(["0.40 USD", "0.00 USD"]);
  });

  test.concurrent("starts nothing when it was aborted before", async ({ onTestFinished }) => {
    const { run, emulator, budget, stop } = await start(onTestFinished);
    stop.abort();

    await expect(run()).rejects.toThrow("aborted");
    expect(emulator.predictions).toEqual([]);
    expect(String(budget.reserved)).toBe("0.00 USD");
  });
});

async function billOf(args: string[]): Promise<string> {
  const lines = await runExample(args, new AbortController().signal);
  return `\n${lines.join("\n")}`.replaceAll(/(?<=reserved, )\d.*/g, "...");
}

function isOfBoat({ input }: { readonly input: unknown }): boolean {
  return JSON.stringify(input).includes("a boat leaves");
}

/** Starts an emulator with an image until a test ends, and returns what makes a job of two clips on it. */
async function start(onTestFinished: TestContext["onTestFinished"]) {
  const emulator: Emulator = await startEmulator({ models: MODELS });
  onTestFinished(() => emulator.close());
  await emulator.addFolder(new URL("../images", import.meta.url).pathname);
  const env = { ...emulator.env, LOG_LEVEL: "error" };
  const config = loadConfig({ env, require: ["supabase", "replicate"], onWarning: () => {} });
  const imageUrl = `${emulator.supabase.url}/storage/v1/object/film/boat.png`;
  const job = parseJob({
    jobId: "film",
    defaults: { model: "veo-3.1-lite", resolution: "720p" },
    clipPrompts: [
      { prompt: "a boat leaves", duration: 4, imageUrl },
      { prompt: "waves", duration: 4 },
    ],
  });
  const budget = createBudget("1.00");
  const stop = new AbortController();
  return { emulator, budget, stop, run: () => generate(job, { config, budget, signal: stop.signal }) };
}
