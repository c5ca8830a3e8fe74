import { assertNever } from "@vg/internal";
import { describe, expect, test } from "vitest";
import { type Emulator, EmulatorError, type FaultRule } from "../../src/index.ts";
import { openWorld } from "../support/world.ts";

/** What a caller without types, or a cast, can hand over. */
type Anything = Readonly<Record<string, unknown>>;

/** A rule whose fields are no own ones. */
class Rule {
  get kind(): string {
    return "status";
  }

  get status(): number {
    return 503;
  }
}

function order(emulator: Emulator, rule: unknown): void {
  // @ts-expect-error - it can be anything
  emulator.fault(rule);
}

const FAULTS: readonly [fault: Anything, message: string | RegExp][] = [
  [{ kind: "nonsense" }, /^kind must be one of "status", .*, not "nonsense"$/],
  [{ kind: "toString" }, /^kind must be one of "status", .*, not "toString"$/],
  [{}, /^kind must be one of "status", .*, not undefined$/],
  [{ kind: "delay" }, "ms must be a number of milliseconds from 0 to 2147483647, not undefined"],
  ...[Number.NaN, -5, 2 ** 31, Number.POSITIVE_INFINITY, "5"].map((ms): [Anything, RegExp] => [
    { kind: "delay", ms },
    /^ms must be a number of milliseconds from 0 to 2147483647, not /,
  ]),
  ...[Number.NaN, 1.5, 0, Number.POSITIVE_INFINITY, undefined].map((by): [Anything, RegExp] => [
    { kind: "wrong-length", by },
    /^by must be a whole number other than 0, not /,
  ]),
  ...(["cut", "hang-in-body"] as const).flatMap((kind) =>
    [-5, Number.NaN, 1.5, Number.POSITIVE_INFINITY].map((after): [Anything, RegExp] => [
      { kind, after },
      /^after must be a whole number from 0 up, not /,
    ]),
  ),
  [{ kind: "redirect", status: 200 }, "status must be one of 301, 302, 303, 307, 308, not 200"],
  [
    { kind: "redirect", location: "a\nb" },
    /^location must be a text that a header can hold, without line breaks, not "a\\nb"$/,
  ],
  [{ kind: "redirect", location: "" }, /^location must be a text/],
  [{ kind: "status" }, "status must be an HTTP status from 200 to 599, not undefined"],
  ...[99, 600, 250.5, Number.NaN, "500"].flatMap((status) =>
    ["status", "html", "empty"].map((kind): [Anything, RegExp] => [
      { kind, status },
      /^status must be an HTTP status from 200 to 599, not /,
    ]),
  ),
  ...[Number.NaN, -1, 1.5, "a\r\nb", "", null].map((retryAfter): [Anything, RegExp] => [
    { kind: "status", status: 429, retryAfter },
    /^retryAfter must be a whole number of seconds from 0 up, or a text that a header can hold, not /,
  ]),
  ...[{ a: "x\ny" }, { "a b": "x" }, { a: 1 }, "a: b", [], null].map((headers): [Anything, RegExp] => [
    { kind: "status", status: 500, headers },
    /^headers must be names of headers with texts that a header can hold, not /,
  ]),
  ...[() => "x", 1n, null]
    .slice(0, 2)
    .map((body): [Anything, RegExp] => [
      { kind: "status", status: 500, body },
      /^body must be a text or what JSON can hold, not /,
    ]),
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5"].map((bytesPerSecond): [Anything, RegExp] => [
    { kind: "drip", bytesPerSecond },
    /^bytesPerSecond must be a finite number, more than 0, not /,
  ]),
  [
    { kind: "wrong-token", token: "zzz" },
    'token must be one of "expired", "other-object", "forged", "garbage", "absent", not "zzz"',
  ],
  [{ kind: "html", after: 3 }, "after is not a field of "],
  [{ kind: "delay", mss: 3 }, /^mss is not a field of \w+; its fields are kind( and|,) ms/],
];

const TARGETS: readonly [target: Anything, message: string | RegExp][] = [
  [{ strikes: "later" }, 'strikes must be one of "before-body", "before-handling", "after-handling", not "later"'],
  ...[0, 1.5, Number.NaN, -1, "2"].map((times): [Anything, RegExp] => [
    { times },
    /^times must be a whole number from 1 up, or Infinity, not /,
  ]),
  [{ route: "object.gets" }, /^route must be one or several of object\.get, .*, not "object\.gets"$/],
  [{ route: [] }, /^route must be one or several of .*, not an empty list$/],
  [{ route: ["object.get", "nowhere"] }, /^route must be one or several of .*, not "object\.get" and "nowhere"$/],
  [{ service: "s3" }, 'service must be one of "supabase", "replicate", "none", not "s3"'],
  [{ method: "" }, 'method must be the name of an HTTP method, not ""'],
  [{ bucket: 5 }, "bucket must be a text, not 5"],
  [{ key: 5 }, "key must be a text or a pattern, not 5"],
  [{ when: true }, "when must be a function, not true"],
  [{ tims: 5 }, "tims is not a field of rule; its fields are kind, route, "],
];

