import { startEmulator } from "@vg/emulator";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ImageOutcome } from "../src/index.ts";
import { type OpenHandler, openHandler } from "./support/open-handler.ts";
import { blackPng } from "./support/sample-images.ts";

const emulator = await startEmulator();
const secrets = [emulator.supabase.serviceRoleKey, emulator.replicate.token, "canary"];
const url = (): string => `${emulator.publicUrl("images", "cat.png")}?token=canary`;

beforeAll(() => emulator.putObject("images", "cat.png", blackPng(8, 4)));
afterEach(() => emulator.clearFaults());
afterAll(() => emulator.close());

/** Everything that a person or a log could see of a value. */
function shown(value: unknown): string {
  const error = value instanceof Error ? [String(value), value.stack, shown(value.cause)] : [];
  return [JSON.stringify(value), inspect(value, { depth: 9, showHidden: true }), ...error].join("\n");
}

function tokensOf(outcome: ImageOutcome): string[] {
  const input = outcome.ok && typeof outcome.input === "string" ? outcome.input : "";
  return [new URL(input, "http://x").searchParams.get("token")].filter((token) => token !== null);
}

function expectNoSecret(handler: OpenHandler, outcome: ImageOutcome): void {
  const text = shown([handler, handler.lines, outcome]);
  for (const secret of [...secrets, ...tokensOf(outcome)]) expect(text).not.toContain(secret);
}

describe("no secret is shown", () => {
  test("by the log, if a person took a token for a bucket or a job", async () => {
    const token = "r8_0123456789abcdefghijABCDEFGHIJ0123456";
    const handler = openHandler(emulator);
    await handler.prepareImage(`${emulator.supabase.url}/storage/v1/object/${token}/cat.png`, { jobId: token });

    expect(handler.lines).toContainEqual(expect.objectContaining({ bucket: "[redacted]", jobId: "[redacted]" }));
    expect(shown(handler.lines)).not.toContain(token);
  });

  test.each(["signed-url", "upload", "file"] as const)("by an image that went by %s", async (strategy) => {
    const handler = openHandler(emulator, { strategies: [strategy], inspect: "probe" });
    const outcome = await handler.prepareImage(url(), { jobId: "job-1" });

    expect(outcome).toMatchObject({ ok: true, via: strategy });
    expectNoSecret(handler, outcome);
  });

  test.each([
    { kind: "status", status: 400, body: { code: "InvalidKey", message: "canary", error: "canary" } },
    { kind: "status", status: 401, body: { detail: "canary" } },
    { kind: "status", status: 429, retryAfter: "canary" },
    { kind: "html", status: 200 },
    { kind: "empty-json" },
    { kind: "redirect", location: "https://canary.example.com/canary" },
    { kind: "reset" },
    { kind: "cut" },
  ] as const)("by an image that did not get through $kind $status", async (fault) => {
    const handlers = (["signed-url", "upload", "file"] as const).map((via) =>
      openHandler(emulator, { strategies: [via] }),
    );
    emulator.fault({ ...fault, times: Number.POSITIVE_INFINITY });
    const outcomes = await Promise.all(handlers.map((handler) => handler.prepareImage(url(), { jobId: "job-1" })));

    expect(outcomes).toMatchObject([{ ok: false }, { ok: false }, { ok: false }]);
    for (const [index, handler] of handlers.entries()) {
      const [outcome] = outcomes.slice(index);
      if (outcome !== undefined) expectNoSecret(handler, outcome);
    }
  });
});
