import { expect, test } from "vitest";
import { MODELS, VERSION } from "../support/sample-models.ts";
import { openWorld } from "../support/world.ts";

const FILM = "/models/vg/film/predictions";

function required(field: string, name: string): object {
  return { type: "required", field, description: `${name} is required` };
}

function unknown(field: string, name: string): object {
  const description = `Additional property ${name} is not allowed`;
  return { type: "additional_property_not_allowed", field, description };
}

function invalidType(field: string, expected: string, given: string): object {
  return { type: "invalid_type", field, description: `Invalid type. Expected: ${expected}, given: ${given}` };
}

const BODIES: readonly [path: string, body: unknown, invalid: readonly object[]][] = [
  [FILM, {}, [required("", "input")]],
  [FILM, [], [required("", "input")]],
  ["/predictions", {}, [required("", "version"), required("", "input")]],
  [FILM, { inptu: {} }, [required("", "input"), unknown("", "inptu")]],
  [FILM, { input: { prompt: "a" }, version: VERSION }, [unknown("", "version")]],
  [FILM, { input: "a" }, [invalidType("input", "object", "string")]],
  ["/predictions", { version: 5, input: {} }, [invalidType("version", "string", "integer")]],
  [FILM, { input: {}, stream: "yes" }, [invalidType("stream", "boolean", "string")]],
  [
    FILM,
    { input: {}, webhook: "here" },
    [{ type: "format", field: "webhook", description: "Does not match format 'uri'" }],
  ],
  [
    FILM,
    { input: {}, webhook_events_filter: ["start", "end"] },
    [
      {
        type: "enum",
        field: "webhook_events_filter.1",
        description: 'webhook_events_filter.1 must be one of the following: "start", "output", "logs", "completed"',
      },
    ],
  ],
];

test.each(BODIES)("at %s the body %j is refused", async (path, json, invalid) => {
  const { replicate, emulator } = await openWorld({ models: MODELS });

  const response = await replicate(path, { json });

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    title: "Input validation failed",
    status: 422,
    invalid_fields: invalid,
  });
  expect(emulator.predictions).toEqual([]);
});

const INPUTS: readonly [input: object, invalid: readonly object[]][] = [
  [{}, [required("input", "prompt")]],
  [{ prompt: 5 }, [invalidType("input.prompt", "string", "integer")]],
  [{ prompt: null }, [invalidType("input.prompt", "string", "null")]],
  [{ prompt: "a", seed: 1.5 }, [invalidType("input.seed", "integer", "number")]],
  [{ prompt: "a", seed: "1" }, [invalidType("input.seed", "integer", "string")]],
  [{ prompt: "a", generate_audio: "no" }, [invalidType("input.generate_audio", "boolean", "string")]],
  [{ prompt: "a", references: "x" }, [invalidType("input.references", "array", "string")]],
  [{ prompt: "a", references: {} }, [invalidType("input.references", "array", "object")]],
  [
    { prompt: "a", seed: -1 },
    [{ type: "number_gte", field: "input.seed", description: "Must be greater than or equal to 0" }],
  ],
  [
    { prompt: "a", guidance: 10.5 },
    [{ type: "number_lte", field: "input.guidance", description: "Must be less than or equal to 10" }],
  ],
  [
    { prompt: "a", duration: 5 },
    [{ type: "enum", field: "input.duration", description: "input.duration must be one of the following: 4, 6, 8" }],
  ],
  [
    { prompt: "a", resolution: "480p" },
    [
      {
        type: "enum",
        field: "input.resolution",
        description: 'input.resolution must be one of the following: "720p", "1080p"',
      },
    ],
  ],
  [
    { prompt: "a", image: "a.png" },
    [{ type: "format", field: "input.image", description: "Does not match format 'uri'" }],
  ],
  [
    { prompt: "a", references: ["https://example.com/a.png", "b", 3] },
    [
      { type: "format", field: "input.references.1", description: "Does not match format 'uri'" },
      invalidType("input.references.2", "string", "integer"),
    ],
  ],
  [{ seed: "1" }, [required("input", "prompt"), invalidType("input.seed", "integer", "string")]],
];

test.each(INPUTS)("the input %j is refused, with every problem", async (input, invalid) => {
  const { replicate } = await openWorld({ models: MODELS });

  const response = await replicate(FILM, { json: { input } });

  const lines = invalid.map((issue) => ("field" in issue && "description" in issue ? issue : undefined));
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    title: "Input validation failed",
    detail: lines.map((issue) => `- ${String(issue?.field)}: ${String(issue?.description)}\n`).join(""),
    status: 422,
    invalid_fields: invalid,
  });
});

test.each([
  { prompt: "a" },
  { prompt: "", seed: 0, guidance: 7, generate_audio: false },
  { prompt: "a", guidance: 10 },
  { prompt: "a", image: "data:image/png;base64,AA==", references: [] },
  { prompt: "a", image: "https://example.com/a.png", references: ["https://example.com/b.png"] },
  { prompt: "a", unknown: 1 },
])("the input %j is valid", async (input) => {
  const { replicate } = await openWorld({ models: MODELS });

  expect((await replicate(FILM, { json: { input } })).status).toBe(201);
});

test("an input that the schema does not have can be refused", async () => {
  const { replicate } = await openWorld({ models: MODELS, unknownInputs: "refuse" });

  const response = await replicate(FILM, { json: { input: { prompt: "a", duraton: 4 } } });

  expect(await response.json()).toMatchObject({ status: 422, invalid_fields: [unknown("input", "duraton")] });
});

test("a model whose inputs are not known takes any", async () => {
  const { replicate, emulator } = await openWorld({ unknownInputs: "refuse" });
  emulator.addModel({ owner: "vg", name: "any" });

  expect((await replicate("/models/vg/any/predictions", { json: { input: { a: [1] } } })).status).toBe(201);
});
