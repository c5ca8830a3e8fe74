import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { runEmulator } from "../src/emulator/run-emulator.ts";
import { openTerminal } from "../src/terminal.ts";
import { captureStreams } from "./support/capture-streams.ts";
import { runHere } from "./support/run-here.ts";
import { runInTerminal, runVg, startVg } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

describe("vg emulator", () => {
  test("serves a folder's folders as buckets to whoever exports what it prints", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "images"));
    writeFileSync(join(folder, "images", "boat.png"), "not looked at by a signature");
    writeFileSync(join(folder, "images", "b\u00F6at.png"), "no legal key");
    const { env, stderr } = await startEmulatorProcess(["--dir", folder]);
    const run = await runHere(["plan", "-"], {
      env,
      stdin: JSON.stringify({
        jobId: "film",
        clipPrompts: [
          { prompt: "a", duration: 1, imageUrl: `${env["SUPABASE_URL"]}/storage/v1/object/images/boat.png` },
        ],
      }),
    });

    expect(run.exitCode, run.stderr + run.stdout).toBe(0);
    expect(run.stdout).toContain("1 signed URL");
    expect(stderr()).toContain("is left out: Supabase Storage takes no bucket or object of that name");
    expect(stderr()).toContain(`Each folder of ${folder} is a bucket`);
  });

  test("says of each file that it leaves out why", async () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    mkdirSync(join(folder, "images"));
    mkdirSync(join(folder, "no&bucket\u00E4"));
    writeFileSync(join(folder, "images", "b\u00F6at.png"), "no legal key");
    writeFileSync(join(folder, "no&bucket\u00E4", "boat.png"), "in no legal bucket");
    writeFileSync(join(folder, "top.png"), "in no bucket");
    symlinkSync(elsewhere, join(folder, "linked"));
    const controller = new AbortController();
    const { context, stderr } = captureStreams({ signal: controller.signal });
    const running = runEmulator({ dir: `${folder}/`, port: "0" }, openTerminal(context, {}));
    await vi.waitFor(() => expect(stderr.text).toContain("Ctrl-C ends it"), { timeout: 30_000 });
    controller.abort();
    await running;

    const name = "Supabase Storage takes no bucket or object of that name";
    expect(
      stderr.text
        .split("\n")
        .filter((line) => line.includes("left out"))
        .toSorted(),
    ).toEqual(
      [
        ["images/b\u00F6at.png", name],
        ["linked", "it is a link to a folder, and only folders themselves are buckets; copy it"],
        ["no&bucket\u00E4/boat.png", name],
        ["top.png", "it is in no folder, so in no bucket; move it into one"],
      ].map(([file = "", reason = ""]) => `warning: ${join(folder, file)} is left out: ${reason}`),
    );
  });

  test("is what vg doctor finds well", async () => {
    const { env } = await startEmulatorProcess([]);
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("ok       svd: ");
  });

  test("says on stderr what to do, unless it is to be quiet", async () => {
    const { env, stderr } = await startEmulatorProcess(["--quiet"]);

    expect(Object.keys(env)).toEqual([
      "SUPABASE_URL",
      "SUPABASE_SERVICE_ROLE_KEY",
      "REPLICATE_BASE_URL",
      "REPLICATE_API_TOKEN",
    ]);
    expect(stderr()).toBe("");
  });

  test.each([
    ["a process", runVg],
    ["a run here", runHere],
  ])("names a port that is taken, and the way out, as %s", async (_what, run) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { exitCode, stdout, stderr } = await run(["emulator", "--port", port]);

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(`--port ${port} cannot be used`);
    expect(stderr).toContain("0 for a free one");
  });

  test("does here what it does as a process, until it is aborted", async () => {
    const controller = new AbortController();
    const folder = temporaryFolder();
    mkdirSync(join(folder, "images"));
    writeFileSync(join(folder, "images", "b#at.png"), "no legal key");
    const { context, stdout, stderr } = captureStreams({ signal: controller.signal });
    const running = runEmulator({ dir: folder, port: "0" }, openTerminal(context, {}));
    await vi.waitFor(() => expect(stderr.text).toContain("Ctrl-C ends it"), { timeout: 30_000 });
    controller.abort();

    expect(await running).toBe(0);
    expect(stdout.text).toMatch(
      /^export SUPABASE_URL=.+\nexport SUPABASE_SERVICE_ROLE_KEY=.+\nexport REPLICATE_BASE_URL=http:.+\/v1\nexport REPLICATE_API_TOKEN=r8_.+\n$/,
    );
    expect(stderr.text).toContain("is left out");
  });

  test("does not begin when it is aborted already", async () => {
    const { context } = captureStreams({ signal: AbortSignal.abort() });

    expect(await runEmulator({ port: "0" }, openTerminal(context, {}))).toBe(0);
  });

  test("ends on Ctrl-C", async () => {
    const run = runInTerminal(["emulator"]);
    await run.shows("Ctrl-C ends it");
    run.type("\u0003");

    expect((await run.ended).signal).toBe(2);
  });
});

/** Starts the emulator as a process of its own, and reads the variables that it prints. */
async function startEmulatorProcess(argv: readonly string[]) {
  const child = startVg(["emulator", ...argv]);
  onTestFinished(() => void child.kill());
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const env: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name = "", value = ""] = /^export (\w+)=(.+)$/.exec(line) ?? [];
    env[name] = value;
    if (name === "REPLICATE_API_TOKEN") break;
  }
  return { env, stderr: () => stderr };
}
