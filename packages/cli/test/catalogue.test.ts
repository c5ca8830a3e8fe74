import { MODELS, type ModelField, type ModelSpec } from "@vg/config";
import { type Emulator, startEmulator } from "@vg/emulator";
import Replicate from "replicate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addModels } from "../src/emulator/run-emulator.ts";

let emulator: Emulator;
let client: Replicate;

beforeAll(async () => {
  emulator = await startEmulator({ pace: "at-once", unknownInputs: "refuse" });
  addModels(emulator, MODELS);
  const { token: auth, baseUrl } = emulator.replicate;
  client = new Replicate({ auth, baseUrl });
});

afterAll(() => emulator.close());

function valueOf({ format, enum: values, type }: ModelField): unknown {
  const value = values?.[0] ?? (format === "uri" ? "https://example.com/a.png" : "a cat");
  return type === "array" ? [value] : value;
}

test.each(Object.entries<ModelSpec>(MODELS))("the emulator runs %s", async (_name, model) => {
  const { latest_version: version } = await client.models.get(model.owner, model.name);
  const wanted = Object.entries(model.inputs).filter(
    ([name, { required }]) => required === true || name === model.roles.image,
  );
  const input = Object.fromEntries(wanted.map(([name, field]) => [name, valueOf(field)]));

  const prediction = await client.predictions.create({
    ...(model.kind === "official" ? { model: `${model.owner}/${model.name}` } : { version: version?.id ?? "" }),
    input,
    wait: true,
  });

  expect(prediction).toMatchObject({ status: "succeeded", error: null });
});
