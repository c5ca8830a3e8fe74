import { CostError } from "@vg/cost";
import { call, thrownBy } from "@vg/testing/untyped";
import { describe, expect, test } from "vitest";
import { createLedger } from "../src/index.ts";

const postgres = { query: () => Promise.reject(new Error("nothing may be asked")) };
const ledger = createLedger({ postgres }, { timeout: 0.01 });
const budget = ledger.budget("films");
const long = "x".repeat(201);

describe("createLedger", () => {
  test.each<[problem: string, args: readonly unknown[]]>([
    ["options must be an object, not undefined", []],
    [
      "connection must be { supabase } with a client that has rpc, or { postgres } with one that has query, not an object",
      [{}],
    ],
    ["connection must be", [{ supabase: {}, postgres: { query: "select" } }]],
    ['options must be an object, not "fast"', [{ postgres }, "fast"]],
    ["timeout must be a number of seconds above 0, at most 600, not 0", [{ postgres }, { timeout: 0 }]],
    ['timeout must be a number of seconds above 0, at most 600, not "30"', [{ postgres }, { timeout: "30" }]],
  ])("says that %s", (problem, args) => {
    const error = thrownBy(() => call(createLedger, ...args));

    expect(error).toBeInstanceOf(CostError);
    expect(error).toMatchObject({ code: "INVALID_OPTION", message: expect.stringContaining(problem) });
  });

  test("says that a budget needs a name", () => {
    expect(() => ledger.budget("")).toThrow('name must be a text of 1 to 200 characters, not ""');
  });
});