describe("an invalid rule is refused, with its field, value and rule", () => {
  test.each([...FAULTS, ...TARGETS.map(([target, message]) => [{ kind: "hang", ...target }, message] as const)])(
    "%o",
    async (rule, message) => {
      const { emulator, storage } = await openWorld();

      expect(() => order(emulator, rule)).toThrow(EmulatorError);
      expect(() => order(emulator, rule)).toThrow(message);
      expect((await storage("/object/images/a.png")).status).toBe(200);
    },
  );

  test.each([
    [null, "null"],
    [undefined, "undefined"],
    [5, "5"],
    ["hang", '"hang"'],
    [[], "an empty list"],
  ])("%o for a rule", async (rule, shown) => {
    const { emulator } = await openWorld();

    expect(() => order(emulator, rule)).toThrow(`rule must be an object, not ${shown}`);
  });

  test("a rule whose fields would be lost in a copy", async () => {
    const { emulator } = await openWorld();

    expect(() => order(emulator, new Rule())).toThrow(/^kind must be one of "status", .*, not undefined$/);
  });

  test("only a function can choose", async () => {
    const { emulator } = await openWorld();

    // @ts-expect-error - a rule is not a chooser
    expect(() => emulator.faultEach({ kind: "hang" })).toThrow("choose must be a function, not an object");
  });
});

describe("a rule that can be is accepted", () => {
  const rows: readonly FaultRule[] = [
    { kind: "delay", ms: 0.5 },
    { kind: "delay", ms: 2 ** 31 - 1 },
    { kind: "cut", after: 0 },
    { kind: "wrong-length", by: -1 },
    { kind: "status", status: 599, retryAfter: "soon", headers: { "x-empty": "" }, body: [1] },
    { kind: "status", status: 200, body: null, retryAfter: 0 },
    { kind: "html", times: Number.POSITIVE_INFINITY, route: ["object.get", "unknown"], key: /a/ },
    { kind: "hang", service: "none", method: "propfind", bucket: "", key: "", when: () => false },
  ];

  test.each(rows)("%o", async (rule) => {
    const { emulator } = await openWorld();

    expect(emulator.fault(rule).hits).toBe(0);
  });
});

describe("the fault that a chooser returns is validated", () => {
  test.each(FAULTS)("%o is an internal error that says why", async (fault, message) => {
    const { emulator, storage, replicate } = await openWorld();
    // @ts-expect-error - it can be anything
    const handle = emulator.faultEach(() => fault);

    const fromStorage = await storage("/object/images/a.png");
    const fromReplicate = await replicate("/files");

    expect([fromStorage.status, fromReplicate.status]).toEqual([500, 500]);
    expect(await fromStorage.json()).toMatchObject({ message: expect.stringMatching(message) });
    expect(await fromReplicate.json()).toMatchObject({ detail: expect.stringMatching(message) });
    expect(handle.hits).toBe(0);
  });
});

test("later changes of a rule have no effect", async () => {
  const { emulator, storage } = await openWorld();
  const rule = {
    kind: "status" as const,
    status: 503,
    body: { said: ["first"] },
    headers: { "x-said": "first" },
    route: ["object.get" as const],
    times: 9,
  };
  emulator.fault(rule);

  rule.status = 200;
  rule.body.said.push("second");
  rule.headers["x-said"] = "second";
  rule.route.length = 0;

  const response = await storage("/object/images/a.png");
  expect(response.status).toBe(503);
  expect(response.headers.get("x-said")).toBe("first");
  expect(await response.json()).toEqual({ said: ["first"] });
});

test("a drip as slow as can be waits for its first drop", async () => {
  const { emulator, storage } = await openWorld();
  emulator.fault({ kind: "drip", bytesPerSecond: 1e-9 });
  const response = await storage("/object/images/a.png");

  await expect.poll(() => emulator.requests.at(0)).toMatchObject({ bytesSent: 1, outcome: "open" });
  await emulator.close();

  await expect(response.text()).rejects.toThrow("terminated");
});

test("a value without a case fails", () => {
  // @ts-expect-error - the types know that it cannot happen
  expect(() => assertNever({ kind: "nonsense" })).toThrow("unexpected value an object");
});
