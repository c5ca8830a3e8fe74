import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KLING = "kling-v2.5-turbo-pro";
const FILM = [
  { prompt: "the harbour at dawn", duration: 5, model: KLING },
  { prompt: "a boat leaves", duration: 4, model: "veo-3.1-lite", seed: 1 },
  { prompt: "waves at night", duration: 6, model: "veo-3.1-lite" },
];

/** Plans a film, and then another one that is compared with it. */
async function compare(before: readonly object[], after: readonly unknown[], options: readonly string[] = []) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "before.json"), JSON.stringify({ jobId: "film", clipPrompts: before }));
  await runHere(["plan", "before.json", "--out", "plan.json"], { cwd });
  const stdin = JSON.stringify({ jobId: "film", clipPrompts: after });
  return { cwd, ...(await runHere(["plan", "-", "--compare", "plan.json", ...options], { cwd, stdin })) };
}

/** Returns the part of the output that compares. */
function comparisonIn(stdout: string): string {
  return stdout.slice(stdout.indexOf("Compared with"));
}

describe("vg plan --compare", () => {
  test("shows clip by clip what changed in cost, model, length and image", async () => {
    const [harbour, boat, waves] = FILM;
    const after = [
      { ...harbour, duration: 7 },
      { ...waves, model: KLING },
      boat,
      { prompt: "gulls", duration: 4, model: "veo-3.1-lite" },
    ];
    const { exitCode, stdout, stderr } = await compare(FILM, after);

    expect(exitCode, stderr).toBe(0);
    expect(comparisonIn(stdout)).toBe(
      `Compared with plan.json: $0.85 -> $1.80 (+$0.95); 1 clip is the same.

  clip  prompt                 cost  what changed
     1  the harbour at dawn  +$0.35  asked for 5 s -> 7 s, seconds 5 s -> 10 s
3 -> 2  waves at night       +$0.40  model veo-3.1-lite -> kling-v2.5-turbo-pro, seconds 6 s -> 10 s, resolution 720p -> none
     4  gulls                +$0.20  added
`,
    );
  });

  test.each([
    ["the same film", FILM, "Compared with plan.json: $0.85 as before; every clip is the same.\n"],
    ["a seed", [FILM[0], { ...FILM[1], seed: 2 }, FILM[2]], "2  a boat leaves     -  input.seed 1 -> 2\n"],
    ["a clip less", FILM.slice(1), "1  the harbour at dawn  -$0.35  removed\n"],
    ["only others", [{ prompt: "x", duration: 4, model: "veo-3.1-lite" }], "prompt the harbour at dawn -> x"],
  ] as const)("of %s says %j", async (_what, after, text) => {
    const { stdout } = await compare(FILM, after);

    expect(comparisonIn(stdout)).toContain(text);
  });

  test("says of a clip that only costs something else that its price changed", async () => {
    const { cwd } = await compare(FILM.slice(0, 1), FILM.slice(0, 1));
    const stdin = JSON.stringify({ jobId: "film", clipPrompts: FILM.slice(0, 1) });
    const env = { VG_BASE_COST: "0.40", VG_COST_PER_SECOND: "0" };
    const { stdout } = await runHere(["plan", "-", "--compare", "plan.json"], { cwd, env, stdin });

    expect(comparisonIn(stdout)).toContain("   1  the harbour at dawn  +$0.05  the price\n");
  });

  test("prints the differences alone as JSON, and writes the plan", async () => {
    const { cwd, stdout } = await compare(FILM, FILM.slice(0, 2), ["--json", "--out", "new.json"]);

    expect(JSON.parse(stdout)).toMatchObject({
      total: { before: { amount: "0.85" }, after: { amount: "0.55" }, more: { amount: "-0.30" } },
      clips: [{ kind: "removed", before: 2 }],
      same: 2,
    });
    expect(JSON.parse(readFileSync(join(cwd, "new.json"), "utf8"))).toMatchObject({ format: "vg-plan/2" });
  });

  test.each([
    ["", "--compare is empty; name a plan that --out wrote"],
    ["gone.json", "--compare gone.json does not exist; check the path"],
    ["job.json", "--compare job.json: this is not a plan of the format vg-plan/2; plan the job again"],
    ["text.json", "--compare text.json is not JSON"],
  ])("refuses %j: %s", async (file, message) => {
    const cwd = temporaryFolder();
    const job = JSON.stringify({ jobId: "film", clipPrompts: FILM });
    writeFileSync(join(cwd, "job.json"), job);
    writeFileSync(join(cwd, "text.json"), "canary");
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", `--compare=${file}`], { cwd, stdin: job });

    expect(exitCode, stdout).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("canary");
  });
});
