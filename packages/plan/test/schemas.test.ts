import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { JSON_SCHEMAS } from "../scripts/json-schemas.ts";
import { parseJob } from "../src/index.ts";

describe("the published JSON Schemas", () => {
  test.each(["job", "plan"] as const)("of a %s is up to date: pnpm --filter @vg/plan make-schemas", (name) => {
    const published: unknown = JSON.parse(
      readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), "utf8"),
    );

    expect(published).toEqual(JSON.parse(JSON_SCHEMAS[name]));
  });

  test.each([
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2 }] }, true],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, imageUrl: null, seed: 1 }] }, true],
    [{ $schema: "x", jobId: "film", clipPrompts: [{ prompt: "a", duration: 2 }], defaults: { audio: true } }, true],
    [{ jobId: "film", clipPrompts: [] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 0 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 5e-324 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 90_000 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, seed: 0.5 }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, owner: "me" }] }, false],
    [{ jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2 }], defaults: { prompt: "b" } }, false],
    [{ clipPrompts: [{ prompt: "a boat", duration: 2 }] }, false],
  ])("describe the job %j as parseJob reads it: %s", (job, valid) => {
    expect(new Ajv().validate(JSON.parse(JSON_SCHEMAS.job), job)).toBe(valid);
    expect(isJob(job)).toBe(valid);
  });
});

function isJob(value: unknown): boolean {
  try {
    return Boolean(parseJob(value));
  } catch {
    return false;
  }
}
