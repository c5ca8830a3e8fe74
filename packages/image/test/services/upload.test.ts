import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { SYSTEM_TIME } from "../../src/http/deadline.ts";
import type { ImageHandlerOptions } from "../../src/index.ts";
import { createHandlerContext } from "../../src/prepare/context.ts";
import { tryStrategies } from "../../src/prepare/strategies.ts";

import { validateOptions } from "../../src/validate-options.ts";
import { openHandler } from "../support/open-handler.ts";
import { blackPng } from "../support/sample-images.ts";

const emulator = await startEmulator();
const JOB = { jobId: "job-1" };
const LARGE = 300_000;
const png = blackPng(8, 4, " ".repeat(LARGE));
const cat = (): string => emulator.publicUrl("images", "cat.png");

beforeAll(() => emulator.putObject("images", "cat.png", png));
afterEach(() => {
  emulator.clearFaults();
  emulator.clearRequests();
});
afterAll(() => emulator.close());

interface Upload {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly large: Uint8Array<ArrayBuffer>[];
}

/** A `fetch` that keeps the bodies of uploads, and of what was read of them the pieces that hold an image. */
function keepUploads(answer: (upload: Upload) => Promise<Response> | undefined): [Upload[], typeof fetch] {
  const uploads: Upload[] = [];
  return [
    uploads,
    async (url, init) => {
      if (!(init?.body instanceof ReadableStream)) return fetch(url, init);
      const large: Uint8Array<ArrayBuffer>[] = [];
      const watch = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          if (chunk.length >= LARGE) large.push(chunk);
          controller.enqueue(chunk);
        },
      });
      const upload = { body: init.body.pipeThrough(watch), large };
      uploads.push(upload);
      return (await answer(upload)) ?? fetch(url, { ...init, body: upload.body });
    },
  ];
}

async function contentOf(body: ReadableStream): Promise<Buffer> {
  return Buffer.from(await new Response(body).arrayBuffer());
}

/** Uploads bytes as a handler does that has loaded them, and gives back what has become of their buffer. */
async function bufferAfterUpload(options: Partial<ImageHandlerOptions> = {}): Promise<ArrayBuffer> {
  const { supabase, replicate } = emulator;
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const context = createHandlerContext(validateOptions({ supabase, replicate, logger, ...options }, SYSTEM_TIME));
  const bytes = png.slice();
  const storage = { ...context.storage, downloadObject: async (): Promise<typeof bytes> => bytes };
  const { signal } = new AbortController();
  const call = {
    ...JOB,
    handler: { ...context, storage },
    signal,
    endsAt: Number.POSITIVE_INFINITY,
    isCancelled: () => false,
  };
  const object = { bucket: "images", path: "cat.png" };
  const outcome = await tryStrategies(object, call, { strategies: ["upload"], sign: fail });

  expect(outcome).toMatchObject({ input: expect.stringContaining(emulator.replicate.baseUrl) });
  return bytes.buffer;
}

function fail(): never {
  throw new TypeError("nothing is signed here");
}

test("an upload that succeeded keeps no buffer waiting for the garbage collector", async () => {
  expect((await bufferAfterUpload()).detached).toBe(true);
});

test("an upload by another fetch leaves what that may have kept as it is", async () => {
  const kept: Request[] = [];
  const keep: typeof fetch = async (url, init) => {
    const request = new Request(url, init);
    kept.push(request.clone());
    return fetch(request);
  };
  const replaced = vi.spyOn(globalThis, "fetch");

  expect((await bufferAfterUpload()).detached).toBe(false);
  replaced.mockRestore();
  expect((await bufferAfterUpload({ fetch: keep })).detached).toBe(false);
  expect(Buffer.from(await new Response(kept[0]?.body).arrayBuffer()).includes(Buffer.from(png))).toBe(true);
});

test("an upload says how long it is, as some gateways take no other", async () => {
  await openHandler(emulator, { strategies: ["upload"] }).prepareImage(cat(), JOB);
  const upload = emulator.requests.find(({ route }) => route === "files.create");

  expect(upload?.headers).toMatchObject({ "content-length": String(upload?.bodyBytes) });
  expect(upload?.headers).not.toHaveProperty("transfer-encoding");
});

test("an upload that is read after its answer came still has all of the image", async () => {
  const file = { urls: { get: `${emulator.replicate.baseUrl}/files/1` } };
  const [uploads, fetch] = keepUploads(async () => Response.json(file, { status: 201 }));

  await openHandler(emulator, { fetch, strategies: ["upload"] }).prepareImage(cat(), JOB);
  const [upload] = uploads;

  expect(upload && (await contentOf(upload.body)).includes(Buffer.from(png))).toBe(true);
});

test("an upload that failed is sent again whole, and then handed over as a file", async () => {
  const [uploads, fetch] = keepUploads(async ({ body }) => {
    await contentOf(body);
    return new Response(null, { status: 503 });
  });

  const outcome = await openHandler(emulator, { fetch, strategies: ["upload", "file"] }).prepareImage(cat(), JOB);

  expect(uploads.map(({ large }) => large.map((chunk) => Buffer.compare(chunk, png)))).toEqual([[0], [0], [0]]);
  const { input } = outcome.ok ? outcome : { input: "" };
  expect(new Uint8Array(typeof input === "string" ? [] : await input.arrayBuffer())).toEqual(png);
});
