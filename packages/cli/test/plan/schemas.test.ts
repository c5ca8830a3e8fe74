import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { JSON_SCHEMAS } from "../../scripts/json-schemas.ts";
import { PlanError, parsePlan } from "../../src/index.ts";

describe("the published JSON Schemas", () => {
  test.each(["plan", "job"] as const)("of a %s is up to date: pnpm --filter @vg/cli make-schemas", (name) => {
    const published: unknown = JSON.parse(
      readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), "utf8"),
    );

    expect(published).toEqual(JSON.parse(JSON_SCHEMAS[name]));
  });

  test.each([
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2 }] }, true],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, imageUrl: null, seed: 1 }] }, true],
    [{ jobId: "film", clipPrompts: [] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 0 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 5e-324 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 90_000 }] }, false],
    [{ clipPrompts: [{ prompt: "a boat", duration: 2 }] }, false],
  ])("describe the job %j: %s", (job, valid) => {
    expect(new Ajv().validate(JSON.parse(JSON_SCHEMAS.job), job)).toBe(valid);
  });
});

describe("parsePlan", () => {
  test.each([
    [null, "plan: expected"],
    [{ format: "vg-plan/2" }, 'format: expected "vg-plan/1"'],
    [
      { format: "vg-plan/1", clips: [{ image: { via: "signed-url", input: "canary" } }] },
      "clips.0.image.input: expected",
    ],
  ])("refuses %j, naming the field but no value", (value, text) => {
    expect(() => parsePlan(value)).toThrow(PlanError);
    expect(() => parsePlan(value)).toThrow(text);
    expect(() => parsePlan(value)).not.toThrow("canary");
  });
});
