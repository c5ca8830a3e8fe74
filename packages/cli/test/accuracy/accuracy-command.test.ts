import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { MODELS } from "@vg/config";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";
import type { MainRun } from "../support/run-main.ts";
import { KNOWN } from "./judged-sample.ts";

const KLING = "kwaivgi/kling-v2.5-turbo-pro";
const PRODUCTION = { ENVIRONMENT: "production" };
const SVD = "stability-ai/stable-video-diffusion";
const SIGNED = "https://x.supabase.co/storage/v1/object/sign/b/a.png?token=eyJhbGciOi.canary.sig";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vg-accuracy-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("vg accuracy", () => {
  test("says whether the promise holds, shows the worst and prints rates to paste", async () => {
    const { exitCode, stdout, stderr } = await accuracy(
      csv([
        [6, "0.23"],
        [10, "0.56"],
        [4, "0.20"],
      ]),
    );

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(`\
The ±20 % promise does not hold: 1 of 3 estimates are within 20 % of what the clip cost; the worst is 29.6 % too high (line 2).
You paid $0.990; the estimates said $0.960, 3 % too low. On average an estimate is 7.5 % too high.

Estimated with $0.10 a clip and $0.033 a second: the rates of production.

CLIP    SECONDS  ESTIMATE  ACTUAL    ERROR  WITHIN ±20 %
line 2        6    $0.298  $0.230  +29.6 %  no
line 3       10    $0.430  $0.560  -23.2 %  no
line 4        4    $0.232  $0.200  +16.0 %  yes

These rates keep ±20 % on all 3 clips, with a worst error of 18.7 % in place of 29.6 %:
VG_BASE_COST=0.00
VG_COST_PER_SECOND=0.045512
`);
  });

  test.each([
    ["360p", "3.20", "7.16", "2.7 %"],
    ["480p", "1.84", "13.42", "1.1 %"],
    ["720p", "0.00", "33.32", "2.5 %"],
    ["hailuo", "0.00", "0.05", "18.7 %"],
  ] as const)("finds the known rates of %s: %s and %s, %s off", async (name, base, rate, worst) => {
    const { stdout } = await accuracy(csv(KNOWN[name]));
    const found = parseEnv(stdout);

    expect(Number(found["VG_BASE_COST"]).toFixed(2)).toBe(base);
    expect(Number(found["VG_COST_PER_SECOND"]).toFixed(2)).toBe(rate);
    expect(stdout).toContain(`with a worst error of ${worst} in place of`);
  });

  test("prints rates that keep the promise once they are pasted", async () => {
    const text = csv(KNOWN["480p"]);
    const before = await accuracy(text, { args: ["--strict"] });
    const { VG_BASE_COST = "", VG_COST_PER_SECOND = "" } = parseEnv(before.stdout);
    const after = await accuracy(text, { args: ["--strict"], env: { VG_BASE_COST, VG_COST_PER_SECOND } });

    expect([before.exitCode, after.exitCode], before.stderr + after.stderr).toEqual([1, 0]);
    expect(after.stdout).toContain("The ±20 % promise holds: all 4 estimates are within 20 % of what the clip cost");
    expect(after.stdout).toContain("the rates of VG_BASE_COST and VG_COST_PER_SECOND");
    expect(after.stdout).toContain("The rates in use keep the promise");
  });

  test.each([
    [
      "the costs do not lie on a line",
      KNOWN.quadratic,
      "the best is still 66.7 % off at worst. The costs are not on a straight line over the length: 2 s cost $0.0400 (line 2) and 10 s cost $1.0000 (line 10).",
    ],
    [
      "clips of one length cost differently",
      [
        [5, "0.10"],
        [5, "0.50"],
      ] as const,
      "the best is still 66.7 % off at worst. Clips of the same length have costs too far apart: 5 s cost $0.100 (line 2) and 5 s cost $0.500 (line 3).",
    ],
  ])("says that no base and rate can keep the promise, because %s", async (_what, rows, why) => {
    const { exitCode, stdout, stderr } = await accuracy(csv(rows));

    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain(`No base and rate can keep ±20 % on these clips: ${why}`);
    expect(stdout).not.toContain("VG_BASE_COST");
  });

  test("names one clip of many that are the same where it says why", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [5, index % 2 === 0 ? "0.10" : "0.50"] as const);
    const { stdout } = await accuracy(csv(rows), { args: ["--worst", "0"] });

    expect(stdout).toContain("too far apart: 5 s cost $0.100 (line 2) and 5 s cost $0.500 (line 3). Judge one");
  });

  test("offers no rates where those in use are the best there are", async () => {
    const { stdout } = await accuracy(
      csv([
        [2, "0.166"],
        [4, "0.232"],
      ]),
    );

    expect(stdout).toContain("The rates in use keep the promise, and no others do better.");
    expect(stdout).not.toContain("VG_BASE_COST");
  });

  test("says when only more decimals keep the promise", async () => {
    const { stdout } = await accuracy(csv(KNOWN.hailuo), { args: ["--decimals", "1"] });

    expect(stdout).toMatch(
      /A base and rate that keep ±20 % exist, but not with so few decimals \([\d.]+ % off at worst\)/,
    );
  });

  test("judges one clip, and says that rates need two", async () => {
    const { stdout } = await accuracy(csv([[6, "0.298"]]));

    expect(stdout).toContain("holds: the only estimate is within 20 % of what the clip cost; each is exact.");
    expect(stdout).toContain("At least 2 clips are needed to find new rates; there is 1.");
  });

  test.each([
    [[], "the rates of production"],
    [["--environment", "development"], "$0.005 a clip and $0.002 a second: the rates of development."],
    [["--environment", "staging"], "the rates of staging"],
    [
      ["--model", "kling-v2.5-turbo-pro"],
      "$0 a clip and $0.07 a second: the catalogue's price of kling-v2.5-turbo-pro.",
    ],
    [["--model", "svd"], "the rates of production, because the price of svd is not known."],
    [["--base-cost", "$0.02", "--cost-per-second", "$0.07"], "the rates given as --base-cost and --cost-per-second."],
    [["--base-cost", "0.02", "--cost-per-second", "0.07"], "the rates given as --base-cost and --cost-per-second."],
  ])("judges with %j: %s", async (args, origin) => {
    expect((await accuracy(csv([[5, "0.35"]]), { args })).stdout).toContain(origin);
  });

  test.each([
    ["0.05", false],
    ["0.10", true],
    ["0.0999999999999999999999", false],
  ])("with a tolerance of %s keeps the promise: %s, because the border is within", async (tolerance, holds) => {
    const args = ["--tolerance", tolerance, "--base-cost", "0.22", "--cost-per-second", "0", "--json", "--strict"];
    const { exitCode, stdout, stderr } = await accuracy(csv([[6, "0.20"]]), { args });

    expect(JSON.parse(stdout)).toMatchObject({ holds, tolerance });
    expect(exitCode, stderr).toBe(holds ? 0 : 1);
  });

  test.each([
    [[], 10],
    [["--worst", "3"], 3],
    [["--worst", "0"], 0],
    [["--worst", "100"], 30],
  ])("with %j lists as many clips as are asked for: %d", async (args, count) => {
    const rows = Array.from({ length: 30 }, (_, index) => [index, "0.50"] as const);
    const { stdout } = await accuracy(csv(rows), { args });

    expect(stdout.match(/^line \d+ /gm)?.length ?? 0).toBe(count);
  });

  test("finds the rates of a model that has no price from its runs", async () => {
    const runs = [
      [14, 31.8],
      [14, 33.5],
      [25, 57.1],
    ].map(([frames, seconds], index) => ({
      id: `run-${index}`,
      model: SVD,
      status: "succeeded",
      input: { video_length: `${frames}_frames_with_svd`, frames_per_second: 6, input_image: SIGNED },
      output: SIGNED,
      metrics: { predict_time: seconds },
    }));
    const { stdout } = await accuracy(runs.map((run) => JSON.stringify(run)).join("\n"), {
      name: "svd.jsonl",
      args: ["--model", "svd", "--price", "gpu-second=0.0014"],
    });

    expect(stdout).toMatch(/These rates keep ±20 % on all 3 clips, with a worst error of [\d.]+ %/);
    expect(stdout).toContain("VG_BASE_COST=0.00");
  });

  test.each([
    ["clip=0.5", "0.50"],
    ["output-second=0.1", "0.50"],
    ["gpu-second=$0.01", "0.30"],
  ])("takes runs as billed by --price %s", async (price, actual) => {
    const run = { status: "succeeded", metrics: { predict_time: 30, video_output_duration_seconds: 5 } };
    const { stdout } = await accuracy(JSON.stringify([run]), { name: "a.json", args: ["--price", price, "--json"] });

    expect(JSON.parse(stdout)).toMatchObject({ clips: [{ duration: 5, actual }] });
  });

  test("counts and lists every row that it does not compare", async () => {
    const done = {
      model: KLING,
      status: "succeeded",
      input: { duration: 5 },
      metrics: { video_output_duration_seconds: 5 },
    };
    const failed = Array.from({ length: 7 }, (_, index) => ({ id: `f${index}`, status: "failed", error: SIGNED }));
    const page = {
      next: "https://api.example/predictions?cursor=abc",
      results: [{ ...done, id: "a" }, ...failed, { ...done, id: "a" }, { ...done, id: "b" }, { ...done, model: SVD }],
    };
    const { stdout } = await accuracy(JSON.stringify(page, undefined, 1), { name: "a.json" });

    expect(stdout).toContain(`\
Not compared: 9 of 11 rows
  item 2, item 3, item 4, item 5, item 6 and 2 more: failed: there is no clip to compare, and the cost of such a run is not known
  item 9: the same id as on item 1
  item 11: the price of svd is not known (`);
    expect(stdout).toContain("The file is one page of a longer list");
  });

  test("judges each row by its own model's price, and finds the rates of each model", async () => {
    const rows = [
      [KLING, 5, "0.42"],
      [KLING, 10, "0.84"],
      ["x/y", 5, "0.265"],
      ["x/y", 8, "0.50"],
    ];
    const { stdout } = await accuracy(["model,duration,cost", ...rows].join("\n"));

    expect(stdout).toContain(`\
You paid $2.02; the estimates said $1.68, 17.1 % too low. On average an estimate is 15.1 % too low.

Estimated:
  2 clips with $0 a clip and $0.07 a second: the catalogue's price of kling-v2.5-turbo-pro
  2 clips with $0.10 a clip and $0.033 a second: the rates of production
`);
    expect(stdout).toContain(`\
MODEL                 CLIPS  WITHIN  ESTIMATED    PAID    ERROR     BIAS
kling-v2.5-turbo-pro      2       2     $1.050  $1.260  -16.7 %  -16.7 %
x/y                       2       1     $0.629  $0.765  -17.8 %  -13.6 %

kling-v2.5-turbo-pro: $0.00 a clip and $0.084 a second would bring the worst error from 16.7 % to 0 %
x/y: $`);
    expect(stdout).not.toContain("VG_BASE_COST");
  });

  test("judges estimates as they were recorded, whatever the prices are today", async () => {
    const settlements = [
      { key: "a", at: "2026-09-30T23:59:59Z", estimate: "0.35", actual: "0.35", details: { model: KLING } },
      { key: "b", at: "2026-10-01T00:00:00Z", estimate: "0.20", actual: "0.40", duration: 5 },
      { key: "a", at: "2026-10-02T00:00:00Z", estimate: "9", actual: "1" },
    ];
    const text = settlements.map((one) => JSON.stringify(one)).join("\n");
    const [recorded, byRates] = await Promise.all([
      runHere(["accuracy", "-"], { stdin: text, env: PRODUCTION }),
      runHere(["accuracy", "-", "--base-cost", "0.40", "--cost-per-second", "0", "--json"], { stdin: text }),
    ]);

    expect(recorded.stdout).toContain("Estimated as recorded before the clips were made.");
    expect(recorded.stdout).toContain("You paid $0.750; the estimates said $0.550, 26.7 % too low.");
    expect(recorded.stdout).toContain("line 3: the same id as on line 1");
    expect(recorded.stdout).toContain(`\
MONTH    CLIPS  WITHIN  ESTIMATED    PAID    ERROR     BIAS
2026-09      1       1     $0.350  $0.350   +0.0 %   +0.0 %
2026-10      1       0     $0.200  $0.400  -50.0 %  -50.0 %
`);
    expect(JSON.parse(byRates.stdout)).toMatchObject({
      clips: [
        { id: "a", at: "2026-09-30T23:59:59.000Z", estimate: "0.35" },
        { id: "b", estimate: "0.40", actual: "0.40" },
      ],
      origins: [
        { origin: "recorded", count: 1 },
        { baseCost: "0.40", count: 1 },
      ],
    });
  });

  test("judges recorded estimates of which nobody knows the length, also in the report and beside others", async () => {
    const rows = [
      { key: "a", estimate: "0.35", actual: "0.40", details: { model: KLING } },
      { key: "b", estimate: "0.35", actual: "0.36", details: { model: KLING } },
    ];
    const report = join(folder, "r.html");
    const models = join(folder, "models.json");
    const alone = await accuracy(rows.map((row) => JSON.stringify(row)).join("\n"), {
      name: "a.jsonl",
      args: ["--report", report, "--write-models", models],
    });
    const page = await readFile(report, "utf8");
    const mixed = await accuracy(
      [...rows, { duration: 5, cost: "0.30" }].map((row) => JSON.stringify(row)).join("\n"),
      {
        name: "b.jsonl",
        args: ["--report", report],
      },
    );

    expect(alone.stdout).toContain("At least 2 clips are needed to find new rates; there are 0.");
    expect(alone.stderr).toContain("Nothing to write to models.json");
    expect(page).not.toContain('href="#durations"');
    expect(mixed.stdout).toContain("Estimated:\n  2 clips as recorded\n  1 clip with $0.10 a clip and $0.033 a second");
    expect(await readFile(report, "utf8")).toContain('href="#durations"');
  });

  test("warns that the catalogue's own price proves nothing about itself", async () => {
    const run = {
      model: KLING,
      status: "succeeded",
      input: { duration: 5 },
      metrics: { video_output_duration_seconds: 5 },
    };
    const alone = await accuracy(JSON.stringify([run]), { name: "a.json" });
    const beside = await accuracy(JSON.stringify([run, { ...run, cost: "0.40" }]), { name: "a.json" });
    const judgedOtherwise = await accuracy(JSON.stringify([run]), {
      name: "a.json",
      args: ["--base-cost", "0.1", "--cost-per-second", "0.05"],
    });

    expect(alone.stdout).toContain("Every cost is the catalogue's own price times what was measured: this checks the");
    expect(beside.stdout).toContain("1 of 2 costs are the catalogue's own price times what was measured");
    expect(judgedOtherwise.stdout).not.toContain("the catalogue's own price");
  });

  test("writes the measured rates of the catalogue's models as a file of models", async () => {
    const rows = [
      [KLING, 5, "0.42"],
      [KLING, 10, "0.84"],
      ["x/y", 5, "0.265"],
      ["x/y", 8, "0.50"],
    ];
    const file = join(folder, "models.json");
    const { exitCode, stderr } = await accuracy(["model,duration,cost", ...rows].join("\n"), {
      args: ["--write-models", file],
    });
    const models: unknown = JSON.parse(await readFile(file, "utf8"));

    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: "Wrote models.json with the measured rates of kling-v2.5-turbo-pro; --models models.json uses them.\n",
    });
    expect(models).toEqual({
      "kling-v2.5-turbo-pro": {
        ...MODELS["kling-v2.5-turbo-pro"],
        prices: [
          {
            kind: "output-second",
            perSecond: "0.084",
            perClip: "0.00",
            asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
            source: "vg accuracy",
            note: "measured on 2 clips of 5 to 10 s",
          },
        ],
      },
    });
  });

  test("writes no file of models if none has better rates", async () => {
    const file = join(folder, "models.json");
    const { exitCode, stderr } = await accuracy(csv(KNOWN.hailuo), { args: ["--write-models", file] });

    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain("Nothing to write to models.json: no known model has better rates");
    expect(await readdir(folder)).toEqual(["actuals.csv"]);
  });

  test("prints everything as JSON, exactly", async () => {
    const { stdout } = await accuracy(
      csv([
        [6.125, "0.3021250000001"],
        [5, "0"],
      ]),
      { args: ["--json"] },
    );

    expect(JSON.parse(stdout)).toEqual({
      file: "actuals.csv",
      tolerance: "0.20",
      holds: true,
      count: 1,
      within: 1,
      bias: expect.closeTo(-3.31e-13, 15),
      meanAbsoluteError: expect.closeTo(3.31e-13, 15),
      worst: expect.objectContaining({ line: 2, duration: 6.125 }),
      estimated: "0.302125",
      paid: "0.3021250000001",
      totalError: expect.closeTo(-3.31e-13, 15),
      circular: 0,
      judged: { baseCost: "0.10", perSecond: "0.033", origin: "the rates of production" },
      origins: [{ count: 1, baseCost: "0.10", perSecond: "0.033", origin: "the rates of production" }],
      models: [expect.objectContaining({ count: 1, within: 1, holds: true, paid: "0.3021250000001" })],
      months: [],
      clips: [
        {
          line: 2,
          duration: 6.125,
          estimate: "0.302125",
          actual: "0.3021250000001",
          error: expect.any(Number),
          within: true,
        },
      ],
      setAside: [{ line: 3, reason: "cost-nothing", why: "it cost nothing, so its estimate has no relative error" }],
      hasNextPage: false,
    });
  });

  test("gives new rates as JSON with the clips that decide them", async () => {
    const { stdout } = await accuracy(csv(KNOWN.quadratic), { args: ["--json"] });

    expect(JSON.parse(stdout).newRates).toMatchObject({
      baseCost: "0.00",
      attainable: false,
      holds: false,
      attainableError: expect.closeTo(2 / 3, 5),
      binding: [{ line: 2 }, { line: 10 }],
    });
  });

  test.each([
    ["duration,cost\n6,0.298", "line 2"],
    ['{"duration":6,"cost":0.298}\n{"duration":6,"cost":0.298}', "line 1"],
    ['[{"duration":6,"cost":0.298}]', "item 1"],
  ])("reads stdin, whatever it holds: %j", async (stdin, place) => {
    const { exitCode, stdout } = await runHere(["accuracy", "-"], { stdin, env: PRODUCTION });

    expect({ exitCode, shown: stdout.includes(place) }).toEqual({ exitCode: 0, shown: true });
  });

  test("lets no secret of a prediction and no control character out", async () => {
    const run = {
      id: "\u001B]0;title\u0007p1",
      model: KLING,
      status: "succeeded",
      input: { duration: 5, start_image: SIGNED },
      output: SIGNED,
      logs: SIGNED,
      urls: { get: SIGNED },
      metrics: { video_output_duration_seconds: 5 },
    };
    const text = JSON.stringify([run, { ...run, id: "p2", status: "failed", error: SIGNED }]);
    const report = join(folder, "report.html");
    const runs = [
      await accuracy(text, { name: "a.json", args: ["--report", report] }),
      await accuracy(text, { name: "a.json", args: ["--json"] }),
      await accuracy(`${text},`, { name: "a.json" }),
      await accuracy(text.replace('"duration":5', `"duration":"${SIGNED}"`), { name: "a.json", args: ["--verbose"] }),
    ];
    const said = [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), await readFile(report, "utf8")]
      .join("\n")
      .replaceAll("\n", "");

    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 2, 2]);
    expect(said).not.toMatch(/canary|\p{Cc}/u);
  });
});

