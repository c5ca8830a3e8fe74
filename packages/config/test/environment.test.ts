import { describe, expect, test, vi } from "vitest";
import { ConfigError, ENVIRONMENTS, getCostRates, parseEnvironment } from "../src/index.ts";

describe("parseEnvironment", () => {
  test.each(ENVIRONMENTS)("knows %s", (environment) => {
    expect(parseEnvironment(environment)).toBe(environment);
  });

  test.each(["prod", "", " production", "Production", "__proto__", "toString"])(
    "refuses %j and lists what is valid",
    (value) => {
      expect(() => parseEnvironment(value)).toThrow(ConfigError);
      expect(() => parseEnvironment(value)).toThrow("must be production, staging or development");
    },
  );
});

test("shows no more than the beginning of a long text", () => {
  expect(() => parseEnvironment("x".repeat(81))).toThrow(`not "${"x".repeat(80)}..."`);
  expect(() => parseEnvironment("x".repeat(80))).toThrow(new RegExp(`not "${"x".repeat(80)}"$`));
});

describe("getCostRates", () => {
  test.each([
    ["production", "0.10"],
    ["", "0.005"],
    [undefined, "0.005"],
  ])("takes the environment from ENVIRONMENT=%j", (value, baseCost) => {
    vi.stubEnv("ENVIRONMENT", value);

    expect(getCostRates().baseCost).toBe(baseCost);
  });

  test.each([
    ["production", "0.10", "0.033"],
    ["staging", "0.10", "0.033"],
    ["development", "0.005", "0.002"],
  ] as const)("gives %s the specification's rates", (environment, baseCost, perSecond) => {
    expect(getCostRates(environment)).toEqual({ currency: "USD", baseCost, perSecond });
  });
});
