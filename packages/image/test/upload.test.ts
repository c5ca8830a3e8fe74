import { startEmulator } from "@vg/emulator";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openHandler } from "./support/open-handler.ts";
import { blackPng } from "./support/sample-images.ts";

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

test("an upload that succeeded keeps no buffer waiting for the garbage collector", async () => {
  const [uploads, fetch] = keepUploads(() => undefined);

  expect(await openHandler(emulator, { fetch, strategies: ["upload"] }).prepareImage(cat(), JOB)).toMatchObject({
    ok: true,
    via: "upload",
  });
  expect(uploads[0]?.large.map(({ buffer }) => buffer.detached)).toEqual([true]);
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
