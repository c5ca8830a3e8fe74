import { inspect } from "node:util";
import { type Emulator, startEmulator } from "@vg/emulator";
import Replicate from "replicate";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  ConfigError,
  type ConfigIssue,
  getModelVersion,
  resolveModelVersion,
  type ResolveModelVersionOptions,
} from "../src/index.ts";

const SVD = "stability-ai/stable-video-diffusion";
const SVD_VERSION = "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438";
const NEWEST = "82caaa79520e03b3963c975e38dd68ac8a6b18a8a39c19fd8dc03b4ed4b91c58";
/** More versions than a page holds; the first digits tell them apart. */
const MANY = Array.from({ length: 60 }, (_, index) => String(index + 10).padEnd(64, "0"));

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ maxVersionsPerPage: 25 });
  emulator.addModel({ owner: "stability-ai", name: "stable-video-diffusion", versions: ["a".repeat(64), SVD_VERSION] });
  emulator.addModel({ owner: "thudm", name: "cogvideox-i2v", versions: [NEWEST, "b".repeat(64)] });
  emulator.addModel({ owner: "google", name: "veo-3.1-lite", versions: [] });
  emulator.addModel({ owner: "some", name: "long-list", versions: MANY });
});

afterEach(() => {
  emulator.clearFaults();
  emulator.clearRequests();
});

afterAll(async () => {
  await emulator.close();
});

describe("resolveModelVersion with the replicate client", () => {
  test.each([
    { reference: "thudm/cogvideox-i2v:latest", resolved: `thudm/cogvideox-i2v:${NEWEST}`, of: "latest" },
    { reference: "thudm/cogvideox-i2v", resolved: `thudm/cogvideox-i2v:${NEWEST}`, of: "no version" },
    { reference: `${SVD}:3f0457e4619d`, resolved: `${SVD}:${SVD_VERSION}`, of: "the beginning of an id" },
    { reference: `${SVD}:3`, resolved: `${SVD}:${SVD_VERSION}`, of: "one digit" },
    { reference: "some/long-list:69", resolved: `some/long-list:${MANY[59]}`, of: "a version on the last page" },
    { reference: "google/veo-3.1-lite:latest", resolved: "google/veo-3.1-lite", of: "a model without public versions" },
  ])("resolves $of", async ({ reference, resolved }) => {
    expect(await resolveModelVersion(reference, client())).toBe(resolved);
  });

  test("asks for one thing only where that is enough", async () => {
    await resolveModelVersion("thudm/cogvideox-i2v:latest", client());

    expect(emulator.requests.map((request) => request.path)).toEqual(["/v1/models/thudm/cogvideox-i2v"]);
  });

  test("asks for every page of the versions", async () => {
    await resolveModelVersion("some/long-list:10", client());

    expect(emulator.requests.map((request) => request.route)).toEqual([
      "versions.list",
      "versions.list",
      "versions.list",
    ]);
  });

  test.each([
    {
      of: "the specification's pin, which does not exist",
      reference: `${SVD}:3f0457f4613a`,
      code: "unknown-version",
      message: `names no version of ${SVD}: none starts with 3f0457f4613a; there are ${"a".repeat(64)}, ${SVD_VERSION}`,
    },
    {
      of: "a beginning that several ids have",
      reference: "some/long-list:6",
      code: "ambiguous-version",
      message: `with 6 start 10, write more of one of them; there are ${MANY.slice(50).join(", ")}`,
    },
    {
      of: "a version of a long list",
      reference: "some/long-list:f",
      code: "unknown-version",
      message: `there are ${MANY.slice(0, 10).join(", ")} and 50 more`,
    },
    {
      of: "a version of a model without public versions",
      reference: "google/veo-3.1-lite:f",
      code: "unknown-model",
      message: "an official model is named without a version",
    },
    {
      of: "a model that does not exist",
      reference: "nobody/nothing:latest",
      code: "unknown-model",
      message: "names the model nobody/nothing, which the provider does not have",
    },
    {
      of: "a version of a model that does not exist",
      reference: "nobody/nothing:3f",
      code: "unknown-model",
      message: "check its owner and name",
    },
  ])("refuses $of", async ({ reference, code, message }) => {
    expect(await issueOf(reference, client())).toMatchObject({
      variable: "reference",
      code,
      message: expect.stringContaining(message),
    });
  });

  test.each([`${SVD}:latest`, `${SVD}:3f`])("says of a refused token what to do: %s", async (reference) => {
    expect(await issueOf(reference, client("r8_canaryWrong"))).toMatchObject({
      variable: "REPLICATE_API_TOKEN",
      code: "unauthorized",
      message: expect.stringContaining("is refused by the provider (401); set it to a valid token"),
    });
  });

  test.each([
    { fault: { kind: "status", status: 500 }, code: "unreachable", message: "the provider answered 500" },
    { fault: { kind: "status", status: 429 }, code: "unreachable", message: "the provider answered 429" },
    { fault: { kind: "status", status: 403 }, code: "unauthorized", message: "is refused by the provider (403)" },
    { fault: { kind: "reset" }, code: "unreachable", message: "the provider cannot be reached" },
    { fault: { kind: "cut" }, code: "unreachable", message: "the provider cannot be reached" },
    { fault: { kind: "html", status: 200 }, code: "bad-answer", message: "is not what its API promises" },
  ] as const)("tells $fault.kind $fault.status from the rest", async ({ fault, code, message }) => {
    emulator.fault({ ...fault, service: "replicate", times: Infinity });

    const issues = await Promise.all([`${SVD}:latest`, `${SVD}:3f`].map((reference) => issueOf(reference, client())));

    const expected = expect.objectContaining({ code, message: expect.stringContaining(message) });
    expect(issues).toEqual([expected, expected]);
  });

  test.each([`${SVD}:latest`, `${SVD}:3f`])("gives up on a hang, and ends its request: %s", async (reference) => {
    emulator.fault({ kind: "hang", service: "replicate", times: Infinity });

    expect(await issueOf(reference, client(), { timeout: 100 })).toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("the provider did not answer within 0.1 s"),
    });
    await emulator.idle();
  });

  test("resolves what getModelVersion gives without a request, where it is pinned", async () => {
    expect(await resolveModelVersion(getModelVersion("svd"), client())).toBe(`${SVD}:${SVD_VERSION}`);
    expect(emulator.requests).toEqual([]);
  });
});

function client(auth: string = emulator.replicate.token): Replicate {
  return new Replicate({ auth, baseUrl: emulator.replicate.baseUrl });
}

/** The one issue that resolving ends with; the error holds no token, however it is printed. */
async function issueOf(
  reference: string,
  directory: Replicate,
  options: ResolveModelVersionOptions = {},
): Promise<ConfigIssue | undefined> {
  const error = await resolveModelVersion(reference, directory, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const shown = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`;

  expect(error).toBeInstanceOf(ConfigError);
  expect(shown).not.toContain(emulator.replicate.token);
  expect(shown).not.toContain("r8_canaryWrong");
  return error instanceof ConfigError && error.issues.length === 1 ? error.issues[0] : undefined;
}
