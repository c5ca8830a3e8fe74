import { startEmulator } from "@vg/emulator";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { ImageOutcome } from "../../src/index.ts";
import { openHandler } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";

const SECRET = "sb_secret_0123456789abcdefghijkl_01234567";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln";
const png = blackPng(4, 2);

const emulator = await startEmulator();
afterAll(() => emulator.close());

/** Headers of the key that a request had: `apikey` and `authorization`. */
type Keys = readonly (string | undefined)[];

/** A gateway that answers by the keys of a request; gives back the keys of each, and the outcomes of so many images. */
async function prepareAt(
  answer: (keys: Keys, response: ServerResponse) => void,
  { serviceRoleKey, images = 1 }: { serviceRoleKey: string; images?: number },
): Promise<{ seen: Keys[]; outcomes: ImageOutcome[] }> {
  const seen: Keys[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const keys = [request.headers["apikey"], request.headers.authorization].flat();
    seen.push(keys);
    answer(keys, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.close().closeAllConnections());
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server does not listen on a port.");
  const url = `http://127.0.0.1:${address.port}`;
  const handler = openHandler(emulator, { supabase: { url, serviceRoleKey }, strategies: ["file"], concurrency: 1 });
  const urls = Array.from({ length: images }, (_, index) => `${url}/storage/v1/object/public/images/${index}.png`);
  return { seen, outcomes: await handler.prepareImages(urls, { jobId: "job-1" }) };
}

function withImage(response: ServerResponse): void {
  response.end(png);
}

/** As Storage says it if nothing before it adds the header. */
function withRefusal(response: ServerResponse): void {
  const message = "headers must have required property 'authorization'";
  response.writeHead(400, { "content-type": "application/json" });
  response.end(JSON.stringify({ statusCode: "400", error: "Error", message, code: "InvalidRequest" }));
}

test("a secret key is sent in the header apikey alone", async () => {
  const { seen, outcomes } = await prepareAt((_, response) => withImage(response), { serviceRoleKey: SECRET });

  expect(outcomes).toMatchObject([{ ok: true }]);
  expect(seen).toEqual([[SECRET, undefined]]);
});

test("a legacy key is sent in both headers", async () => {
  const { seen, outcomes } = await prepareAt((_, response) => withImage(response), { serviceRoleKey: JWT });

  expect(outcomes).toMatchObject([{ ok: true }]);
  expect(seen).toEqual([[JWT, `Bearer ${JWT}`]]);
});

test("a secret key is sent in both headers to a gateway that asks for it, from then on", async () => {
  const { seen, outcomes } = await prepareAt(
    ([, bearer], response) => (bearer === undefined ? withRefusal(response) : withImage(response)),
    { serviceRoleKey: SECRET, images: 2 },
  );

  expect(outcomes).toMatchObject([{ ok: true, steps: [{ attempt: 1 }] }, { ok: true }]);
  expect(seen).toEqual([
    [SECRET, undefined],
    [SECRET, `Bearer ${SECRET}`],
    [SECRET, `Bearer ${SECRET}`],
  ]);
});

test("a refusal of the gateway is told with its cause and its fix", async () => {
  const hint = "Your legacy API keys (anon, service_role) were disabled on 2026-08-03T17:40:12.000Z.";
  const { outcomes } = await prepareAt(
    (_, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: "Legacy API keys are disabled", hint }));
    },
    { serviceRoleKey: JWT },
  );

  expect(outcomes).toMatchObject([
    { ok: false, reason: "forbidden", message: expect.stringMatching(/disabled .* legacy keys .* use a secret key/) },
  ]);
});
