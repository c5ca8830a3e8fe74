import { startEmulator } from "@vg/emulator";
import Replicate from "replicate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkModel, checkPrices, MODELS, type ModelSpec, readModelSchema, readPublishedPrices } from "../src/index.ts";

const FACTS = { asOf: "2026-11-26", source: "https://replicate.com/google/veo-3.1" };
const SPECS: readonly (readonly [string, ModelSpec])[] = Object.entries(MODELS);

describe("every model of the catalogue, published by a Replicate that has the catalogue", () => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let replicate: Replicate;

  beforeAll(async () => {
    emulator = await startEmulator({ models: MODELS });
    const { baseUrl, token } = emulator.replicate;
    replicate = new Replicate({ auth: token, baseUrl });
  });

  afterAll(async () => {
    await emulator.close();
  });

  test.each(SPECS)("%s has the inputs and the output that are published", async (_name, spec) => {
    const { latest_version: version } = await replicate.models.get(spec.owner, spec.name);

    expect(checkModel(spec, version?.openapi_schema)).toEqual([]);
  });

  test.each(SPECS)("%s has the prices that its page shows", async (_name, spec) => {
    const page = await (await fetch(`${emulator.origin}/${spec.owner}/${spec.name}`)).text();
    const [, json = ""] =
      /<script type="application\/json" id="react-component-props-[^"]*">(.*?)<\/script>/s.exec(page) ?? [];
    const props: { model: { billingConfig: unknown } } = JSON.parse(json);
    const { billingConfig } = props.model;

    // A model that is billed by time has no tiers.
    const prices = spec.prices.filter(({ kind }) => kind !== "gpu-second");
    const shown = prices.length === 0 && billingConfig === null ? [] : readPublishedPrices(spec, billingConfig, FACTS);
    expect(checkPrices({ prices }, shown)).toEqual([]);
  });
});

/** A schema of inputs, published as the provider does. */
function published(properties: object, more: object = {}): object {
  const Output = { type: "string", format: "uri" };
  return { components: { schemas: { Input: { properties, ...more }, Output } } };
}

const SPEC: ModelSpec = {
  owner: "vg",
  name: "film",
  kind: "official",
  inputs: {
    prompt: { type: "string", required: true },
    size: { type: "string", enum: ["480p", "720p"], default: "480p" },
    sound: { type: "boolean", default: false },
    draft: { type: "boolean", default: false },
    clip: { type: "string", format: "uri" },
    seconds: { type: "integer", minimum: 2, maximum: 12, default: 5 },
    images: { type: "array", items: "string", format: "uri" },
  },
  roles: { prompt: "prompt", resolution: "size", audio: "sound", duration: "seconds" },
  variants: { fast: { draft: true }, best: { draft: false } },
  prices: [{ kind: "clip", perClip: "0.10", asOf: "2026-11-26", source: "the page" }],
  output: "uri",
};
const SAME = {
  prompt: { type: "string" },
  size: { allOf: [{ $ref: "#/components/schemas/size" }], default: "480p", description: "How large it is" },
  sound: { type: "boolean", default: false },
  draft: { type: "boolean", default: false },
  clip: { type: "string", format: "uri", nullable: true },
  seconds: { type: "integer", minimum: 2, maximum: 12, default: 5 },
  images: { type: "array", items: { type: "string", format: "uri" } },
};

function filmSchema(change: object = {}, more: object = { required: ["prompt"] }): object {
  const schema = published({ ...SAME, ...change }, more);
  const size = { type: "string", enum: ["720p", "480p"] };
  return {
    components: { schemas: Object.assign({ size }, Reflect.get(Reflect.get(schema, "components"), "schemas")) },
  };
}

