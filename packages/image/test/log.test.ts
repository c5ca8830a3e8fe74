import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { inspect } from "node:util";
import pino from "pino";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import winston from "winston";
import { createDefaultLogger, type Logger, safeLogger } from "../src/logger.ts";
import { hideToken } from "../src/outcome.ts";

const root = `${import.meta.dirname}/..`;

function written(level: string): unknown[] {
  const code = `
    import { createDefaultLogger } from "./src/logger.ts";
    const logger = createDefaultLogger("${level}");
    for (const of of ["debug", "info", "warn", "error"]) logger[of]("image step", { jobId: "job-1", ms: 7, ok: true });
  `;
  const script = `${process.execPath} --input-type=module -e '${code}' 2>&1 >/dev/null`;
  const lines = execFileSync("sh", ["-c", script], { cwd: root, encoding: "utf8" }).trim();
  return lines === "" ? [] : lines.split("\n").map((line) => JSON.parse(line));
}

describe("the default logger", () => {
  test("writes nothing below its level, and loads nothing for it", async () => {
    const stream = new PassThrough();
    const logger = createDefaultLogger("warn", stream);
    logger.debug("a", { jobId: "job-1" });
    logger.info("b", { jobId: "job-1" });
    logger.warn("c", { jobId: "job-1" });
    logger.error("d", { jobId: "job-1" });
    const [line] = await once(stream, "data");

    expect(String(line)).toMatch(/^\{"jobId":"job-1","level":"warn","message":"c","timestamp":"[^"]+"\}\n/);
  });

  test("writes a JSON line on standard error for each level from its own up", () => {
    const line = {
      message: "image step",
      jobId: "job-1",
      ms: 7,
      ok: true,
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    };

    expect(written("info")).toEqual([
      { ...line, level: "info" },
      { ...line, level: "warn" },
      { ...line, level: "error" },
    ]);
    expect(written("error")).toEqual([{ ...line, level: "error" }]);
  });
});

function fail(): never {
  throw new Error("disk full");
}

describe("safeLogger", () => {
  test("passes lines on, and keeps a logger's own trouble to itself", () => {
    const lines: unknown[] = [];
    const own = { info: vi.fn<() => never>(fail), debug: vi.fn<() => void>(), warn: vi.fn<() => void>() };
    const logger = safeLogger({ ...own, error: (...line) => void lines.push(line) });
    logger.error("a", { jobId: "1" });

    expect(() => logger.info("b", { jobId: "1" })).not.toThrow();
    expect(lines).toEqual([["a", { jobId: "1" }]]);
  });

  test("does not let a log that fails later go unhandled", async () => {
    const late = vi.fn<() => Promise<never>>(() => Promise.reject(new Error("disk full")));
    const logger = safeLogger({ debug: late, info: late, warn: late, error: late });
    logger.info("a", { jobId: "1" });

    await expect(late.mock.results[0]?.value).rejects.toThrow("disk full");
  });
});

describe("a logger of another kind", () => {
  const meta = { jobId: "job-1", ms: 7 };
  const levels = ["debug", "info", "warn", "error"] as const;

  test.each(["pino", "a child of pino"])("that is %s keeps the facts and the message of each line", (kind) => {
    const lines: string[] = [];
    const parent = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
    const logger = safeLogger(kind === "pino" ? parent : parent.child({ part: "images" }));
    for (const level of levels) logger[level]("image step", meta);

    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject(
      [20, 30, 40, 50].map((level) => ({ level, msg: "image step", jobId: "job-1", ms: 7 })),
    );
  });

  test("that is bunyan's gets the facts first, and is called as its own", () => {
    const lines: unknown[] = [];
    function keep(this: unknown, ...line: readonly unknown[]): void {
      lines.push([this === bunyan, ...line]);
    }
    const functions = { debug: keep, info: keep, warn: keep, error: keep };
    const bunyan = { ...functions, child: keep, addStream: keep, addSerializers: keep };
    safeLogger(bunyan).info("image step", meta);

    expect(lines).toEqual([[true, meta, "image step"]]);
  });

  test("that is winston's gets the message first", async () => {
    const stream = new PassThrough();
    const logger = safeLogger(
      winston.createLogger({ level: "debug", transports: [new winston.transports.Stream({ stream })] }),
    );
    logger.info("image step", meta);
    const [line] = await once(stream, "data");

    expect(JSON.parse(String(line))).toEqual({ level: "info", message: "image step", ...meta });
  });

  test("may be given to a handler by its type", () => {
    expectTypeOf(pino()).toExtend<Logger>();
    expectTypeOf(winston.createLogger()).toExtend<Logger>();
    expectTypeOf(console).toExtend<Logger>();
    // @ts-expect-error - a function is no logger
    expectTypeOf(console.log).toExtend<Logger>();
  });
});

describe("hideToken", () => {
  const object = { bucket: "images", path: "a.png" };
  const outcome = hideToken({ ok: true, via: "signed-url", input: "https://a.b/c?token=canary", object, steps: [] });

  test("leaves the input to who asks for it", () => {
    expect(outcome.input).toBe("https://a.b/c?token=canary");
    expect(Object.isFrozen(outcome)).toBe(true);
  });

  test.each([
    ["JSON.stringify", (value: unknown) => JSON.stringify(value)],
    ["util.inspect", (value: unknown) => inspect(value, { depth: 9, showHidden: true })],
    ["JSON.stringify of what holds it", (value: unknown) => JSON.stringify({ nested: [value] })],
  ])("keeps the token from %s", (_, show) => {
    expect(show(outcome)).not.toContain("canary");
    expect(show(outcome)).toContain("https://a.b/c?[redacted]");
  });

  test("shows a file by its name, type and size", () => {
    const file = new File(["abc"], "a.png", { type: "image/png" });
    const shown = JSON.parse(JSON.stringify(hideToken({ ok: true, via: "file", input: file, object, steps: [] })));

    expect(shown.input).toEqual({ name: "a.png", type: "image/png", size: 3 });
  });
});
