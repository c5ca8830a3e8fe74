import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { FRAMES, MODELS, VERSION } from "../support/sample-models.ts";
import { listen } from "../support/receiver.ts";
import { openWorld, type World, type WorldRequest } from "../support/world.ts";

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: { readonly "application/json"?: object } }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const DOCUMENT: Document = JSON.parse(
  readFileSync(new URL("fixtures/replicate-openapi.json", import.meta.url), "utf8"),
);

/** Of Replicate's API, not of the emulator. */
const NOT_SERVED: readonly string[] = [
  "delete /models/{model_owner}/{model_name}",
  "delete /models/{model_owner}/{model_name}/versions/{version_id}",
  "get /files/{file_id}/download",
  "get /models/{model_owner}/{model_name}/examples",
  "get /models/{model_owner}/{model_name}/readme",
  "patch /models/{model_owner}/{model_name}",
  "post /models",
];

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(DOCUMENT, "replicate");

/** The operation that a request is, such as `get /models/{model_owner}/{model_name}`. */
function operationOf(method: string, path: string): string | undefined {
  const templates = Object.keys(DOCUMENT.paths).toSorted((a, b) => a.split("{").length - b.split("{").length);
  const found = templates.find(
    (template) =>
      method in (DOCUMENT.paths[template] ?? {}) &&
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  return found === undefined ? undefined : `${method} ${found}`;
}

function validatorOf(operation: string, status: number): ValidateFunction | undefined {
  const [method = "", path = ""] = operation.split(" ");
  if (DOCUMENT.paths[path]?.[method]?.responses[status]?.content === undefined) return undefined;
  const place = ["paths", path, method, "responses", status, "content", "application/json", "schema"];
  const pointer = place.map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1")));
  return ajv.getSchema(`replicate#/${pointer.join("/")}`);
}

/** Asks, and expects the answer to be what the document says. */
type Ask = (path: string, request?: WorldRequest) => Promise<string>;

function asker(world: World, seen: Set<string>): Ask {
  return async (path, request = {}) => {
    const response = await world.replicate(path, request);
    const text = await response.text();
    const hasBody = request.json !== undefined || request.body !== undefined;
    const method = (request.method ?? (hasBody ? "POST" : "GET")).toLowerCase();
    const operation = operationOf(method, path.replace(/\?.*/, ""));
    expect(operation, `${method} ${path} is in the document`).toBeDefined();
    const validate = validatorOf(operation ?? "", response.status);
    if (validate === undefined) return text;
    seen.add(`${operation} ${response.status}`);
    validate(JSON.parse(text));
    expect(validate.errors ?? [], `${operation} ${response.status}: ${text}`).toEqual([]);
    return text;
  };
}

test("every answer is valid by Replicate's OpenAPI document", async () => {
  const world = await openWorld({ models: MODELS, maxVersionsPerPage: 1 });
  world.emulator.addModel({ owner: "vg", name: "bare", versions: ["b".repeat(64), "c".repeat(64)] });
  const seen = new Set<string>();
  const ask = asker(world, seen);
  const webhook = await listen((_request, response) => response.end());
  const film = "/models/vg/film/predictions";
  const create = async (headers: Record<string, string> = {}): Promise<string> => {
    const json = { input: { prompt: "a" }, webhook };
    const { id }: { readonly id: string } = JSON.parse(await ask(film, { json, headers }));
    return `/predictions/${id}`;
  };

  await ask("/account");
  await ask("/hardware");
  await ask("/webhooks/default/secret");
  await ask("/collections");
  await ask("/collections/text-to-video");
  await ask("/collections/image-to-video");
  await ask("/search?query=film");
  await ask("/search?query=video");
  await ask("/search");
  await ask("/models");
  await ask("/models?sort_by=model_created_at&sort_direction=asc");
  await ask("/models", { method: "QUERY", body: "film", headers: { "content-type": "text/plain" } });
  for (const name of ["film", "frames", "sketch", "bare"]) await ask(`/models/vg/${name}`);
  await ask("/models/vg/bare/versions");
  await ask(`/models/vg/frames/versions/${VERSION}`);

  const form = new FormData();
  form.append("content", new File(["meow"], "cat.png", { type: "image/png" }));
  const { id: file }: { readonly id: string } = JSON.parse(await ask("/files", { body: form }));
  await ask("/files");
  await ask(`/files/${file}`);

  // Every way that a prediction can go.
  const states = [await create(), await create({ "cancel-after": "5" })];
  await ask("/predictions", { json: { version: FRAMES.version, input: { input_image: "https://example.com/a.png" } } });
  for (const outcome of ["fail", "hang", "never-start"] as const) {
    world.emulator.script({ outcome });
    states.push(await create({ "cancel-after": "3600" }));
  }
  for (const ms of [0, 200, 800, 3_600_000, 3_600_000]) {
    await world.emulator.advance(ms);
    for (const path of states) await ask(path);
    await ask("/predictions");
  }
  expect(new Set(world.emulator.predictions.map(({ status }) => status))).toEqual(
    new Set(["succeeded", "failed", "canceled", "aborted"]),
  );
  await ask(`${await create()}/cancel`, { method: "POST" });
  world.emulator.script({ startsAfter: 0, runsFor: 0 });
  await create({ prefer: "wait" });
  world.emulator.script({ runsFor: 60_000 });
  const waiting = create({ prefer: "wait=1" });
  await expect.poll(() => world.emulator.predictions.at(-1)?.status).toBe("starting");
  await world.emulator.advance(1000);
  await waiting;
  world.emulator.script({ startsAfter: 0, runsFor: 0 });
  const json = { version: "vg/film", input: { prompt: "a" } };
  await ask("/predictions", { json, headers: { prefer: "wait" } });
  world.emulator.script({ runsFor: 60_000 });
  const alsoWaiting = ask("/predictions", { json, headers: { prefer: "wait=1" } });
  await expect.poll(() => world.emulator.predictions.at(-1)?.status).toBe("starting");
  await world.emulator.advance(1000);
  await alsoWaiting;

  const documented = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses)
        .filter((status) => validatorOf(`${method} ${path}`, Number(status)) !== undefined)
        .map((status) => `${method} ${path} ${status}`),
    ),
  );
  const missing = documented.filter(
    (answer) =>
      !seen.has(answer) &&
      !/ \/(deployments|trainings)|\/trainings /.test(answer) &&
      !NOT_SERVED.some((operation) => answer.startsWith(`${operation} `)),
  );
  // The search does not break.
  expect(missing).toEqual(["get /search 500"]);
});
