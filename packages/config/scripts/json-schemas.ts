import { isObject } from "@vg/internal";
import { toJsonSchema } from "@valibot/to-json-schema";
import { createModelsSchema } from "../src/models/own/schema.ts";

/** What an editor shows for each field; it stays out of the package's code. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  owner: "The account that the model belongs to.",
  name: "Its name there.",
  kind: "official if the model is run by its name, community if by the id of a version; of a price, what is counted.",
  version: "Of a community model: a version id, or latest.",
  knownVersion: "A version id that runs, for as long as the version is latest.",
  versionVariable: "The environment variable that overrides the version.",
  inputs: "Every input of the published schema.",
  enum: "The only values that it takes.",
  minimum: "The lowest number that it takes.",
  maximum: "The highest number that it takes.",
  default: "Its value if it is left out.",
  required: "True if the model does not run without it.",
  format: "uri if it takes the address of a file, or a list of them.",
  items: "The type of each value of a list.",
  deprecated: "True if it should not be used any more.",
  roles: "The names of the inputs that play a part.",
  rules: "The rules that inputs keep among each other.",
  when: "Conditions on inputs, by their names; all hold at once.",
  needs: "The conditions that hold for others then.",
  ignores: "The inputs that are ignored then.",
  reason: 'Why, in words that follow "because".',
  clips: "The facts about the clips that the inputs do not say.",
  seconds: "The lengths in seconds that it makes, ascending.",
  frames: "The numbers of frames that it makes, ascending.",
  fps: "The frame rate, if no input sets it.",
  fpsAdded: "What it adds to the frame rate: seconds = frames / (fps + fpsAdded).",
  rounding: "A length in seconds is rounded up to `step * k + added` frames at `fps`.",
  resolution: "The resolution, such as 480p, if no input sets it.",
  resolutions: 'The sizes behind values of the resolution: { "pro": "1080p" }.',
  variants: 'The inputs behind the "model variant" by which the provider bills.',
  prices: "The prices; empty if none is known.",
  perSecond: "Dollars per second, of clip or of hardware.",
  perClip: "Dollars per clip.",
  hardware: "The provider's name of the hardware.",
  typicalRunSeconds: "Seconds of hardware that a run typically takes.",
  priceUnknown: "Why no price is known.",
  asOf: "The day, month or year when it was read.",
  source: "Where it was read.",
  note: "A remark.",
  output: "One file, or a list of files.",
};

/** The JSON Schema that the package publishes for a file of models, as text. */
export const MODELS_JSON_SCHEMA: string = jsonSchemaOfModels();

function jsonSchemaOfModels(): string {
  // What JSON Schema cannot say, such as that a role names an input, `defineModels` checks itself.
  const { $schema, ...rules } = toJsonSchema(createModelsSchema(), { typeMode: "input", errorMode: "ignore" });
  const published = {
    $schema,
    $id: "@vg/config/models.schema.json",
    title: "Models of one's own",
    description: "Models by the names that settings and jobs call them.",
    ...rules,
    properties: { $schema: { type: "string", description: "The schema that an editor checks the file with." } },
  };
  return `${JSON.stringify(described(published), undefined, 2)}\n`;
}

/** Adds the descriptions to the fields of a schema and of those in it; the roles are described as a whole. */
function described(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(described);
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] =>
    key === "properties" && isObject(value) ? [key, describeFields(value)] : [key, described(value)],
  );
  return Object.fromEntries(entries);
}

function describeFields(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, unknown] => {
      const description = Object.hasOwn(DESCRIPTIONS, name) ? DESCRIPTIONS[name] : undefined;
      const inner = name === "roles" ? field : described(field);
      return [name, isObject(inner) && description !== undefined ? { ...inner, description } : inner];
    }),
  );
}