describe("a published schema", () => {
  test("that says the same, in another order and with enumerations of their own, has no differences", () => {
    expect(checkModel(SPEC, filmSchema())).toEqual([]);
  });

  test.each([
    [
      "another type",
      { seconds: { ...SAME.seconds, type: "number" } },
      [{ field: "inputs.seconds.type", ours: "integer", published: "number" }],
    ],
    [
      "another default",
      { sound: { type: "boolean", default: true } },
      [{ field: "inputs.sound.default", ours: false, published: true }],
    ],
    [
      "other bounds",
      { seconds: { type: "integer", minimum: 4, default: 5 } },
      [
        { field: "inputs.seconds.minimum", ours: 2, published: 4 },
        { field: "inputs.seconds.maximum", ours: 12 },
      ],
    ],
    [
      "another value",
      { size: { type: "string", enum: ["480p", "720p", "1080p"], default: "480p" } },
      [{ field: "inputs.size.enum", ours: ["480p", "720p"], published: ["480p", "720p", "1080p"] }],
    ],
    [
      "another input",
      { seed: { type: "integer", deprecated: true } },
      [{ field: "inputs.seed", published: { type: "integer", deprecated: true } }],
    ],
    [
      "items of another kind",
      { images: { type: "array", items: { type: "integer" } } },
      [
        { field: "inputs.images.format", ours: "uri" },
        { field: "inputs.images.items", ours: "string", published: "integer" },
      ],
    ],
  ])("shows %s", (_what, change, differences) => {
    expect(checkModel(SPEC, filmSchema(change))).toEqual(differences);
  });

  test("shows what is no longer required, an input that is gone and another output", () => {
    const { images: _images, ...others } = SPEC.inputs;
    const renamed: ModelSpec = { ...SPEC, inputs: { ...others, pictures: { type: "array" } }, output: "uri[]" };

    expect(checkModel(renamed, filmSchema({}, {}))).toEqual([
      { field: "inputs.prompt.required", ours: true },
      { field: "inputs.pictures", ours: { type: "array" } },
      { field: "inputs.images", published: { type: "array", format: "uri", items: "string" } },
      { field: "output", ours: "uri[]", published: "uri" },
    ]);
  });

  test("takes what a reference says beside it, and nothing of one that leads nowhere", () => {
    const { inputs } = readModelSchema(
      published({
        a: { $ref: "#/components/schemas/Output" },
        b: { type: "string", allOf: [{ $ref: "#/components/schemas/none" }, { $ref: 5 }, { default: "x" }, null] },
      }),
    );

    expect(inputs).toEqual({ a: { type: "string", format: "uri" }, b: { type: "string", default: "x" } });
  });

  test.each([
    [null, "openapiSchema.components.schemas must be an object, not undefined"],
    [{ components: { schemas: {} } }, "openapiSchema.components.schemas.Input must be an object"],
    [{ components: { schemas: { Input: {} } } }, "openapiSchema.components.schemas.Input.properties must be an object"],
    [published({ a: 5 }), "openapiSchema.components.schemas.Input.properties.a must be an object, not 5"],
    [
      published({ a: { type: "object" }, b: { anyOf: [] } }),
      'properties.a.type must be string, integer, number, boolean or array, not "object"\nopenapiSchema.components.schemas.Input.properties.b.type must be',
    ],
    [
      { components: { schemas: { Input: { properties: {} } } } },
      "openapiSchema.components.schemas.Output must be an object",
    ],
  ])("%j is refused", (schema, message) => {
    expect(() => readModelSchema(schema)).toThrow(message);
  });
});

const PER_SECOND = { metric: "video_output_duration_seconds", price: "$0.40" };
const PER_CLIP = { metric: "video_output_count", price: "$0.05" };

function billing(criteria: readonly unknown[], prices: readonly unknown[] = [PER_SECOND]): object {
  return { current_tiers: [{ criteria, prices }] };
}

function equals(title: string, value: unknown): object {
  return { title, type: "equals", value };
}

