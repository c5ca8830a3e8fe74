import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

const MB = 1024 * 1024;

interface Forked {
  readonly child: ChildProcess;
  readonly url: string;
  readonly key: string;
  readonly ask: (message: string | object) => Promise<Readonly<Record<string, unknown>>>;
}

async function forkEmulator(): Promise<Forked> {
  const child = fork(join(import.meta.dirname, "support/emulator-process.ts"), [], {
    execArgv: ["--conditions=@vg/source"],
  });
  onTestFinished(() => void child.kill());
  const [ready] = await once(child, "message");
  const { url, serviceRoleKey } = ready.supabase;
  return {
    child,
    url: `${url}/storage/v1`,
    key: serviceRoleKey,
    ask: async (message) => {
      const answer = once(child, "message");
      child.send(message);
      return (await answer)[0];
    },
  };
}

async function peakOf(emulator: Forked): Promise<number> {
  return Number((await emulator.ask("peak"))["peak"]);
}

/** Starts `count` downloads, pauses all of them, and then reads them to their ends; returns their bytes. */
async function download(emulator: Forked, path: string, count: number): Promise<number[]> {
  const headers = { authorization: `Bearer ${emulator.key}` };
  const answers = await Promise.all(
    Array.from({ length: count }, async (): Promise<IncomingMessage> => {
      const [answer] = await once(get(`${emulator.url}${path}`, { headers }), "response");
      return answer;
    }),
  );
  await emulator.ask("peak");
  return Promise.all(
    answers.map(async (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      await once(answer, "end");
      return bytes;
    }),
  );
}

describe("a large object", { timeout: 30_000 }, () => {
  test("in memory is there once, however many read it", async () => {
    const emulator = await forkEmulator();
    const headers = { authorization: `Bearer ${emulator.key}` };
    await fetch(`${emulator.url}/bucket`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: '{"name":"large"}',
    });
    const before = await peakOf(emulator);

    const put = await fetch(`${emulator.url}/object/large/file`, {
      method: "POST",
      headers,
      body: Buffer.alloc(50 * MB, 7),
    });
    const stored = await peakOf(emulator);
    const sizes = await download(emulator, "/object/large/file", 4);
    const read = await peakOf(emulator);

    expect(put.status).toBe(200);
    expect(sizes).toEqual(Array.from({ length: 4 }, () => 50 * MB));
    expect(stored - before).toBeLessThan(120 * MB);
    expect(read - stored).toBeLessThan(60 * MB);
  });

  test("on the disk is never in memory", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "large"));
    // So large that what a stream has under way, and waits to be collected, is little beside it.
    const size = 200 * MB;
    const file = join(folder, "large", "file");
    writeFileSync(file, "");
    truncateSync(file, size - 10);
    appendFileSync(file, "the last 1");
    const emulator = await forkEmulator();
    await emulator.ask({ folder });
    const before = await peakOf(emulator);

    const sizes = await download(emulator, "/object/large/file", 2);
    const range = await fetch(`${emulator.url}/object/large/file`, {
      headers: { authorization: `Bearer ${emulator.key}`, range: `bytes=${size - 10}-${size - 1}` },
    });

    expect(sizes).toEqual([size, size]);
    expect(await range.text()).toBe("the last 1");
    expect((await peakOf(emulator)) - before).toBeLessThan(size / 2);
  });
});

test("after close nothing keeps the process alive, whatever was under way", async () => {
  const { child, url, ask } = await forkEmulator();
  child.send("hang");
  child.send("drip");
  const asked = [fetch(`${url}/object/none/a`), fetch(`${url}/object/none/a`).then((answer) => answer.text())];
  await expect.poll(() => ask("requests")).toEqual({ requests: 2 });

  const exited = once(child, "exit");
  child.send("close");

  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await exited).toEqual([0, null]);
});
