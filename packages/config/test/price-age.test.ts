import { call, thrownBy } from "@vg/testing/untyped";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, type CostRates, getModelRates, loadConfig, MODELS, priceAge } from "../src/index.ts";
import { ignoreWarnings, issuesOf, warningsOf } from "./loading.ts";

describe("priceAge", () => {
  test.each([
    ["2026-10-08", "2026-10-08T00:00:00Z", 0, false],
    ["2026-10-08", "2026-10-08T23:59:59Z", 0, false],
    ["2026-10-08", "2026-10-09T00:00:00Z", 1, false],
    ["2026-10-08", "2027-01-06T23:59:59Z", 90, false],
    ["2026-10-08", "2027-01-07T00:00:00Z", 91, true],
    ["2026-10-08", "2026-10-01T00:00:00Z", 0, false],
    ["2025-11", "2025-12-01T00:00:00Z", 1, false],
    ["2024-02", "2024-02-29T00:00:00Z", 0, false],
    ["2025", "2026-01-01T00:00:00Z", 1, false],
  ])("of %s at %s is %d days, stale: %s", (asOf, now, days, stale) => {
    expect(priceAge({ asOf }, new Date(now))).toEqual({ days, stale });
  });

  test("takes a price, rates, and another number of days", () => {
    const now = new Date("2026-10-18T00:00:00Z");
    const [price] = MODELS["veo-3.1-lite"].prices;

    expect(priceAge(price, now)).toEqual({ days: 10, stale: false });
    expect(priceAge(getModelRates("veo-3.1-lite", { resolution: "720p" }), now, { staleAfterDays: 9 })).toEqual({
      days: 10,
      stale: true,
    });
  });

  test("counts from now by default", () => {
    expect(priceAge({ asOf: "2020-01-01" }).stale).toBe(true);
    expect(priceAge({ asOf: new Date().toISOString().slice(0, 10) })).toEqual({ days: 0, stale: false });
  });

  test.each([undefined, "2026-13", "2026-02-30", "26-01-01", "2026-1-1", "soon", 2026, ""])(
    "refuses the day %j",
    (asOf) => {
      expect(() => call(priceAge, { asOf })).toThrow("price.asOf must be a day, a month or a year such as 2026-10-08");
    },
  );

  test.each<[string, readonly unknown[]]>([
    ["price must be an object, not a number", [5]],
    ["price.asOf must be a day", []],
    ["now must be a valid Date", [{ asOf: "2026" }, new Date(Number.NaN)]],
    ["now must be a valid Date", [{ asOf: "2026" }, "2026-10-08"]],
    ["staleAfterDays must be a number of days", [{ asOf: "2026" }, new Date(), { staleAfterDays: -1 }]],
    ["options must be an object, not null", [{ asOf: "2026" }, new Date(), null]],
  ])("throws: %s", (message, values) => {
    expect(thrownBy(() => call(priceAge, ...values))).toBeInstanceOf(ConfigError);
    expect(() => call(priceAge, ...values)).toThrow(message);
  });

  test("never falls with time, and a day adds a day", () => {
    const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.nat(5000), (read, days) => {
        const asOf = read.toISOString().slice(0, 10);
        const now = new Date(Date.parse(asOf) + days * 86_400_000);

        expect(priceAge({ asOf }, now)).toEqual({ days, stale: days > 90 });
      }),
    );
  });
});

describe("loadConfig warns of the price of the chosen model", () => {
  const now = new Date("2027-02-01T00:00:00Z");
  const codes = (env: Record<string, string>, more = {}): string[] =>
    warningsOf({ env, now, ...more }).map(({ code }) => code);

  test("if it is old", () => {
    expect(warningsOf({ env: { VG_MODEL: "veo-3.1-lite" }, now })).toContainEqual({
      code: "price-stale",
      variables: ["VG_MODEL"],
      message:
        "The price of veo-3.1-lite was read 116 days ago (2026-10-08): read it again at https://replicate.com/google/veo-3.1-lite, or set VG_BASE_COST and VG_COST_PER_SECOND.",
    });
  });

  test.each([
    ["that nobody chose", {}, {}],
    ["whose rates somebody set", { VG_MODEL: "veo-3.1-lite", VG_BASE_COST: "1", VG_COST_PER_SECOND: "1" }, {}],
    ["whose price is not known", { VG_MODEL: "svd" }, {}],
    ["whose price may be older", { VG_MODEL: "veo-3.1-lite" }, { staleAfterDays: 116 }],
    ["whose price is new", { VG_MODEL: "veo-3.1-lite" }, { now: new Date("2026-11-01") }],
  ])("but not of one %s", (_, env, more) => {
    expect(codes(env, more)).not.toContain("price-stale");
  });

  test.each([
    ["hailuo-2.3-fast", "4", "0.19", 6],
    ["hailuo-2.3-fast", "8", "0.32", 10],
    ["hailuo-2.3-fast", "20", "0.32", 10],
    ["ray-3.2", "5", "1.20", 5],
  ])("if each length of %s has its own: up to %s s it is %s", (VG_MODEL, VG_MAX_DURATION, baseCost, seconds) => {
    const VG_RESOLUTION = VG_MODEL === "ray-3.2" ? "1920x1080" : "1024x576";
    const env = { VG_MODEL, VG_MAX_DURATION, VG_RESOLUTION };

    expect(warningsOf({ env, now: new Date("2026-11-01") })).toContainEqual({
      code: "price-by-length",
      variables: ["VG_MODEL"],
      message: expect.stringContaining(`the rates are those of ${seconds} s`),
    });
    expect(loadRates(env)).toMatchObject({ baseCost, perSecond: "0" });
  });

  test("and refuses a time and a number of days that are none", () => {
    const options: object = { env: {}, now: "today", staleAfterDays: -1 };

    expect(issuesOf(() => call(loadConfig, options)).map(({ variable }) => variable)).toEqual([
      "now",
      "staleAfterDays",
    ]);
  });
});

function loadRates(env: Record<string, string>): CostRates {
  return loadConfig({ env, onWarning: ignoreWarnings }).rates;
}
