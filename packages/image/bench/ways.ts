import { createClient } from "@supabase/supabase-js";
import { createImageHandler, type ImageHandlerOptions, type ImageOutcome } from "@vg/image";
import Replicate from "replicate";
import { BUCKET, type Services, urlOf } from "./services.ts";

/** The number of images that move bytes at once, in every way that does more than one at once. */
const CONCURRENCY = 8;

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Does what the specification's code does: download an image, then sign it, one image after the other. */
export async function downloadThenSign(services: Services): Promise<void> {
  const bucket = storageOf(services).from(BUCKET);
  await inTurn(services.keys, async (key) => {
    await (await must(bucket.download(key))).arrayBuffer();
    await must(bucket.createSignedUrl(key, 3600));
  });
}

/** The order that the specification's text asks for: sign, one image after the other. */
export async function signInTurn(services: Services): Promise<void> {
  const bucket = storageOf(services).from(BUCKET);
  await inTurn(services.keys, async (key) => void (await must(bucket.createSignedUrl(key, 3600))));
}

/** All images with a new handler. */
export async function ours(services: Services, options: Partial<ImageHandlerOptions> = {}): Promise<void> {
  const { supabase, replicate, keys } = services;
  const handler = createImageHandler({ supabase, replicate, logger: QUIET, concurrency: CONCURRENCY, ...options });
  const urls = keys.map((key) => urlOf(services, key));
  const outcomes = await handler.prepareImages(urls, { jobId: "bench" });
  const failed: ImageOutcome | undefined = outcomes.find(({ ok }) => !ok);
  if (failed !== undefined) throw new TypeError(`An image was not prepared: ${JSON.stringify(failed)}`);
}

/** One request that signs everything, and nothing around it: the least that any way can take. */
export async function bareRoundTrip({ supabase, keys }: Services): Promise<void> {
  const answer = await fetch(`${supabase.url}/storage/v1/object/sign/${BUCKET}`, {
    method: "POST",
    headers: { authorization: `Bearer ${supabase.serviceRoleKey}`, "content-type": "application/json" },
    body: JSON.stringify({ expiresIn: 3600, paths: keys }),
  });
  await answer.json();
}

/** The bytes of all images with nothing but `fetch`. */
export async function bareDownload(services: Services): Promise<void> {
  await sideBySide(services.keys, (key) => download(services, key));
}

/** The bytes of all images by `fetch`, each uploaded by Replicate's client, as many at once as ours. */
export async function clientUploadSideBySide(services: Services): Promise<void> {
  const client = replicateOf(services);
  await sideBySide(services.keys, async (key) => {
    await client.files.create(new File([await download(services, key)], key, { type: "image/png" }));
  });
}

/** The bytes of all images by `fetch`, uploaded the way Replicate's client uploads the files in an input by itself. */
export async function clientUpload(services: Services): Promise<void> {
  const files: File[] = [];
  await sideBySide(services.keys, async (key) => {
    files.push(new File([await download(services, key)], key, { type: "image/png" }));
  });
  const version = "0".repeat(64);
  // There is no such version here, which the client learns when its uploads are done.
  await replicateOf(services)
    .predictions.create({ version, input: { images: files } })
    .catch(() => {});
}

async function download({ supabase }: Services, key: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`${supabase.url}/storage/v1/object/authenticated/${BUCKET}/${key}`, {
    headers: { authorization: `Bearer ${supabase.serviceRoleKey}` },
  });
  return new Uint8Array(await answer.arrayBuffer());
}

function storageOf({ supabase }: Services): ReturnType<typeof createClient>["storage"] {
  return createClient(supabase.url, supabase.serviceRoleKey, { accessToken: async () => supabase.serviceRoleKey })
    .storage;
}

function replicateOf({ replicate }: Services): Replicate {
  return new Replicate({ auth: replicate.token, baseUrl: replicate.baseUrl });
}

async function must<T>(answer: PromiseLike<{ data: T | null; error: unknown }>): Promise<T> {
  const { data, error } = await answer;
  if (data === null) throw new TypeError("The services did not answer as expected.", { cause: error });
  return data;
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await work(item);
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