test.each<[problem: string, code: string, method: string, args: readonly unknown[]]>([
  ["options must be an object, not undefined", "INVALID_OPTION", "openBudget", ["films"]],
  [
    'limit must be a decimal number of dollars such as "12.50", not "1e3"',
    "INVALID_AMOUNT",
    "openBudget",
    ["films", { limit: "1e3" }],
  ],
  ["name must be a text of 1 to 200 characters", "INVALID_OPTION", "openBudget", [long, { limit: "1" }]],
  ["name must be a text of 1 to 200 characters", "INVALID_OPTION", "openBudget", ["a\0", { limit: "1" }]],
  [
    "parent must be a text of 1 to 200 characters, not 5",
    "INVALID_OPTION",
    "openBudget",
    ["films", { limit: "1", parent: 5 }],
  ],
  [
    'period must be day, week or month, not "year"',
    "INVALID_OPTION",
    "openBudget",
    ["films", { limit: "1", period: "year" }],
  ],
  [
    'timeZone must come with a period, not "UTC"',
    "INVALID_OPTION",
    "openBudget",
    ["films", { limit: "1", timeZone: "UTC" }],
  ],
  [
    'timeZone must be the name of a time zone such as "Europe/Berlin", not "Mars"',
    "INVALID_OPTION",
    "openBudget",
    ["films", { limit: "1", period: "day", timeZone: "Mars" }],
  ],
  [
    "timeZone must be the name of a time zone",
    "INVALID_OPTION",
    "openBudget",
    ["films", { limit: "1", period: "day", timeZone: 1 }],
  ],
  ["cost must be a decimal number of dollars", "INVALID_AMOUNT", "reserve", ["free"]],
  ['cost must be at least 0 dollars, not "-0.01"', "INVALID_AMOUNT", "reserve", ["-0.01"]],
  ["cost must have at most 12 digits before the point and 30 after it", "INVALID_AMOUNT", "reserve", ["1000000000000"]],
  [
    "cost must have at most 12 digits before the point and 30 after it",
    "INVALID_AMOUNT",
    "reserve",
    [`0.${"1".repeat(31)}`],
  ],
  ["cost must be a Cost", "INVALID_AMOUNT", "reserve", [0.5]],
  ["options must be an object, not null", "INVALID_OPTION", "reserve", ["1", null]],
  ["key must be a text of 1 to 200 characters, not 7", "INVALID_OPTION", "reserve", ["1", { key: 7 }]],
  ["key must be a text of 1 to 200 characters", "INVALID_OPTION", "reserve", ["1", { key: "\ud800" }]],
  [
    "expiresIn must be a number of seconds above 0, at most 2592000, not 0",
    "INVALID_OPTION",
    "reserve",
    ["1", { expiresIn: 0 }],
  ],
  [
    "duration must be a finite number of seconds, at least 0, not -1",
    "INVALID_DURATION",
    "reserve",
    ["1", { duration: -1 }],
  ],
  ["details must be a JSON object, not an empty list", "INVALID_OPTION", "reserve", ["1", { details: [] }]],
  [
    "details must be a JSON object; write a cost with costToJSON",
    "INVALID_OPTION",
    "reserve",
    ["1", { details: { cost: 1n } }],
  ],
  [
    "details must be a JSON object, not undefined",
    "INVALID_OPTION",
    "reserve",
    ["1", { details: { toJSON: () => undefined } }],
  ],
  ["details must be a JSON object, not 5", "INVALID_OPTION", "reserve", ["1", { details: { toJSON: () => 5 } }]],
  ["details must be text that PostgreSQL can keep", "INVALID_OPTION", "reserve", ["1", { details: { model: "\0" } }]],
  ["details must be text that PostgreSQL can keep", "INVALID_OPTION", "reserve", ["1", { details: { "\ud800": 1 } }]],
  [
    "details must be at most 16384 characters of JSON, not 16393",
    "INVALID_OPTION",
    "reserve",
    ["1", { details: { a: "x".repeat(16_385) } }],
  ],
  ["items must be a list of at most 1000 costs, not undefined", "INVALID_OPTION", "reserveMany", []],
  [
    "items must be a list of at most 1000 costs, not a list",
    "INVALID_OPTION",
    "reserveMany",
    [Array.from({ length: 1001 }, () => ({ cost: "1" }))],
  ],
  ["items[1].cost must be", "INVALID_AMOUNT", "reserveMany", [[{ cost: "1" }, { cost: "x" }]]],
  [
    "items must each have a key of its own",
    "INVALID_OPTION",
    "reserveMany",
    [
      [
        { cost: "1", key: "a" },
        { cost: "1", key: "a" },
      ],
    ],
  ],
  ["options must be an object, not 5", "INVALID_OPTION", "reserveMany", [[], 5]],
  ["key must be a text of 1 to 200 characters, not undefined", "INVALID_OPTION", "settle", []],
  ["actual must be a decimal number of dollars", "INVALID_AMOUNT", "settle", ["clip-1", "?"]],
  ["key must be a text of 1 to 200 characters, not an object", "INVALID_OPTION", "release", [{}]],
  ["options must be an object, not undefined", "INVALID_OPTION", "prune", []],
  ["before must be a valid Date, not undefined", "INVALID_OPTION", "prune", [{}]],
])("says that %s (%s), and asks nothing", async (problem, code, method, args) => {
  const error: unknown = await Promise.resolve(call(Reflect.get({ ...ledger, ...budget }, method), ...args)).catch(
    (reason: unknown) => reason,
  );

  expect(error).toBeInstanceOf(CostError);
  expect(error).toMatchObject({ code, message: expect.stringContaining(problem) });
});

test.each([
  ['after must be the cursor of a settlement, not "yesterday"', { after: "yesterday" }],
  ["after must be the cursor of a settlement, not 5", { after: 5 }],
  ['since must be a valid Date, not "2026-01-01"', { since: "2026-01-01" }],
  ["options must be an object, not 5", 5],
])("the record says that %s", async (problem, options) => {
  for (const record of [ledger, budget]) {
    const settlements: AsyncIterator<unknown> = Object(call(Reflect.get(record, "settlements"), options));
    await expect(settlements.next()).rejects.toThrow(problem);
  }
});
