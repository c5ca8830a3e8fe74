import { describe, expect, test } from "vitest";
import { createWarningHandler, isDoubt, loadWithOptions } from "../../src/shared/config.ts";
import { runHere } from "../support/run-here.ts";

const JOB = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 6.125 }] });
const ROWS = "duration,cost\n5,0.30\n";

test("an error that is not about the configuration goes through", () => {
  expect(() =>
    loadWithOptions(
      {},
      {
        onWarning: () => {
          throw new RangeError("not here");
        },
      },
    ),
  ).toThrow(new RangeError("not here"));
});

describe("a warning of the configuration", () => {
  test.each([
    ["defaulted", false],
    ["unknown-variable", true],
    ["partial-version", true],
    ["price-unknown", true],
    ["price-stale", true],
    ["price-by-length", true],
    ["proxy-ignored", true],
  ] as const)(
    "about %s is a doubt: %s, and shown unless the command says it itself; a default only with --verbose",
    (code, doubt) => {
      const shown: string[] = [];
      const terminal = {
        verbose: false,
        note: (text: string) => shown.push(`note: ${text}`),
        warn: (text: string) => shown.push(`warning: ${text}`),
      };
      const warning = { code, variables: [], message: "something" };
      createWarningHandler(terminal, [])(warning);
      createWarningHandler({ ...terminal, verbose: true }, [])(warning);
      createWarningHandler(terminal, [code])(warning);

      expect(isDoubt(code)).toBe(doubt);
      expect(shown).toEqual(doubt ? ["warning: something", "warning: something"] : ["note: something"]);
    },
  );

  test.each([
    [["plan", "-"], JOB],
    [["accuracy", "-", "--format", "csv"], ROWS],
    [["config"], ""],
  ])("of vg %j names every variable that nobody reads", async (argv, stdin) => {
    const env = { VG_TYPO: "1", VG_COST_PER_SECONDS: "3" };
    const { exitCode, stdout, stderr } = await runHere(argv, { env, stdin });

    expect(exitCode, stderr + stdout).toBe(0);
    for (const name of Object.keys(env)) expect(stderr).toContain(`warning: ${name} is set and nobody reads it`);
  });

  test("of vg doctor names it too", async () => {
    const { stdout } = await runHere(["doctor"], { env: { VG_TYPO: "1" } });

    expect(stdout).toContain("warning  configuration: VG_TYPO is set and nobody reads it");
  });

  test.each([
    [["plan", "-", "--model", "svd"], JOB],
    [["accuracy", "-", "--format", "csv", "--model", "svd"], ROWS],
  ])("of vg %j says once that a price is not known", async (argv, stdin) => {
    const { stdout, stderr } = await runHere(argv, { stdin });

    expect(stderr).not.toContain("price");
    expect(stdout.match(/price of (svd|cogvideox-t2v) is not known/g)).toHaveLength(1);
  });

  test("is a remark of vg accuracy with --verbose where it is about defaults", async () => {
    const argv = ["accuracy", "-", "--format", "csv"];

    expect((await runHere(argv, { stdin: ROWS })).stderr).toBe("");
    expect((await runHere([...argv, "--verbose"], { stdin: ROWS })).stderr).toContain(
      "Not set, so the defaults are used: ENVIRONMENT",
    );
  });
});
