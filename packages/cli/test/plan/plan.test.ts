import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { loadConfig } from "@vg/config";
import { parseJob, parsePlan } from "@vg/plan";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, onTestFinished, test } from "vitest";
import { showPlan } from "../../src/plan/show-plan.ts";
import { openTerminal } from "../../src/terminal.ts";
import { captureStreams } from "../support/capture-streams.ts";
import { startEmulated } from "../support/emulated.ts";
import { runHere } from "../support/run-here.ts";
import { runInShell, runInTerminal, runVg, startVg } from "../support/run-vg.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const JOB = parseJob({ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4 }] });

describe("vg plan", () => {
  test("plans a job from stdin with the three variables of an emulator", async () => {
    const { env, url } = await startEmulated();
    const { exitCode, stdout, stderr } = await runHere(["plan", "-"], {
      env,
      stdin: job([{ imageUrl: url("images/boat.png") }, { imageUrl: url("images/gone.png") }, {}]),
    });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("1  a boat    4 -> 4.167  svd            $0.013334  signed URL\n");
    expect(stdout).toContain("2  a boat    4 -> 6.125  cogvideox-t2v  $0.017250  text only: image not found\n");
    expect(stdout).toContain("3  a boat    4 -> 6.125  cogvideox-t2v  $0.017250  text only: no image\n");
    expect(stdout).toContain("total          12 -> 16.417                 $0.047834  1 signed URL, 2 text only\n");
    expect(stderr).toBe("");
  });

  test("says plainly that an image is on another server, and asks no server for it", async () => {
    const { emulator, env } = await startEmulated();
    const imageUrl = "https://abc.supabase.co/storage/v1/object/images/boat.png";
    const { exitCode, stdout, stderr } = await runHere(["plan", "-"], { env, stdin: job([{ imageUrl }]) });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("text only: its image is on another server than SUPABASE_URL");
    expect(emulator.requests.map(({ route }) => route)).toEqual(["files.list"]);
  });

  test.each([
    [["--trusted-origin", "https://images.example.com"], {}],
    [["--trusted-origin", "https://a.example", "--trusted-origin=https://images.example.com/"], {}],
    [[], { VG_TRUSTED_ORIGINS: "https://a.example, https://images.example.com" }],
  ])("signs the images of a server that %j or %j trusts", async (options, variables) => {
    const { emulator, env } = await startEmulated();
    const imageUrl = "https://images.example.com/storage/v1/object/images/boat.png";
    const stdin = job([{ imageUrl }]);
    const without = await runHere(["plan", "-"], { env, stdin });
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", ...options], {
      env: { ...env, ...variables },
      stdin,
    });

    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain("1 signed URL");
    expect(without.stdout).toContain("if that server has the project's images, name it with --trusted-origin");
    expect(emulator.requests.filter(({ route }) => route === "object.sign-batch")).toHaveLength(1);
  });

  test.each(["images.example.com", "https://images.example.com/storage", "https://me:canary@images.example.com"])(
    "refuses to trust %s, in the option's and in the variable's name",
    async (origin) => {
      const option = await runHere(["plan", "-", "--trusted-origin", origin], { stdin: job([{}]) });
      const variable = await runHere(["plan", "-"], { stdin: job([{}]), env: { VG_TRUSTED_ORIGINS: origin } });

      expect([option.exitCode, variable.exitCode], option.stderr + variable.stderr).toEqual([2, 2]);
      expect(option.stderr).toContain("--trusted-origin must be servers such as https://images.example.com");
      expect(variable.stderr).toContain("VG_TRUSTED_ORIGINS must be servers such as https://images.example.com");
      expect(option.stderr + variable.stderr).not.toContain("canary");
    },
  );

  test("asks Storage for all signatures in one request, and moves no image", async () => {
    const { emulator, env, url } = await startEmulated();
    const clips = Array.from({ length: 30 }, (_, at) => ({
      imageUrl: url(`images/${at % 2 === 0 ? "boat" : "harbour"}.png`),
    }));
    await runHere(["plan", "-"], { env, stdin: job(clips) });

    expect(emulator.requests.map(({ route }) => route)).toEqual(["files.list", "object.sign-batch"]);
  });

  test("shows no token of a signed URL in the table, and keeps plan.json for its owner", async () => {
    const { env, url } = await startEmulated();
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "job.json"), job([{ imageUrl: url("images/boat.png") }]));
    const { exitCode, stdout, stderr } = await runHere(["plan", "job.json", "--out", "plan.json"], { env, cwd });
    const text = readFileSync(join(cwd, "plan.json"), "utf8");

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout + stderr).not.toContain("token=");
    expect(text).toContain("token=");
    expect(statSync(join(cwd, "plan.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd).toSorted()).toEqual(["job.json", "plan.json"]);
    expect(stderr).toContain("Wrote plan.json; only you can read it, as it contains signed URLs.");
  });

  test("narrows the rights of a plan.json that others could read", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "plan.json"), "old", { mode: 0o644 });
    const { stderr } = await runHere(["plan", "-", "--out", "plan.json"], { cwd, stdin: job([{}]) });

    expect(stderr).toContain("Wrote plan.json; only you can read it.");
    expect(statSync(join(cwd, "plan.json")).mode & 0o777).toBe(0o600);
    expect(parsePlan(JSON.parse(readFileSync(join(cwd, "plan.json"), "utf8"))).clips).toHaveLength(1);
  });

  test("prints with --json the plan that its published schema describes", async () => {
    const { env, url } = await startEmulated();
    const { stdout } = await runHere(["plan", "-", "--json", "--budget", "0.02", "--quiet"], {
      env,
      stdin: job([{ imageUrl: url("images/boat.png") }, {}]),
    });
    const plan: unknown = JSON.parse(stdout);

    expect(schemaProblems(plan)).toEqual([]);
    expect(parsePlan(plan)).toEqual(plan);
    expect(plan).toMatchObject({
      format: "vg-plan/2",
      jobId: "film",
      total: { amount: "0.030584", currency: "USD" },
      budget: { withinBudget: false, firstClipOver: 1, affordableClips: 1 },
      clips: [
        {
          model: { name: "svd", resolved: true },
          image: { via: "signed-url", object: { bucket: "images", path: "boat.png" } },
        },
        { model: { name: "cogvideox-t2v", resolved: true }, image: { via: "none", reason: "no-image" } },
      ],
    });
  });

  test("hands over bytes as a file, which the plan says how to make again, where Replicate has no token", async () => {
    const { env, url } = await startEmulated();
    const { SUPABASE_URL = "", SUPABASE_SERVICE_ROLE_KEY = "" } = env;
    const { stdout } = await runHere(["plan", "-", "--json"], {
      env: { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY },
      stdin: job([{ imageUrl: url("images/boat.png") }]),
    });
    const plan: unknown = JSON.parse(stdout);

    expect(schemaProblems(plan)).toEqual([]);
    expect(plan).toMatchObject({
      clips: [
        {
          image: {
            via: "file",
            imageUrl: url("images/boat.png"),
            mediaType: "image/png",
            width: 160,
            height: 90,
            bytes: 1450,
          },
        },
      ],
    });
  });

  test("names images without preparing them with --no-images, and needs no variables", async () => {
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", "--no-images", "--json"], {
      stdin: job([{ imageUrl: "https://abc.supabase.co/storage/v1/object/images/boat.png" }]),
    });
    const plan: unknown = JSON.parse(stdout);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(schemaProblems(plan)).toEqual([]);
    expect(plan).toMatchObject({
      clips: [{ model: { name: "svd" }, image: { via: "not-prepared", object: { bucket: "images" } } }],
    });
  });

  test.each([
    ["5.00", 0, "Within the budget of $5.00: $4.9655 left."],
    ["0.0345", 0, "Within the budget of $0.0345: $0.00 left."],
    ["0.026", 3, "Over the budget of $0.026 by $0.0085: the first 1 of 2 clips fit."],
    ["0.02", 3, "---- the budget of $0.02 ends here ----\n    2"],
    ["0", 3, "Over the budget of $0.00 by $0.0345: not even the first clip fits."],
  ])("with a budget of %s ends with %d and says %j", async (budget, exitCode, text) => {
    const run = await runHere(["plan", "-", "--budget", budget], { stdin: job([{}, {}]) });

    expect(run.exitCode, run.stderr + run.stdout).toBe(exitCode);
    expect(run.stdout).toContain(text);
  });

  test("prints the price's source and age", async () => {
    const { stdout } = await runHere(["plan", "-", "--model", "veo-3.1-lite"], { stdin: job([{}]) });

    expect(stdout).toMatch(
      /Price: \$0\.05 a second: the price of veo-3\.1-lite, as of 2026-10-08 \(\d+ days ago.*\), https:\/\/replicate\.com\/google\/veo-3\.1-lite/,
    );
  });

  test("says what is missing for a job with images, and how to do without", async () => {
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", "--quiet"], {
      stdin: job([{ imageUrl: "https://abc.supabase.co/storage/v1/object/images/boat.png" }]),
    });

    expect(exitCode, stderr + stdout).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("SUPABASE_URL is required and missing");
    expect(stderr).toContain("SUPABASE_SERVICE_ROLE_KEY is required and missing");
    expect(stderr).toContain("--no-images");
  });

  test.each([
    [[], "Preparing images", true],
    [["--quiet"], "Preparing images", false],
    [["--verbose"], "Preparing images", false],
    [["--verbose"], '"jobId":"film"', true],
  ])("in a terminal with %j shows %j: %s", async (options, text, shown) => {
    const { env, url } = await startEmulated();
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "job.json"), job([{ imageUrl: url("images/boat.png") }]));
    const run = runInTerminal(["plan", "job.json", ...options], { env, cwd });

    expect((await run.ended).exitCode, run.screen()).toBe(0);
    expect(run.screen().includes(text)).toBe(shown);
  });

  test("keeps colours to itself with NO_COLOR or --no-color", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "job.json"), job([{}]));
    const plain = runInTerminal(["plan", "job.json"], { cwd, env: { NO_COLOR: "1" } });
    const option = runInTerminal(["plan", "job.json", "--no-color"], { cwd, env: { VG_TYPO: "1" } });
    const wrong = runInTerminal(["--no-color", "plan", "none.json"], { cwd });
    const coloured = runInTerminal(["plan", "job.json"], { cwd });
    await Promise.all([plain, option, wrong, coloured].map(({ ended }) => ended));

    for (const run of [plain, option, wrong]) expect(run.screen()).not.toContain("\u001B[");
    expect(option.screen()).toContain("warning: VG_TYPO");
    expect(wrong.screen()).toContain("error: none.json");
    expect(coloured.screen()).toContain("\u001B[33mWarnings");
  });

  test.each([
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    [{ NO_COLOR: "1" }, false],
    [{}, false],
  ])("in a pipe with %j has colours: %s, and says nothing about it", async (colours, coloured) => {
    const env = { VG_TYPO: "1", ...colours };
    const { stdout, stderr } = await runVg(["plan", "-"], { env, stdin: job([{}]) });
    const without = await runHere(["plan", "-", "--no-color"], { env, stdin: job([{}]) });

    expect(without.stdout + without.stderr).not.toContain("\u001B[");
    expect(stdout.includes("\u001B[")).toBe(coloured);
    expect(stderr.includes("\u001B[")).toBe(coloured);
    expect(stderr).not.toContain("(node:");
  });

  test("ends at once on Ctrl-C, with the terminal as it was and nothing written", async () => {
    const { emulator, env, url } = await startEmulated();
    emulator.fault({ route: "object.sign-batch", kind: "hang", times: Number.POSITIVE_INFINITY });
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "job.json"), job([{ imageUrl: url("images/boat.png") }]));
    const run = runInTerminal(["plan", "job.json", "--out", "plan.json"], { env, cwd });
    await run.shows("0/1");
    run.type("\u0003");
    const { signal } = await run.ended;

    expect(signal).toBe(2);
    expect(run.screen()).toContain("\u001B[?7h");
    expect(readdirSync(cwd)).toEqual(["job.json"]);
  });

  test("ends by SIGTERM when a supervisor asks for it", async () => {
    const { emulator, env, url } = await startEmulated();
    const signing = new Promise<void>((resolve) => {
      emulator.fault({ route: "object.sign-batch", kind: "hang", when: () => (resolve(), true) });
    });
    const child = startVg(["plan", "-"], { env });
    child.stdin.end(job([{ imageUrl: url("images/boat.png") }]));
    const ended = new Promise((resolve) => {
      child.once("close", (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await signing;
    child.kill("SIGTERM");

    expect(await ended).toEqual({ exitCode: null, signal: "SIGTERM" });
  });

  test.each([
    [{}, 0],
    [{ "--budget": "0.01" }, 3],
  ])("does here what it does as a process with %j: ends with %d", async (options, exitCode) => {
    const { env, url } = await startEmulated();
    const folder = temporaryFolder();
    const argv = ["plan", "-", ...Object.entries(options).flat(), "--out", join(folder, "plan.json")];
    const stdin = job([{ imageUrl: url("images/boat.png") }, { imageUrl: url("images/gone.png") }]);
    const here = await runHere(argv, { env, stdin });
    const there = await runVg(argv, { env, stdin });

    expect(here).toEqual({ exitCode, stdout: there.stdout, stderr: there.stderr });
    expect(there.exitCode, there.stderr + there.stdout).toBe(exitCode);
  });

  test("warns of a version that has to be resolved before the plan can run", async () => {
    const { stdout, stderr } = await runHere(["plan", "-"], {
      stdin: job([{}]),
      env: { SVD_MODEL_VERSION: "3f0457f4613a" },
    });

    expect(stderr).toContain("warning: ");
    expect(stderr).toContain("SVD_MODEL_VERSION");
    expect(stdout).toContain("1 text only");
  });

  test.each([
    [["images/gone.png"], true],
    [["images/gone.png", "images/boat.png"], false],
    [[], false],
  ])("with the images %j points at vg doctor: %s", async (keys, points) => {
    const { env, url } = await startEmulated();
    const { stderr } = await runHere(["plan", "-"], {
      env,
      stdin: job([{}, ...keys.map((key) => ({ imageUrl: url(key) }))]),
    });

    expect(stderr.includes("no image could be prepared; `vg doctor` looks for the cause")).toBe(points);
  });

  test.each([
    [[], 0],
    [["--require-images"], 4],
  ])("with odd URLs and %j plans every clip, says what is wrong with each, and ends with %d", async (options, code) => {
    const { env, url } = await startEmulated();
    const good = url("images/boat.png");
    const list = good.replace("/object/", "/object/list/");
    const user = good.replace("//", "//me:canary@");
    const stdin = job([good, list, user, "boat.png"].map((imageUrl) => ({ imageUrl })));
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", ...options], { env, stdin });

    expect(exitCode, stderr + stdout).toBe(code);
    expect(stdout).toContain("1 signed URL, 3 text only");
    expect(stdout).toContain("clip 2: made without its image: no Supabase Storage URL; the URL lists a bucket");
    expect(stdout).toContain(
      "clip 3: made without its image: its image is on another server than SUPABASE_URL; the URL has a",
    );
    expect(stdout).toContain(
      "clip 4: made without its image: no Supabase Storage URL; the URL does not start with http",
    );
    expect(stdout).not.toContain("--trusted-origin");
    expect(stdout + stderr).not.toContain("canary");
  });

  describe("puts no file in the place of what it reads or writes", () => {
    test.each([
      ["its own name", ["plan", "job.json", "--out", "job.json"]],
      ["another name of it", ["plan", "job.json", "--out", "./job.json"]],
      ["a link to it", ["plan", "job.json", "--out", "link.json"]],
      ["the actuals of a report", ["accuracy", "job.json", "--report", "job.json"]],
    ])("%s", async (_, argv) => {
      const { cwd, text } = folderWithJob();
      const { exitCode, stdout, stderr } = await runHere(argv, { cwd });

      expect(exitCode, stderr + stdout).toBe(2);
      expect(stderr).toContain("is the file that the command reads");
      expect(readFileSync(join(cwd, "job.json"), "utf8")).toBe(text);
    });

    test.each([
      ["stdin", "plan - --out job.json < job.json", "is the file that the command reads"],
      ["stdout", "plan job.json --out plan.txt > plan.txt", "is the file that stdout goes to"],
    ])("%s", (_, command, reason) => {
      const { cwd, text } = folderWithJob();
      const { status, stderr } = runInShell(command, { cwd });

      expect(status, stderr).toBe(2);
      expect(stderr).toContain(reason);
      expect(readFileSync(join(cwd, "job.json"), "utf8")).toBe(text);
    });
  });

  test("puts no file in the place of a socket, a pipe or a device", async () => {
    const file = join(temporaryFolder(), "socket");
    const server = createServer().listen(file);
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", "--out", file], { stdin: job([{}]) });

    expect(exitCode, stderr + stdout).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`--out ${file} is not an ordinary file and would be replaced by one; name another`);
    expect(statSync(file).isSocket()).toBe(true);
  });

  test("says why a plan could not be written, and writes none", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "x".repeat(300));
    const { exitCode, stdout, stderr } = await runHere(["plan", "-", "--out", file], { stdin: job([{}]) });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stderr).toContain("cannot be written: ENAMETOOLONG");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("writes no plan that it cannot show", async () => {
    const out = join(temporaryFolder(), "plan.json");
    const { stdout } = await runHere(["plan", "-", "--json"], { stdin: job([{}]) });
    const plan = parsePlan(JSON.parse(stdout));
    const total = { amount: `0.${"0".repeat(150)}1`, currency: "USD" } as const;
    const terminal = openTerminal(captureStreams().context, {});

    const shown = { plan: { ...plan, total }, job: JOB, config: loadConfig({ env: {}, onWarning: () => {} }) };

    await expect(showPlan(shown, { out }, terminal)).rejects.toThrow("decimals");
    expect(existsSync(out)).toBe(false);
  });

  test("says what is missing here as it does as a process", async () => {
    const { exitCode, stdout, stderr } = await runHere(["plan", "-"], {
      stdin: job([{ imageUrl: "https://abc.supabase.co/storage/v1/object/images/boat.png" }]),
    });

    expect(exitCode, stderr + stdout).toBe(2);
    expect(stderr).toContain("price the job without its images: --no-images");
  });

  test("ends quietly when its reader has gone", async () => {
    const child = startVg(["plan", "-", "--json", "--quiet"]);
    child.stdout.destroy();
    child.stdin.end(job(Array.from({ length: 200 }, () => ({}))));
    const [exitCode, stderr] = await new Promise<[number | null, string]>((resolve) => {
      let text = "";
      child.stderr.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      child.once("close", (code) => resolve([code, text]));
    });

    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
  });

  test("writes with --report a page for its owner alone", async () => {
    const { env, url } = await startEmulated();
    const cwd = temporaryFolder();
    const stdin = job([{ imageUrl: url("images/boat.png"), model: "veo-3.1-lite" }]);
    const { exitCode, stderr } = await runHere(["plan", "-", "--report", "plan.html"], { cwd, env, stdin });
    const page = readFileSync(join(cwd, "plan.html"), "utf8");

    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain("Wrote plan.html; only you can read it, as it contains signed URLs.");
    expect(statSync(join(cwd, "plan.html")).mode & 0o777).toBe(0o600);
    expect(page).toContain("token=");
    expect(page).toContain("$0.20");
  });

  test("says which model was meant", async () => {
    const { exitCode, stderr } = await runHere(["plan", "-", "--model", "sdv"], { stdin: job([{}]) });

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--model must be svd, .* or one of \d+ more, not "sdv"; did you mean svd\?/);
  });

  test("keeps the wishes of clips, and refuses a field that a job does not have", async () => {
    const clip = { model: "veo-3.1-lite", seed: 42, resolution: "720p" };
    const { stdout } = await runHere(["plan", "-", "--json"], { stdin: job([clip]) });
    const wrong = await runHere(["plan", "-"], { stdin: job([{ sed: 42 }]) });

    expect(parsePlan(JSON.parse(stdout)).clips[0]).toMatchObject({
      run: { model: "google/veo-3.1-lite" },
      input: { seed: 42, resolution: "720p", duration: 4 },
    });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('clipPrompts[0].sed (clip 1) is not a field; rename it to "seed"');
  });

  test.each([
    ["at-least", 0, "7 -> 10"],
    ["nearest", 0, "7 -> 5"],
    ["exact", 2, "clipPrompts[0].duration (clip 1)"],
  ])("with --lengths %s ends with %d and shows %j", async (lengths, exitCode, text) => {
    const run = await runHere(["plan", "-", "--model", "kling-v2.5-turbo-pro", "--lengths", lengths], {
      stdin: job([{ duration: 7 }]),
    });

    expect(run.exitCode, run.stderr + run.stdout).toBe(exitCode);
    expect(run.stdout + run.stderr).toContain(text);
  });

  test("warns of nothing that nobody asked for", async () => {
    const stdin = job([{ model: "veo-3.1-lite" }, { model: "kling-v2.6", duration: 5 }]);
    const { stdout, stderr } = await runHere(["plan", "-"], { stdin });

    expect(stdout).not.toContain("Warnings");
    expect(stderr).toBe("");
  });

  test.each([
    [["images/gone.png", "images/boat.png"], ["--require-images"], 4],
    [["images/gone.png"], ["--require-images", "--budget", "0.001"], 3],
    [["images/gone.png", "images/missing.png"], ["--require-images"], 4],
    [["images/gone.png"], [], 0],
    [["images/boat.png"], ["--require-images"], 0],
    [[], ["--require-images"], 0],
  ])("with the images %j and %j ends with %d", async (keys, options, exitCode) => {
    const { env, url } = await startEmulated();
    const stdin = job([{}, ...keys.map((key) => ({ imageUrl: url(key) }))]);
    const run = await runHere(["plan", "-", ...options], { env, stdin });

    expect(run.exitCode, run.stderr + run.stdout).toBe(exitCode);
    const gone = keys.filter((key) => !key.endsWith("boat.png")).length;
    const what = gone === 1 ? "the image of 1 clip" : `the images of ${gone} clips`;
    expect(run.stderr.includes(`${what} could not be prepared, and --require-images was given`)).toBe(
      gone > 0 && options.length > 0,
    );
  });

  test("cannot require images and leave them alone", async () => {
    const { exitCode, stderr } = await runHere(["plan", "-", "--no-images", "--require-images"], { stdin: job([{}]) });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("--require-images and --no-images contradict each other");
  });

  test("signs URLs for as long as --signed-url-ttl says", async () => {
    const { env, url } = await startEmulated();
    const stdin = job([{ imageUrl: url("images/boat.png") }]);
    const { stdout } = await runHere(["plan", "-", "--json", "--signed-url-ttl", "120"], { env, stdin });
    const { clips, createdAt } = parsePlan(JSON.parse(stdout));
    const image = clips[0]?.image;
    const expiresAt = image?.via === "signed-url" ? Date.parse(image.expiresAt ?? "") : Number.NaN;

    expect((expiresAt - Date.parse(createdAt)) / 1000).toBeGreaterThan(60);
    expect((expiresAt - Date.parse(createdAt)) / 1000).toBeLessThanOrEqual(121);
  });

  test("leaves out remarks with -q and warnings with -qq", async () => {
    const { env, url } = await startEmulated();
    const out = join(temporaryFolder(), "plan.json");
    const stdin = job([{ imageUrl: url("images/gone.png") }]);
    const loud = await runHere(["plan", "-", "--out", out], { env, stdin });
    const quiet = await runHere(["plan", "-", "--out", out, "-q"], { env, stdin });
    const silent = await runHere(["plan", "-", "--out", out, "-qq"], { env, stdin });

    expect(loud.stderr).toMatch(/Wrote .*\n?warning: no image|warning: no image .*\n?Wrote/s);
    expect(quiet.stderr).toBe("warning: no image could be prepared; `vg doctor` looks for the cause\n");
    expect(silent.stderr).toBe("");
  });

  test("shortens prompts at words to a terminal of 80 columns, on which nothing is longer", async () => {
    const cwd = temporaryFolder();
    const prompt = "a fishing boat leaves the harbour\nat dawn, gulls over the water, slow pan to the left";
    writeFileSync(join(cwd, "job.json"), job([{ prompt, model: "veo-3.1-lite", duration: 3 }]));
    const run = runInTerminal(["plan", "job.json", "--no-color"], { cwd, cols: 80, env: { VG_TYPO: "1" } });
    await run.ended;
    const lines = run.screen().split("\r\n");

    expect(run.screen()).toContain("a fishing boat...");
    expect(lines.filter((line) => line.length > 80 && !/^\S*https:/.test(line.trim()))).toEqual([]);
  });
});

function folderWithJob(): { readonly cwd: string; readonly text: string } {
  const cwd = temporaryFolder();
  const text = job([{}]);
  writeFileSync(join(cwd, "job.json"), text);
  symlinkSync("job.json", join(cwd, "link.json"));
  return { cwd, text };
}

function job(clips: readonly object[]): string {
  return JSON.stringify({
    jobId: "film",
    clipPrompts: clips.map((clip) => ({ prompt: "a boat", duration: 4, ...clip })),
  });
}

function schemaProblems(plan: unknown): unknown[] {
  const ajv = addFormats.default(new Ajv({ strict: true, allErrors: true }));
  const schema: unknown = JSON.parse(readFileSync(new URL(import.meta.resolve("@vg/plan/plan.schema.json")), "utf8"));
  if (typeof schema !== "object" || schema === null) throw new TypeError("The schema is no object.");
  ajv.validate(schema, plan);
  return ajv.errors ?? [];
}