describe("the report of vg accuracy", () => {
  test("is written beside what is printed", async () => {
    const { exitCode, stdout, stderr } = await accuracy(csv(KNOWN.hailuo), {
      args: ["--report", join(folder, "r.html")],
    });
    const page = await readFile(join(folder, "r.html"), "utf8");

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "Wrote r.html.\n" });
    expect(stdout).toContain("VG_COST_PER_SECOND=0.045512");
    expect(page).toContain("VG_COST_PER_SECOND=0.045512");
    expect(page).toContain("actuals.csv");
    expect(page).not.toContain(folder);
    expect(page).toMatch(/^<!doctype html>[^]*<\/html>\s*$/);
  });

  test.each([
    ["the file of actuals is wrong", "duration,cost\n5,x", "r.html"],
    ["there is nothing to compare", "duration,cost\n5,0", "r.html"],
    ["its folder does not exist", "duration,cost\n5,1", "no/r.html"],
    ["it is a folder", "duration,cost\n5,1", "."],
  ])("is not written where %s, nor is anything else", async (_what, text, name) => {
    await writeFile(join(folder, "r.html"), "the report before");
    const { exitCode, stdout } = await accuracy(text, { args: ["--report", join(folder, name)] });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect((await readdir(folder)).toSorted()).toEqual(["actuals.csv", "r.html"]);
    expect(await readFile(join(folder, "r.html"), "utf8")).toBe("the report before");
  });
});

