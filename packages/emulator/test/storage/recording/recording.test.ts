import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { emulating } from "../../support/emulating.ts";
import { CALLS } from "./calls.ts";
import { BUCKETS, runCall } from "./run-calls.ts";

// What supabase/storage v1.70.6 answered to the official client, recorded by record-answers.ts with its file backend.
const ANSWERS: Readonly<Record<string, unknown>> = Object(
  JSON.parse(await readFile(new URL("answers.json", import.meta.url), "utf8")),
);

const JWT_SECRET = "a secret that both servers could have";

async function answerOf(call: (typeof CALLS)[number]): Promise<unknown> {
  let time = Date.now();
  // No two objects are of the same time, as on the real server.
  const emulator = await emulating({ jwtSecret: JWT_SECRET, clock: () => (time += 1) });
  for (const { name, options, objects } of BUCKETS) {
    emulator.addBucket(name, options);
    for (const [key, bytes, contentType] of objects) {
      emulator.putObject(name, key, bytes, { contentType, cacheControl: "max-age=3600" });
    }
  }
  return runCall(call, { url: `${emulator.supabase.url}/storage/v1`, jwtSecret: JWT_SECRET });
}

describe("a recording of the official client", () => {
  const same = CALLS.filter(({ differs }) => differs === undefined);
  const different = CALLS.filter(({ differs }) => differs !== undefined);

  test("holds each call once", () => {
    expect(Object.keys(ANSWERS)).toEqual(CALLS.map(({ name }) => name));
  });

  test.each(same)("$name", async (call) => {
    expect(await answerOf(call)).toEqual(ANSWERS[call.name]);
  });

  test.each(different)("$name: $differs", async (call) => {
    const answer = await answerOf(call);

    expect(answer).not.toEqual(ANSWERS[call.name]);
    expect(answer).toMatchSnapshot();
  });
});
