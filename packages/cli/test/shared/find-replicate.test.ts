import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { loadConfig } from "@vg/config";
import { findReplicate } from "../../src/shared/services.ts";
import { startEmulated } from "../support/emulated.ts";

const KEY = "service-role-key";

test("finds the emulator's Replicate on the port of its Supabase, without showing it the token", async () => {
  const { emulator, env } = await startEmulated();
  const access = await findReplicate(loadConfig({ env, onWarning: () => {} }));

  expect(access).toEqual({ token: emulator.replicate.token, baseUrl: emulator.replicate.baseUrl });
  expect(emulator.requests.map(({ route, headers }) => [route, headers["authorization"]])).toEqual([
    ["files.list", undefined],
  ]);
});

test.each([
  ["a server that knows no such route", 404, '{"message":"no Route matched with those values"}'],
  ["a server that refuses in other words", 401, '{"message":"Unauthorized"}'],
  ["a server that answers with HTML", 401, "<html>"],
  ["a server that lets everybody in", 200, '{"title":"Unauthenticated"}'],
])("takes %s for no Replicate", async (_what, status, body) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  expect(await findReplicate(configOf(`http://127.0.0.1:${port}`, "r8_token"))).toEqual({ token: "r8_token" });
});

test.each([
  ["no token", undefined, undefined],
  ["a Supabase elsewhere", "r8_token", { token: "r8_token" }],
])("asks nobody where there is %s", async (_what, token, access) => {
  expect(await findReplicate(configOf("https://abc.supabase.co", token))).toEqual(access);
});

function configOf(SUPABASE_URL: string, REPLICATE_API_TOKEN: string | undefined) {
  return loadConfig({
    env: { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY: KEY, REPLICATE_API_TOKEN },
    onWarning: () => {},
  });
}
