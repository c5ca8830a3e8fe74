import { describe, expect, test } from "vitest";
import type { FaultRule } from "../../src/index.ts";
import { openWorld, type WorldRequest } from "../support/world.ts";

type Answering = Extract<FaultRule, { kind: "status" | "html" | "empty" | "empty-json" | "redirect" }>;

const FAULTS: readonly [fault: Answering, status: number, body: RegExp][] = [
  [{ kind: "status", status: 503, body: "busy" }, 503, /^busy$/],
  [{ kind: "status", status: 500 }, 500, /^\{.*\}$/],
  [{ kind: "status", status: 503, body: "" }, 503, /^$/],
  [{ kind: "html" }, 502, /^<html>/],
  [{ kind: "empty" }, 503, /^$/],
  [{ kind: "empty", status: 200 }, 200, /^$/],
  [{ kind: "empty", status: 204 }, 204, /^$/],
  [{ kind: "empty-json" }, 200, /^\{\}$/],
  [{ kind: "redirect" }, 302, /^$/],
  [{ kind: "redirect", status: 308, location: "/elsewhere" }, 308, /^$/],
];

const REQUESTS: readonly [what: string, path: string, ask: WorldRequest][] = [
  ["a download", "/object/images/a.png", {}],
  ["a HEAD", "/object/images/a.png", { method: "HEAD" }],
  ["signing", "/object/sign/images", { json: { expiresIn: 60, paths: ["a.png"] } }],
  ["an upload", "/object/images/new.png", { body: "bytes" }],
  ["an error", "/object/images/none", {}],
];

const STAGES = ["before-body", "before-handling", "after-handling"] as const;

const cells = STAGES.flatMap((strikes) =>
  REQUESTS.flatMap(([what, path, ask]) =>
    FAULTS.map(([fault, status, body]) => ({ fault: { ...fault, strikes }, what, path, ask, status, body })),
  ),
);

describe("an answer in place of the right one", () => {
  test.each(cells)("$fault strikes $what", async ({ fault, path, ask, status, body }) => {
    const { emulator, storage } = await openWorld();
    emulator.fault(fault);

    const response = await storage(path, ask);
    const text = await response.text();

    expect(response.status).toBe(status);
    expect(text).toMatch(ask.method === "HEAD" ? /^$/ : body);
    await emulator.idle();
    expect(emulator.requests).toMatchObject([
      { status, fault: fault.kind, bytesSent: Buffer.byteLength(text), outcome: "complete" },
    ]);
  });
});
