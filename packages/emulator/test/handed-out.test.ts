import { expect, test } from "vitest";
import { openWorld, type World } from "./support/world.ts";

const VERSION = "a".repeat(64);

/** An emulator with a file, a prediction and requests with JSON bodies. */
async function openUsed(): Promise<World> {
  const world = await openWorld();
  world.emulator.addModel({ owner: "vg", name: "clip", versions: [VERSION] });
  const form = new FormData();
  form.append("content", new File(["meow"], "cat.png", { type: "image/png" }));
  form.append("metadata", '{"job":{"id":1}}');
  await world.replicate("/files", { body: form });
  await world.replicate("/predictions", { json: { version: VERSION, input: { images: [{ url: "a" }] } } });
  await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a.png"] } });
  await world.emulator.idle();
  return world;
}

/** Whatever can be done to a value and everything in it, tried. */
function vandalise(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const part of Object.values(value)) vandalise(part, seen);
  if (value instanceof Date) value.setTime(0);
  else if (value instanceof Uint8Array) value.fill(0);
  else for (const key of [...Object.keys(value), "more"]) Reflect.set(value, key, "vandalised");
}

function vandaliseAndPass(request: unknown): undefined {
  vandalise(request);
  return undefined;
}

test.each(["requests", "files", "predictions", "supabase", "replicate"] as const)(
  "what is done with %s changes nothing in the emulator",
  async (name) => {
    const { emulator } = await openUsed();
    const before = structuredClone(emulator[name]);

    vandalise(emulator[name]);

    expect(structuredClone(emulator[name])).toEqual(before);
    expect(Object.isFrozen(emulator[name])).toBe(true);
  },
);

test("a list that was handed out does not change", async () => {
  const world = await openUsed();
  const { requests, files, predictions } = world.emulator;

  await openUsed();
  world.emulator.clearRequests();
  await world.replicate("/files");

  expect([requests.length, files.length, predictions.length]).toEqual([3, 1, 1]);
});

test("a request's JSON is logged as it arrived, before validation changed it", async () => {
  const world = await openWorld();

  await world.storage("/object/sign/images/a.png", { json: { expiresIn: "60" } });

  expect(world.emulator.requests).toMatchObject([{ json: { expiresIn: "60" }, status: 200 }]);
});

test("a predicate and a chooser see copies", async () => {
  const world = await openWorld();
  world.emulator.fault({ kind: "hang", when: (request) => vandaliseAndPass(request) !== undefined });
  world.emulator.faultEach(vandaliseAndPass);

  await world.storage("/object/sign/images", { json: { expiresIn: 60, paths: ["a.png"] } });

  expect(world.emulator.requests).toMatchObject([
    { at: new Date(world.time), route: "object.sign-batch", json: { paths: ["a.png"] } },
  ]);
});
