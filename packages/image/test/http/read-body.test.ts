import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { discardBody, readBody } from "../../src/http/read-body.ts";

const { signal } = new AbortController();

function streamed(chunks: readonly string[], end: "close" | "error" | "hang" = "close") {
  const cancel = vi.fn<() => void>();
  const rest = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = rest.shift();
        if (chunk !== undefined) controller.enqueue(chunk);
        else if (end === "close") controller.close();
        else if (end === "error") controller.error(new TypeError("terminated"));
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  return { body, cancel };
}

describe("readBody", () => {
  test("allocates one buffer of the announced length", async () => {
    const { body } = streamed(["ab", "cd", "e"]);
    const bytes = await readBody(new Response(body, { headers: { "content-length": "5" } }), { maxBytes: 10, signal });

    expect(Buffer.from(bytes).toString()).toBe("abcde");
    expect(bytes.buffer.byteLength).toBe(5);
  });

  test.each([
    ["is read", "close", 10],
    ["breaks off", "error", 10],
    ["is too large", "close", 1],
  ] as const)("leaves no listener on the signal when a body %s", async (_, end, maxBytes) => {
    const own = new AbortController().signal;
    const { body } = streamed(["ab"], end);
    await readBody(new Response(body), { maxBytes, signal: own }).catch(() => {});

    expect(getEventListeners(own, "abort")).toEqual([]);
  });

  test("grows its buffer where no length is announced", async () => {
    const { body } = streamed(["a".repeat(50_000), "b".repeat(50_000), "c".repeat(200_000)]);
    const bytes = await readBody(new Response(body), { maxBytes: 1_000_000, signal });

    expect(bytes).toHaveLength(300_000);
    expect([bytes[49_999], bytes[50_000], bytes[299_999]]).toEqual(Buffer.from("abc").values().toArray());
  });

  test.each([
    ["a compressed body", { "content-length": "3", "content-encoding": "gzip" }],
    ["a length that is no number", { "content-length": "x" }],
  ])("does not believe the length of %s", async (_, headers) => {
    const { body } = streamed(["abcdef"]);

    await expect(readBody(new Response(body, { headers }), { maxBytes: 10, signal })).resolves.toHaveLength(6);
  });

  test("gives no bytes where there is no body", async () => {
    await expect(readBody(new Response(null), { maxBytes: 10, signal })).resolves.toHaveLength(0);
  });

  test.each([
    ["announced", { "content-length": "11" }],
    ["not announced", {}],
  ])("refuses and cancels a body that is too large, %s", async (_, headers) => {
    const { body, cancel } = streamed(["abcdef", "ghijkl", "mnopqr"]);
    const response = new Response(body, { status: 200, headers });

    await expect(readBody(response, { maxBytes: 10, signal })).rejects.toMatchObject({
      reason: "too-large",
      retryable: false,
      status: 200,
    });
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("does not read a byte of a body that is announced as too large", async () => {
    const pull = vi.fn<() => void>();
    const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    const response = new Response(body, { headers: { "content-length": "11" } });

    await expect(readBody(response, { maxBytes: 10, signal })).rejects.toMatchObject({ reason: "too-large" });
    expect(pull).not.toHaveBeenCalled();
  });

  test("takes a body of exactly the limit", async () => {
    const { body } = streamed(["abcde", "fghij"]);

    await expect(readBody(new Response(body), { maxBytes: 10, signal })).resolves.toHaveLength(10);
  });

  test.each([
    ["breaks off", "error", {}],
    ["is shorter than announced", "close", { "content-length": "9" }],
  ] as const)("calls a body truncated that %s", async (_, end, headers) => {
    const { body } = streamed(["abc"], end);

    await expect(readBody(new Response(body, { headers }), { maxBytes: 10, signal })).rejects.toMatchObject({
      reason: "truncated",
      retryable: true,
    });
  });

  test("reads no more than it was asked to, and cancels the rest", async () => {
    const { body, cancel } = streamed(["abc", "def", "ghi"]);
    const response = new Response(body, { headers: { "content-length": "9" } });
    const bytes = await readBody(response, { maxBytes: 10, upTo: 5, signal });

    expect(Buffer.from(bytes).toString()).toBe("abcde");
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("gives up a body when the signal aborts, even where nobody else listens to it", async () => {
    const { body, cancel } = streamed(["abc"], "hang");
    const controller = new AbortController();
    const reading = readBody(new Response(body), { maxBytes: 10, signal: controller.signal });
    controller.abort();

    await expect(reading).rejects.toMatchObject({ reason: "truncated" });
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});

describe("discardBody", () => {
  test("cancels the body", async () => {
    const { body, cancel } = streamed(["abc"]);
    await discardBody(new Response(body));

    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("does not mind a body that is locked or broken", async () => {
    const response = new Response(streamed(["abc"]).body);
    response.body?.getReader();

    await expect(discardBody(response)).resolves.toBeUndefined();
  });
});