describe("published prices", () => {
  test.each([
    ["a second", [], [PER_SECOND], { kind: "output-second", perSecond: "0.40" }],
    ["a clip", [], [PER_CLIP], { kind: "clip", perClip: "0.05" }],
    ["both", [], [PER_SECOND, PER_CLIP], { kind: "output-second", perSecond: "0.40", perClip: "0.05" }],
    [
      "a resolution, in any case",
      [equals("target resolution", "720P")],
      [PER_CLIP],
      { kind: "clip", when: { size: "720p" }, perClip: "0.05" },
    ],
    [
      "sound and a variant, as texts",
      [equals("with audio", "true"), equals("model variant", "fast")],
      [PER_CLIP],
      { kind: "clip", when: { sound: true, draft: true }, perClip: "0.05" },
    ],
    [
      "an input that is given",
      [equals("clip", true)],
      [PER_CLIP],
      { kind: "clip", when: { clip: { present: true } }, perClip: "0.05" },
    ],
    [
      "a length",
      [equals("second of output video", 5)],
      [PER_CLIP],
      { kind: "clip", when: { seconds: 5 }, perClip: "0.05" },
    ],
  ])("are read by %s", (_what, criteria, prices, price) => {
    expect(readPublishedPrices(SPEC, billing(criteria, prices), FACTS)).toEqual([{ ...price, ...FACTS }]);
  });

  test.each([
    [null, "billingConfig.current_tiers must be a list of prices, not undefined"],
    [{ current_tiers: [5] }, "billingConfig.current_tiers[0].criteria must be a list, not undefined"],
    [
      billing([equals("frame rate", 24)]),
      'billingConfig.current_tiers[0].criteria[0].title must be "model variant", "target resolution", "with audio" or the name of an input of film, not "frame rate"',
    ],
    [
      billing([{ title: "with audio", type: "at-least", value: 5 }]),
      'criteria[0].type must be "equals", the only comparison',
    ],
    [
      billing([equals("model variant", "slow")]),
      'criteria[0].value "slow" is not a variant of film; there are fast, best',
    ],
    [billing([equals("target resolution", "8k")]), 'criteria[0].value must be a value of size, not "8k"'],
    [billing([equals("clip", "perhaps")]), 'criteria[0].value must be a value of clip, not "perhaps"'],
    [
      billing([], [{ metric: "token_output_count", price: "$1" }]),
      'prices[0].metric must be video_output_duration_seconds or video_output_count, not "token_output_count"',
    ],
    [billing([], [{ ...PER_CLIP, price: "0.05" }]), 'prices[0].price must be dollars such as "$0.40", not "0.05"'],
    [billing([], []), "prices must be at least one price that is counted, not an empty list"],
    [billing([5]), 'criteria[0].type must be "equals"'],
  ])("%j are refused, never guessed", (config, message) => {
    expect(() => readPublishedPrices(SPEC, config, FACTS)).toThrow(message);
  });

  test("are refused with everything that cannot be read", () => {
    const config = {
      current_tiers: [
        { criteria: [equals("x", 1)], prices: [5] },
        { criteria: [equals("y", 1)], prices: [PER_CLIP] },
      ],
    };

    expect(() => readPublishedPrices({ ...SPEC, variants: {} }, config, FACTS)).toThrow(
      /current_tiers\[0\]\.criteria\[0\][^]*current_tiers\[0\]\.prices\[0\][^]*current_tiers\[1\]\.criteria\[0\]/,
    );
  });

  test("differ tier by tier, however the tiers are grouped and the amounts are written", () => {
    const facts = { asOf: "2026-11-26", source: "the page" };
    const spec = {
      prices: [
        { kind: "output-second", when: { size: ["480p", "720p"], sound: false }, perSecond: "0.10", ...facts },
        { kind: "output-second", when: { size: "720p", sound: true }, perSecond: "0.20", perClip: "0.010", ...facts },
        {
          kind: "gpu-second",
          when: { clip: { present: false } },
          perSecond: "0.0010",
          hardware: "gpu-h100",
          typicalRunSeconds: "30",
          ...facts,
        },
      ],
    } as const;

    expect(
      checkPrices(spec, [
        { kind: "output-second", when: { sound: false, size: "480p" }, perSecond: "0.1", ...FACTS },
        { kind: "output-second", when: { sound: false, size: "720p" }, perSecond: "0.15", ...FACTS },
        { kind: "clip", when: { clip: { present: true } }, perClip: "1.00", ...FACTS },
      ]),
    ).toEqual([
      { field: "prices (size: 720p, sound: no)", ours: "$0.1 a second", published: "$0.15 a second" },
      { field: "prices (size: 720p, sound: yes)", ours: "$0.2 a second and $0.01 a clip" },
      { field: "prices (clip: no)", ours: "$0.001 a second of gpu-h100" },
      { field: "prices (clip: yes)", published: "$1 a clip" },
    ]);
  });
});

test("the catalogue has the models that are checked", () => {
  expect(SPECS.length).toBeGreaterThan(40);
});
