import { createServer } from "node:net";
import { MODELS } from "@vg/config";
import { describe, expect, test } from "vitest";
import { addModels } from "../../src/emulator/run-emulator.ts";
import { startEmulated } from "../support/emulated.ts";
import { runHere } from "../support/run-here.ts";
import { runInTerminal, runVg } from "../support/run-vg.ts";

const SVD = "stability-ai/stable-video-diffusion:3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";

describe("vg doctor", () => {
  test("finds nothing wrong with an emulator", async () => {
    const { emulator, env } = await startEmulated();
    addModels(emulator, MODELS);
    const { exitCode, stdout, stderr } = await runVg(["doctor"], { env });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "ok       configuration: development, svd; `vg config` shows every value and its origin",
      `ok       Supabase: ${emulator.supabase.url} is reached, the key works; 1 bucket`,
      "ok       signed URLs: one was made, and fetched without the key",
      "ok       Replicate: reached, the token works",
      `ok       svd: ${SVD} exists`,
      expect.stringMatching(
        /^ok       cogvideox-t2v: thudm\/cogvideox-t2v:latest is thudm\/cogvideox-t2v:[0-9a-f]{64} now$/,
      ),
      "ok       clock: within 60 s of the servers'",
      "",
    ]);
    expect(stderr).toBe("");
  });

  test("says what is not configured, which is no problem", async () => {
    const { exitCode, stdout, stderr } = await runHere(["doctor"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("warning  Supabase: not configured");
    expect(stdout).toContain("Fix: set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY");
    expect(stdout).toContain("warning  Replicate: not configured");
  });

  test("lists everything that is wrong with the configuration", async () => {
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env: { VG_FPS: "0", SUPABASE_URL: "ftp://a" } });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toContain("problem  configuration: VG_FPS must be");
    expect(stdout).toContain("problem  configuration: SUPABASE_URL must be");
    expect(stderr).toBe("3 problems.\n");
  });

  test("warns of a version that is no full id, and says which one it is", async () => {
    const { emulator, env } = await startEmulated();
    addModels(emulator, MODELS);
    const { exitCode, stdout, stderr } = await runHere(["doctor"], {
      env: { ...env, SVD_MODEL_VERSION: "3f0457e4619d" },
    });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toContain("warning  configuration: ");
    expect(stdout).toContain(`is ${SVD} now`);
  });

  test("works offline, with clear words", async () => {
    const port = await closedPort();
    const { exitCode, stdout, stderr } = await runHere(["doctor"], {
      env: { SUPABASE_URL: `http://127.0.0.1:${port}`, SUPABASE_SERVICE_ROLE_KEY: "canary-key" },
    });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toContain(`problem  Supabase: http://127.0.0.1:${port} cannot be reached: nothing listens there`);
    expect(stdout).toContain("`vg plan --no-images` does without Supabase");
    expect(stdout).toContain("-        signed URLs: Supabase has to be reached first");
    expect(stdout).toContain("-        clock: no server with a clock was reached");
    expect(stdout).not.toContain("canary");
  });

  test("does not say that something answers where fetch refuses the port", async () => {
    const { exitCode, stdout, stderr } = await runHere(["doctor"], {
      env: { SUPABASE_URL: "http://127.0.0.1:1", SUPABASE_SERVICE_ROLE_KEY: "canary-key" },
    });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toContain("problem  Supabase: http://127.0.0.1:1 cannot be reached: no request was made");
    expect(stdout).not.toContain("answers");
  });

  test.each([["another project's key", { role: "service_role" }, "refuses the key"]])(
    "knows %s",
    async (_what, claims, text) => {
      const { env } = await startEmulated();
      const { exitCode, stdout, stderr } = await runHere(["doctor"], {
        env: { ...env, SUPABASE_SERVICE_ROLE_KEY: jwt(claims) },
      });

      expect(exitCode, stderr + stdout).toBe(1);
      expect(stdout).toContain(text);
      expect(stdout).toContain("service_role key, from the Supabase dashboard");
      expect(stdout).toContain("-        signed URLs: ");
    },
  );

  test.each([
    ["publishable", "sb_publishable_canary"],
    ["anon", jwt({ role: "anon" })],
  ])("knows the %s key", async (kind, key) => {
    const { env } = await startEmulated();
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env: { ...env, SUPABASE_SERVICE_ROLE_KEY: key } });

    expect(exitCode, stderr).toBe(1);
    expect(stdout).toMatch(
      new RegExp(
        `problem  configuration: SUPABASE_SERVICE_ROLE_KEY must be .* not an? ${kind} key, which cannot read private`,
      ),
    );
    expect(stdout).toContain("the service_role key and secret keys (sb_secret_...) can");
    expect(stdout).not.toContain(key);
  });

  test.each([
    [{ kind: "html" }, "answers with status 502"],
    [{ kind: "html", status: 404 }, "answers, but not as Supabase Storage does"],
    [{ kind: "html", status: 200 }, "answers, but not as Supabase Storage does"],
    [{ kind: "redirect" }, "answers, but not as Supabase Storage does"],
    [{ kind: "status", status: 540 }, "is paused"],
    [{ kind: "reset" }, "the connection was cut"],
  ] as const)("says of a Supabase that answers with %j: %s", async (fault, text) => {
    const { emulator, env } = await startEmulated();
    emulator.fault({ ...fault, route: "bucket.list", times: Number.POSITIVE_INFINITY });
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toMatch(new RegExp(`problem  Supabase: .*${text}`));
  });

  test.each([
    ["object.sign-batch", { kind: "status", status: 503 }, "signs nothing, although it lists its objects"],
    ["object.signed", { kind: "status", status: 403 }, "fetching it gives status 403"],
    ["object.signed", { kind: "reset" }, "cannot be fetched: the connection was cut"],
  ] as const)("says of a %s that answers with %j: %s", async (route, fault, text) => {
    const { emulator, env } = await startEmulated();
    emulator.fault({ ...fault, route, times: Number.POSITIVE_INFINITY });
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toMatch(new RegExp(`problem  signed URLs: .*${text}`));
  });

  test("counts buckets and problems", async () => {
    const { emulator, env } = await startEmulated();
    emulator.addBucket("more");
    const { stdout, stderr } = await runHere(["doctor", "--json"], { env: { ...env, VG_MODEL: "cogvideox-t2v" } });

    expect(stdout).toContain("2 buckets");
    expect(stderr).toBe("1 problem.\n");
  });

  test("has nothing to try a signature on in an empty project", async () => {
    const { emulator, env } = await startEmulated();
    for (const name of ["boat.png", "harbour.png"]) emulator.removeObject("images", name);
    const { stdout } = await runHere(["doctor"], { env });

    expect(stdout).toContain("-        signed URLs: there is no object to sign");
  });

  test("warns that a local Supabase signs URLs which nobody else can fetch", async () => {
    const { env } = await startEmulated();
    const { SUPABASE_URL = "", SUPABASE_SERVICE_ROLE_KEY = "" } = env;
    const { exitCode, stdout, stderr } = await runHere(["doctor"], {
      env: { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY },
    });

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/warning {2}signed URLs: 127\.0\.0\.1:\d+ is an address of this machine or network/);
  });

  test.each([
    ["a wrong token", { REPLICATE_API_TOKEN: "r8_canary" }, "problem  Replicate: the token is refused"],
    [
      "a version that does not exist",
      { SVD_MODEL_VERSION: "a".repeat(64) },
      `problem  svd: stability-ai/stable-video-diffusion:${"a".repeat(64)} does not exist`,
    ],
    [
      "a version that starts like none",
      { SVD_MODEL_VERSION: "3f0457f4613a" },
      "problem  svd: stability-ai/stable-video-diffusion:3f0457f4613a names no version",
    ],
    [
      "a model that does not exist",
      { VG_MODEL: "kling-v2.5-turbo-pro" },
      "problem  kling-v2.5-turbo-pro: kwaivgi/kling-v2.5-turbo-pro:latest names the model",
    ],
  ])("knows %s", async (_what, change, text) => {
    const { emulator, env } = await startEmulated();
    emulator.addModel({ owner: "stability-ai", name: "stable-video-diffusion", versions: [SVD.slice(-64)] });
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env: { ...env, ...change } });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toContain(text);
    expect(stdout).not.toContain("canary");
  });

  test.each([
    [
      "files.list",
      { kind: "status", status: 503 },
      "problem  Replicate: cannot be reached: it answers with status 503",
    ],
    ["versions.get", { kind: "status", status: 503 }, "could not be looked up: status 503"],
    ["versions.get", { kind: "reset" }, "could not be looked up: the connection was cut"],
    ["files.list", { kind: "status", status: 403 }, "problem  Replicate: the token is refused"],
    ["files.list", { kind: "reset" }, "problem  Replicate: cannot be reached: the connection was cut"],
    [
      "files.list",
      { kind: "html", status: 200 },
      "problem  Replicate: cannot be reached: the answer is unintelligible",
    ],
    ["versions.get", { kind: "html", status: 200 }, "could not be looked up: the answer is unintelligible"],
  ] as const)("says of a %s that answers with %j: %s", async (route, fault, text) => {
    const { emulator, env } = await startEmulated();
    addModels(emulator, MODELS);
    // The first request of all only asks whether Replicate is here, without a token.
    emulator.fault({
      ...fault,
      route,
      times: Number.POSITIVE_INFINITY,
      when: ({ headers }) => headers["authorization"] !== undefined,
    });
    const { exitCode, stdout, stderr } = await runHere(["doctor"], { env });

    expect(exitCode, stderr + stdout).toBe(1);
    expect(stdout).toContain(text);
  });

  test("prints the checks as JSON", async () => {
    const { exitCode, stdout, stderr } = await runHere(["doctor", "--json"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual({ name: "clock", status: "skipped", message: expect.any(String) });
  });

  test("marks in a terminal what is well and what is not", async () => {
    const run = runInTerminal(["doctor"]);

    expect((await run.ended).exitCode, run.screen()).toBe(0);
    expect(run.screen()).toContain("\u001B[32mok      \u001B[39m configuration");
    expect(run.screen()).toContain("\u001B[33mwarning \u001B[39m Supabase");
  });
});

function jwt(claims: object): string {
  return `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}.${"x".repeat(43)}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
