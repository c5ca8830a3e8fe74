import { fork } from "node:child_process";
import { createImageHandler, parseSupabaseUrl } from "@vg/image";
import { median, reportFigures } from "@vg/testing/bench-report";
import { answerOf, startServices, type Traffic } from "./services.ts";
import { floods } from "../test/support/floods.ts";
import type { FloodCost } from "./flood-process.ts";
import type { UploadMemory } from "./upload-process.ts";
import {
  bareDownload,
  bareRoundTrip,
  clientUpload,
  clientUploadSideBySide,
  downloadThenSign,
  ours,
  signInTurn,
} from "./ways.ts";

// 64 images of 1 MB, 50 ms of latency for each request, all ways side by side in one run.

const services = await startServices();
const uploads = { strategies: ["upload"] } as const;
const files = { strategies: ["file"] } as const;

// What every way does once before anything is measured: load its client, open its connections.
await bareDownload(services);
await ours(services);
await ours(services, uploads);

const specification = await measure("the specification's order: download, then sign, one by one", () =>
  downloadThenSign(services),
);
const signing = await measure("sign first, one by one", () => signInTurn(services));
const batch = await measure("ours: sign first, all at once", () => ours(services));
await measure("one bare round trip", () => bareRoundTrip(services));
await measure("bytes by bare fetch, 8 at once", () => bareDownload(services));
await measure("bytes by ours, 8 at once", () => ours(services, files));
await measure("uploads by ours, 8 at once", () => ours(services, uploads));
await measure("uploads by Replicate's client, files in an input", () => clientUpload(services));
await measure("uploads by Replicate's client, 8 at once", () => clientUploadSideBySide(services));

const batches = await alternate(
  21,
  () => ours(services),
  () => bareRoundTrip(services),
);
const downloads = await alternate(
  9,
  () => bareDownload(services),
  () => ours(services, files),
);
const clients = await alternate(
  3,
  () => ours(services, uploads),
  () => clientUpload(services),
);
const sideBySide = await alternate(
  7,
  () => ours(services, uploads),
  () => clientUploadSideBySide(services),
);
const memory = await memoryOf("upload");
await memoryOf("clientUpload");
await memoryOf("clientUploadSideBySide");

const flooded = await costOfFloods();

reportFigures([
  { what: "ours, requests", measured: batch.requests, bound: { atMost: 1 }, unit: "requests" },
  { what: "ours, image bytes moved", measured: batch.imageBytes, bound: { atMost: 0 }, unit: "bytes" },
  { what: "ours over one bare round trip, time", measured: batches, bound: { atMost: 1.25 } },
  { what: "ours over the specification's order, time", measured: batch.ms / specification.ms, bound: { atMost: 0.1 } },
  { what: "ours over sign first, time", measured: batch.ms / signing.ms, bound: { atMost: 0.2 } },
  { what: "byte path, throughput over bare fetch's, 8 at once", measured: downloads, bound: { atLeast: 0.9 } },
  { what: "upload path over Replicate's client's own, time", measured: clients, bound: { atMost: 1 } },
  { what: "upload path over that client 8 at once, time", measured: sideBySide, bound: { atMost: 1.25 } },
  { what: "upload path, 8 at once, extra memory", measured: memory, bound: { atMost: 80 }, unit: "MB" },
  { what: "refusing a flood of 20 MB, the slowest", measured: flooded.ms, bound: { atMost: 500 }, unit: "ms" },
  { what: "refusing a flood of 20 MB, the slowest over hashing it", measured: flooded.ratio, bound: { atMost: 20 } },
  { what: "refusing a flood of 20 MB, extra memory", measured: flooded.extra, bound: { atMost: 100 }, unit: "MB" },
  { what: "refusing a URL of 1 MB", measured: await refusal(), bound: { atMost: 5 }, unit: "ms" },
]);
services.close();

/** One round of a way, with what moved; printed as a line. */
async function measure(what: string, way: () => Promise<void>): Promise<Traffic & { readonly ms: number }> {
  await services.traffic();
  const ms = await timeOf(way);
  const traffic = await services.traffic();
  const moved = `${traffic.requests} requests, ${(traffic.imageBytes / 1e6).toFixed(0)} MB`;
  console.log(`${ms.toFixed(0).padStart(6)} ms  ${moved.padEnd(22)} ${what}`);
  return { ...traffic, ms };
}

/** The median of what the first takes over what the second takes, each pair one after the other. */
async function alternate(rounds: number, first: () => Promise<void>, second: () => Promise<void>): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) ratios.push((await timeOf(first)) / (await timeOf(second)));
  return median(ratios);
}

async function timeOf(way: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await way();
  return performance.now() - start;
}

/** Millions of bytes that a way of uploading needs on top, as the median of three fresh processes; printed as a line. */
async function memoryOf(way: string): Promise<number> {
  const extra = median([await run(), await run(), await run()]);
  console.log(`${extra.toFixed(0).padStart(6)} MB of extra memory: ${way}`);
  return extra;

  async function run(): Promise<number> {
    const child = fork(`${import.meta.dirname}/upload-process.ts`, [way]);
    const { supabase, replicate, keys } = services;
    child.send({ supabase, replicate, keys });
    return (await answerOf<UploadMemory>(child)).extra;
  }
}

/** The greatest costs of refusing images that are made of as many parts as possible, each in a fresh process; printed as lines. */
async function costOfFloods(): Promise<{ ms: number; ratio: number; extra: number }> {
  const costs: FloodCost[] = [];
  for (const index of floods(1000).keys()) {
    const child = fork(`${import.meta.dirname}/flood-process.ts`);
    child.send(index);
    const cost: FloodCost = await answerOf(child);
    costs.push(cost);
    console.log(
      `${cost.ms.toFixed(0).padStart(6)} ms  ${cost.extra.toFixed(0)} MB of extra memory: a flood of ${cost.name}`,
    );
  }
  const most = (of: (cost: FloodCost) => number): number => Math.max(...costs.map(of));
  return { ms: most(({ ms }) => ms), ratio: most(({ ms, hashMs }) => ms / hashMs), extra: most(({ extra }) => extra) };
}

/** Milliseconds until a handler and the parser have refused a very long URL, as the median of three. */
async function refusal(): Promise<number> {
  const url = `https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/images/${"%2e/".repeat(250_000)}`;
  const { supabase } = services;
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const handler = createImageHandler({ supabase, logger });
  const refuse = async (): Promise<void> => {
    const outcome = await handler.prepareImage(url, { jobId: "bench" });
    try {
      parseSupabaseUrl(url);
    } catch {
      if (!outcome.ok) return;
    }
    throw new TypeError("The URL was not refused.");
  };
  await refuse();
  return median([await timeOf(refuse), await timeOf(refuse), await timeOf(refuse)]);
}