describe("vg accuracy refuses", () => {
  test.each([
    [["--tolerance", "20"], '--tolerance must be a share from 0 to 1, such as 0.20 for ±20 %, not "20"'],
    [["--tolerance", "20%"], "--tolerance must be a share"],
    [["--tolerance=-0.1"], "--tolerance must be a share"],
    [["--decimals", "13"], "--decimals must be a whole number from 0 to 12"],
    [["--worst", "all"], "--worst must be a whole number"],
    [["--price", "0.07"], "--price must say how runs are billed, in dollars: gpu-second=0.0014"],
    [["--price", "hour=0.07"], "--price must say how runs are billed"],
    [["--price", "clip=-1"], "--price must say how runs are billed"],
    [["--base-cost", "0.1"], "--cost-per-second is missing; rates are a pair"],
    [["--cost-per-second", "0.1"], "--base-cost is missing; rates are a pair"],
    [
      ["--base-cost", "abc", "--cost-per-second", "0.1"],
      'error: --base-cost must be an amount of dollars such as 0.02, with at most 12 decimals and no leading zeros, not "abc"\n',
    ],
    [["--base-cost", "0", "--cost-per-second=-1"], "--cost-per-second must be an amount of dollars"],
    [["--base-cost", "0", "--cost-per-second", "0.1234567890123"], "--cost-per-second must be an amount of dollars"],
    [
      ["--base-cost", "", "--cost-per-second", "0.1"],
      "--base-cost must be an amount of dollars such as 0.02, with at most 12 decimals",
    ],
    [["--environment", "prod"], "Allowed choices are production, staging, development."],
    [["--model", "svdd"], 'not "svdd"; did you mean svd?'],
    [["--format", "xml"], "Allowed choices are jsonl, json, csv."],
    [["--repotr", "x.html"], "unknown option '--repotr'"],
    [["another.csv"], "too many arguments"],
  ])("%j with exit code 2 and the fix", async (args, message) => {
    const { exitCode, stdout, stderr } = await accuracy("duration,cost\n6,0.298", { args });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });

  test.each([
    ["a.csv", "", "error: a.csv: is empty; its first line must be a header such as duration,cost\n"],
    ["a.csv", "duration,cost\n", "error: a.csv contains no rows; `vg accuracy --help` shows what it can contain\n"],
    ["a.json", "[]", "error: a.json contains no rows; `vg accuracy --help` shows what it can contain\n"],
    [
      "a.csv",
      "duration,cost\n5,0\n6,0",
      "error: a.csv contains no clip to compare.\nNot compared: 2 of 2 rows\n  line 2, line 3: it cost nothing, so its estimate has no relative error\n",
    ],
    [
      "a.json",
      '[\n{"duration":5,"cost":1},\n{"duration":"five","cost":1},\n\n{"cost":-1}]',
      `error: a.json, line 3 (item 2), duration: must be the seconds of the clip, a number of at least 0 such as 5 or 6.125, not "five"
a.json, line 5 (item 3), cost: must be dollars, a decimal of at least 0 such as "0.29", not -1
`,
    ],
  ])("%s with %j", async (name, text, message) => {
    const { exitCode, stdout, stderr } = await accuracy(text, { name });

    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: "", stderr: message });
  });

  test("a file that is not there, a folder and a text that is not UTF-8", async () => {
    await writeFile(join(folder, "utf16.csv"), Buffer.from("\uFEFFduration,cost", "utf16le"));
    const runs = await Promise.all(
      ["none.csv", ".", "utf16.csv"].map((name) => runHere(["accuracy", join(folder, name)])),
    );

    expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr.replaceAll(folder, "")])).toEqual([
      [2, "error: /none.csv does not exist; check the path\n"],
      [2, "error:  is a folder; name a file in it\n"],
      [2, "error: /utf16.csv is not UTF-8 text; save it as UTF-8\n"],
    ]);
  });

  test("a configuration that is wrong", async () => {
    const { exitCode, stderr } = await accuracy("duration,cost\n6,0.298", { env: { VG_FPS: "0" } });

    expect(exitCode, stderr).toBe(2);
    expect(stderr).toContain("VG_FPS must be a whole number from 1 to 60");
  });
});

interface Options {
  readonly name?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function accuracy(text: string, { name = "actuals.csv", args = [], env = {} }: Options = {}): Promise<MainRun> {
  const file = join(folder, name);
  await writeFile(file, text);
  const run = await runHere(["accuracy", file, ...args], { env: { ...PRODUCTION, ...env } });
  return { ...run, stdout: run.stdout.replaceAll(`${folder}/`, ""), stderr: run.stderr.replaceAll(`${folder}/`, "") };
}

function csv(rows: readonly (readonly [duration: number, cost: string])[]): string {
  return ["duration,cost", ...rows.map((row) => row.join(","))].join("\n");
}
