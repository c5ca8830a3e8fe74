import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createImageHandler,
  type ImageHandlerOptions,
  type ReplicateAccess,
  type SupabaseAccess,
} from "../../src/index.ts";
import { blackPng, SAMPLES } from "./sample-images.ts";

/** The services that the contract is held against; uploading is left out without Replicate. */
export interface Services {
  readonly supabase: SupabaseAccess;
  readonly replicate?: ReplicateAccess | undefined;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const JOB = { jobId: "contract" };
const BUCKET = `vg contract ${Date.now()}`;
const KEYS = ["plain.png", "folder/a b/(c)'d'!*.png", "a+b&c=d;e:f@g,h$i?j.png", "no-extension", "UPPER.PNG"];
const png = blackPng(6, 4);

/** Declares what has to be true of an image's way, whether the services are real or emulated. */
export function imageContract({ supabase, replicate }: Services): void {
  const admin = createClient(supabase.url, supabase.serviceRoleKey, {
    accessToken: async () => supabase.serviceRoleKey,
  });
  // The URLs are fetched from beside the server here, so that those of a local one are not left out.
  const beside = replicate ?? { token: "unused", baseUrl: supabase.url };
  const bucket = encodeURIComponent(BUCKET);
  const urlOf = (key: string): string =>
    `${supabase.url}/storage/v1/object/public/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const open = (options: Partial<ImageHandlerOptions>): ReturnType<typeof createImageHandler> =>
    createImageHandler({ supabase, replicate: beside, logger: SILENT, ...options });

  beforeAll(async () => {
    await must(admin.storage.createBucket(BUCKET, { public: false }));
    const files: readonly (readonly [string, Uint8Array])[] = [
      ...KEYS.map((key) => [key, png] as const),
      ...SAMPLES.map(([name, , bytes]) => [`samples/${name}`, bytes] as const),
      ["page.png", Buffer.from("<!doctype html>")],
      ["empty.png", new Uint8Array(0)],
    ];
    await Promise.all(files.map(([key, bytes]) => putObject(admin, bucket, key, bytes)));
  }, 60_000);

  afterAll(async () => {
    await must(admin.storage.emptyBucket(bucket));
    await must(admin.storage.deleteBucket(bucket));
  }, 60_000);

  describe("an image in Storage", () => {
    test.each(KEYS)("under the key %s is read by whoever has its signed URL", async (key) => {
      const outcome = await open({ strategies: ["signed-url"] }).prepareImage(urlOf(key), JOB);
      const answer = await fetch(outcome.ok && typeof outcome.input === "string" ? outcome.input : "");

      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    });

    test.each(SAMPLES)("that is a %s is probed, and handed over as a file", async (name, mediaType, bytes) => {
      const url = urlOf(`samples/${name}`);
      const probed = await open({ inspect: "probe" }).prepareImage(url, JOB);
      const loaded = await open({ strategies: ["file"] }).prepareImage(url, JOB);

      expect(probed).toMatchObject({ ok: true, via: "signed-url", mediaType, width: 6, height: 4 });
      expect(loaded).toMatchObject({
        ok: true,
        via: "file",
        mediaType,
        width: 6,
        height: 4,
        input: { size: bytes.length },
      });
    });

    test("is signed with many others in one request, in their order", async () => {
      const outcomes = await open({}).prepareImages([...KEYS, "missing.png"].map(urlOf), JOB);
      const ends = outcomes.map((outcome) => (outcome.ok ? outcome.object.path : outcome.reason));

      expect(ends).toEqual([...KEYS, "not-found"]);
    });

    test.each([
      ["page.png", "unsupported-type"],
      ["empty.png", "empty"],
      ["missing.png", "not-found"],
    ])("called %s is refused: %s", async (key, reason) => {
      const probed = await open({ inspect: "probe" }).prepareImage(urlOf(key), JOB);
      const loaded = await open({ strategies: ["file"] }).prepareImage(urlOf(key), JOB);

      expect([probed, loaded]).toMatchObject([{ reason }, { reason }]);
    });

    test.each([["signed-url"], ["file"]] as const)("is forbidden for a wrong key, by %s", async (strategy) => {
      const wrong = { url: supabase.url, serviceRoleKey: "e30.e30.c2ln" };
      const outcome = await open({ supabase: wrong, strategies: [strategy] }).prepareImage(urlOf("plain.png"), JOB);

      expect(outcome).toMatchObject({ ok: false, reason: "forbidden", retryable: false });
    });

    test.runIf(replicate !== undefined)("is uploaded to Replicate", async () => {
      const outcome = await open({ strategies: ["upload"] }).prepareImage(urlOf("plain.png"), JOB);
      const url = outcome.ok && typeof outcome.input === "string" ? outcome.input : "";
      const headers = { authorization: `Bearer ${replicate?.token}` };
      const file: unknown = await (await fetch(url, { headers })).json();
      const removed = await fetch(url, { method: "DELETE", headers });

      expect(outcome).toMatchObject({ ok: true, via: "upload", mediaType: "image/png" });
      expect(file).toMatchObject({ name: "plain.png", content_type: "image/png", size: png.length });
      expect(removed.status).toBe(204);
    });
  });
}

/** Stores an object with `fetch`, since the client does not encode its key. */
async function putObject(admin: SupabaseClient, bucket: string, key: string, bytes: Uint8Array): Promise<void> {
  const path = key.split("/").map(encodeURIComponent).join("/");
  await must(admin.storage.from(bucket).upload(path, Buffer.from(bytes), { contentType: "application/octet-stream" }));
}

async function must(asking: PromiseLike<{ error: Error | null }>): Promise<void> {
  const { error } = await asking;
  if (error !== null) throw new Error(`the contract's bucket: ${error.name}: ${error.message}`);
}
