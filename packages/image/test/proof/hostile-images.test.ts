import { startEmulator } from "@vg/emulator";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openHandler } from "../support/open-handler.ts";
import { SAMPLES } from "../support/sample-images.ts";
import { BOMBS, type HostileImage, SPOOFS, TRUNCATED } from "./hostile-images.ts";

const WAYS = ["upload", "file"] as const;
const emulator = await startEmulator();
beforeEach(() => emulator.clearRequests());
afterAll(() => emulator.close());

/** Prepares bytes that are stored as a PNG, by a strategy that moves them or by a probe. */
async function prepare({ bytes }: HostileImage, options: Parameters<typeof openHandler>[1] = {}): Promise<string> {
  emulator.putObject("images", "cat.png", bytes, { contentType: "image/png" });
  const url = emulator.publicUrl("images", "cat.png");
  const outcome = await openHandler(emulator, { strategies: WAYS, ...options }).prepareImage(url, { jobId: "job-1" });
  return outcome.ok ? outcome.via : outcome.reason;
}

describe("the byte path", () => {
  test.each(BOMBS)("refuses $name", async (image) => {
    expect(image.bytes.length).toBeLessThan(100_000);
    expect(await prepare(image)).toBe("too-large");
    expect(emulator.requests.map(({ route }) => route)).toEqual(["object.authenticated"]);
  });

  test.each(SPOOFS)("refuses $name", async (image) => {
    expect(["unsupported-type", "truncated"]).toContain(await prepare(image));
    expect(emulator.requests.map(({ route }) => route)).toEqual(["object.authenticated"]);
  });

  test.each(TRUNCATED)("refuses $name", async (image) => {
    expect(["unsupported-type", "truncated"]).toContain(await prepare(image));
    expect(emulator.requests.map(({ route }) => route)).toEqual(["object.authenticated"]);
  });

  test.each(SAMPLES)("takes a whole %s under another name and type", async (_, mediaType, bytes) => {
    emulator.putObject("images", "page.html", bytes, { contentType: "text/html" });
    const handler = openHandler(emulator, { strategies: ["file"] });
    const url = emulator.publicUrl("images", "page.html");
    const outcome = await handler.prepareImage(url, { jobId: "job-1" });

    expect(outcome).toMatchObject({ ok: true, mediaType, input: { type: mediaType } });
  });
});

describe("a probe", () => {
  test.each(BOMBS.filter(({ name }) => !name.includes("last frame")))("refuses $name", async (image) => {
    expect(await prepare(image, { strategies: ["signed-url"], inspect: "probe" })).toBe("too-large");
  });
});

describe("a probe of what is no image", () => {
  test.each(SPOOFS.filter(({ name }) => name.startsWith("a JPEG")))("refuses $name", async (image) => {
    expect(await prepare(image, { strategies: ["signed-url"], inspect: "probe" })).toBe("unsupported-type");
  });
});

describe("a server's body", () => {
  const MEGABYTE = Buffer.alloc(1_000_000);
  const bodies: readonly (readonly [string, string, (response: ServerResponse) => void])[] = [
    [
      "that becomes large when it is unpacked",
      "too-large",
      (response) => response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(60_000_000))),
    ],
    ["that never ends", "too-large", (response) => pour(response)],
    [
      "of an error that never ends",
      "server-error",
      (response) => pour(response.writeHead(500, { "content-type": "text/html" })),
    ],
    [
      "that is announced as larger than allowed",
      "too-large",
      (response) => response.writeHead(200, { "content-length": 10 ** 12 }).write(MEGABYTE),
    ],
  ];

  test.each(bodies)("%s is given up: %s", async (_, reason, answer) => {
    const givenUp = Promise.withResolvers<void>();
    const server = createServer((_request, response) => {
      response.on("close", givenUp.resolve);
      answer(response);
    });
    const url = await listen(server);
    const supabase = { url, serviceRoleKey: "key" };
    const options = { supabase, strategies: ["file"], maxBytes: 2_000_000, attempts: 1 } as const;
    const imageUrl = `${url}/storage/v1/object/public/images/cat.png`;
    const outcome = await openHandler(emulator, options).prepareImage(imageUrl, { jobId: "job-1" });

    expect(outcome).toMatchObject({ ok: false, reason });
    // The test ends only when the server has seen its answer given up.
    await givenUp.promise;
  });

  /** Writes until the other side has had enough. */
  function pour(response: ServerResponse): void {
    while (!response.destroyed && response.write(MEGABYTE));
    response.once("drain", () => pour(response));
  }
});

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.closeAllConnections());
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server does not listen on a port.");
  return `http://127.0.0.1:${address.port}`;
}
