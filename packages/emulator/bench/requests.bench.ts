import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startEmulator } from "@vg/emulator";
import { median, reportFigures } from "@vg/testing/bench-report";

// How much slower the emulator is than the barest server that answers with the same bytes, in alternating rounds.

const ROUNDS = 9;
const CONCURRENCY = 8;

const small = Buffer.alloc(1000, 7);
const large = Buffer.alloc(1_000_000, 7);
const bare = createServer((request, response) => response.end(request.url === "/small" ? small : large));
await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
const bareUrl = `http://127.0.0.1:${portOf(bare.address())}`;
const emulator = await startEmulator();
emulator.addBucket("open", { public: true });
emulator.putObject("open", "small", small);
emulator.putObject("open", "large", large);

const requests = await ratio(`${bareUrl}/small`, await emulator.signedUrl("open", "small"), 400);
const bytes = await ratio(`${bareUrl}/large`, await emulator.signedUrl("open", "large"), 80);

bare.close();
bare.closeAllConnections();
await emulator.close();
reportFigures([
  { what: "signed downloads of 1 kB, time over a bare server's", measured: requests, bound: { atMost: 4 } },
  { what: "signed downloads of 1 MB, time over a bare server's", measured: bytes, bound: { atMost: 2 } },
]);

async function ratio(bareTarget: string, emulatorTarget: string, count: number): Promise<number> {
  await time(bareTarget, count);
  await time(emulatorTarget, count);
  return median(
    await repeat(ROUNDS, async () => {
      const barely = await time(bareTarget, count);
      return (await time(emulatorTarget, count)) / barely;
    }),
  );
}

async function time(url: string, count: number): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, () => repeat(count / CONCURRENCY, () => fetchOnce(url))));
  return performance.now() - start;
}

/** One after the other. */
async function repeat<Result>(times: number, run: () => Promise<Result>): Promise<Result[]> {
  return times < 1 ? [] : [await run(), ...(await repeat(times - 1, run))];
}

async function fetchOnce(url: string): Promise<void> {
  await (await fetch(url)).arrayBuffer();
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new TypeError("The bare server does not listen.");
  return address.port;
}
