import { createServer, type RequestListener } from "node:http";
import { loadConfig } from "@vg/config";
import { expect, onTestFinished, test } from "vitest";
import { findReplicate } from "../../src/shared/services.ts";
import { startEmulated } from "../support/emulated.ts";
import { runHere } from "../support/run-here.ts";

const KEY = "service-role-key";
const UNAUTHENTICATED = '{"title":"Unauthenticated","detail":"You did not pass an authentication token","status":401}';
const { signal } = new AbortController();

test("finds the emulator's Replicate on the port of its Supabase, without showing it the token", async () => {
  const { emulator, env } = await startEmulated();
  const access = await findReplicate(loadConfig({ env, onWarning: () => {} }), signal);

  expect(access).toEqual({ token: emulator.replicate.token, baseUrl: emulator.replicate.baseUrl });
  expect(emulator.requests.map(({ route, headers }) => [route, headers["authorization"]])).toEqual([
    ["files.list", undefined],
  ]);
});

test("waits for a Replicate that is slow", async () => {
  const url = await serve((_request, response) => {
    setTimeout(() => response.writeHead(401).end(UNAUTHENTICATED), 1500);
  });

  expect(await findReplicate(configOf(url, "r8_token"), signal)).toEqual({ token: "r8_token", baseUrl: `${url}/v1` });
});

test.each([
  ["a server that knows no such route", 404, '{"message":"no Route matched with those values"}'],
  ["a server that refuses in other words", 401, '{"message":"Unauthorized"}'],
  ["a server that answers with HTML", 401, "<html>"],
  ["a server that is broken", 503, UNAUTHENTICATED],
  ["a server that lets everybody in", 200, '{"title":"Unauthenticated"}'],
])("never takes the real Replicate in place of %s beside a local Supabase", async (_what, status, body) => {
  const url = await serve((_request, response) => response.writeHead(status).end(body));

  await expect(findReplicate(configOf(url, "r8_token"), signal)).rejects.toThrow(
    `SUPABASE_URL is local (${url}), but no Replicate is there (status ${status}), and nothing of a local Supabase is sent to https://api.replicate.com by a guess; set REPLICATE_BASE_URL=https://api.replicate.com/v1 if that one is meant`,
  );
});

test.each([
  ["that does not answer", () => {}, 50, "no answer within 0.05 s"],
  ["that cuts the connection", (_request, response) => response.destroy(), undefined, "no answer"],
] satisfies [string, RequestListener, number | undefined, string][])(
  "never takes the real Replicate in place of a server %s",
  async (_what, answer, timeout, reason) => {
    const url = await serve(answer);

    await expect(findReplicate(configOf(url, "r8_token"), signal, timeout)).rejects.toThrow(
      `is there (${reason}), and`,
    );
  },
);

test.each([
  ["no token", "https://abc.supabase.co", undefined, undefined],
  ["no token, beside a local Supabase", "http://127.0.0.1:1", undefined, undefined],
  ["a Supabase on the internet", "https://abc.supabase.co", "r8_token", { token: "r8_token" }],
])("asks nobody if there is %s", async (_what, url, token, access) => {
  expect(await findReplicate(configOf(url, token), signal)).toEqual(access);
});

test.each(["http://127.0.0.1:1", "http://kong:8000", "http://192.168.1.5:54321", "https://abc.supabase.co"])(
  "asks nobody beside %s if REPLICATE_BASE_URL names a Replicate",
  async (url) => {
    const baseUrl = "https://replicate.example/v1";

    expect(await findReplicate(configOf(url, "r8_token", baseUrl), signal)).toEqual({ token: "r8_token", baseUrl });
  },
);

test("takes the real Replicate beside a local Supabase if REPLICATE_BASE_URL names it", async () => {
  const config = configOf("http://127.0.0.1:1", "r8_token", "https://api.replicate.com/v1/");

  expect(await findReplicate(config, signal)).toEqual({ token: "r8_token" });
});

test("ends vg plan with 2, and lets vg doctor show it as a problem", async () => {
  const url = await serve((_request, response) => response.writeHead(404).end("{}"));
  const env = { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: KEY, REPLICATE_API_TOKEN: "r8_canary" };
  const imageUrl = `${url}/storage/v1/object/images/boat.png`;
  const stdin = JSON.stringify({ jobId: "film", clipPrompts: [{ prompt: "a", duration: 1, imageUrl }] });
  const plan = await runHere(["plan", "-"], { env, stdin });
  const doctor = await runHere(["doctor"], { env });

  expect(plan.exitCode, plan.stderr).toBe(2);
  expect(plan.stderr).toContain(`error: SUPABASE_URL is local (${url}), but no Replicate is there (status 404)`);
  expect(doctor.exitCode, doctor.stdout).toBe(1);
  expect(doctor.stdout).toContain(`problem  Replicate: SUPABASE_URL is local (${url})`);
  expect(doctor.stdout).toContain("Fix: set REPLICATE_BASE_URL=https://api.replicate.com/v1 if that one is meant");
});

/** Starts a server of this machine, for one test. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

function configOf(SUPABASE_URL: string, REPLICATE_API_TOKEN: string | undefined, REPLICATE_BASE_URL?: string) {
  return loadConfig({
    env: { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY: KEY, REPLICATE_API_TOKEN, REPLICATE_BASE_URL },
    onWarning: () => {},
  });
}
