import Replicate, { parseProgressFromLogs, type Prediction, validateWebhook } from "replicate";
import { describe, expect, test } from "vitest";
import type { Emulator, EmulatorOptions } from "../../src/index.ts";
import { emulating } from "../support/emulating.ts";
import { openReceiver } from "../support/receiver.ts";
import { FRAMES, MODELS, VERSION } from "../support/sample-models.ts";

interface Studio {
  readonly emulator: Emulator;
  readonly client: Replicate;
}

async function openStudio(options: EmulatorOptions = {}): Promise<Studio> {
  const emulator = await emulating({ models: MODELS, ...options });
  const { token: auth, baseUrl } = emulator.replicate;
  return { emulator, client: new Replicate({ auth, baseUrl }) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

const input = { prompt: "a cat" };

describe("the official client", () => {
  test("runs an official model and gets its video", async () => {
    const { client } = await openStudio({ pace: "at-once" });

    const output = await client.run("vg/film", { input });

    const video = await fetch(textOf(output));
    expect(Buffer.from(await video.arrayBuffer()).toString("latin1", 4, 12)).toBe("ftypisom");
  });

  test("runs a version of a community model, with an uploaded file", async () => {
    const { client, emulator } = await openStudio({ pace: "at-once" });
    const image = new File(["meow"], "cat.png", { type: "image/png" });

    const output = await client.run(`vg/frames:${VERSION}`, { input: { input_image: image } });

    expect(output).toEqual([`${emulator.origin}/delivery/${emulator.predictions[0]?.id}/output.mp4`]);
    expect(emulator.predictions[0]?.input).toEqual({
      input_image: `${emulator.replicate.baseUrl}/files/${emulator.files[0]?.id}`,
    });
  });

  test("waits in one request, and goes on asking when that was not enough", async () => {
    const { client, emulator } = await openStudio({ pace: { startsAfter: 10, runsFor: 1200 } });

    await client.run("vg/film", { input, wait: { mode: "block", timeout: 1, interval: 20 } });

    const routes = new Set(emulator.requests.map(({ route }) => route));
    expect(emulator.requests[0]).toMatchObject({ route: "predictions.create", status: 202 });
    expect(routes).toEqual(new Set(["predictions.create", "predictions.get"]));
  });

  test("sees every status on the way, with the progress in the logs", async () => {
    const { client } = await openStudio({ pace: { startsAfter: 30, runsFor: 60 } });
    const seen: string[] = [];
    const watch = ({ status, logs }: Prediction): void => {
      const { percentage } = parseProgressFromLogs(logs ?? "") ?? {};
      seen.push(percentage === undefined ? status : `${status} ${percentage * 100} %`);
    };

    await client.run("vg/film", { input, wait: { mode: "poll", interval: 5 } }, watch);

    expect([...new Set(seen)]).toEqual(["starting", "processing 0 %", "succeeded 100 %"]);
  });

  test("waits for a prediction that it created", async () => {
    const { client } = await openStudio({ pace: { startsAfter: 10, runsFor: 10 } });
    const created = await client.predictions.create({ model: "vg/film", input });

    expect(created.status).toBe("starting");
    const ended = await client.wait(created, { interval: 5 });

    expect(ended).toMatchObject({ id: created.id, status: "succeeded", metrics: { predict_time: 0.01 } });
  });

  test("throws when a prediction fails", async () => {
    const { client, emulator } = await openStudio({ pace: "at-once" });
    emulator.script({ outcome: "fail", error: "NSFW content detected" });

    await expect(client.run("vg/film", { input })).rejects.toThrow("Prediction failed: NSFW content detected");
  });

  test("cancels by a signal, and by an id", async () => {
    const { client, emulator } = await openStudio();
    emulator.script({ outcome: "hang", startsAfter: 0, times: 2 });
    const controller = new AbortController();
    const run = client.run(
      "vg/film",
      { input, wait: { mode: "poll", interval: 5 }, signal: controller.signal },
      ({ status }) => {
        if (status === "processing") controller.abort();
      },
    );
    await run.catch(() => undefined);
    const hanging = await client.predictions.create({ model: "vg/film", input });

    expect((await client.predictions.cancel(hanging.id)).status).toBe("canceled");
    expect(emulator.predictions.at(-1)?.status).toBe("canceled");
  });

  test("lists its predictions, page by page", async () => {
    const { client } = await openStudio();
    const ids: string[] = [];
    for (let count = 0; count < 101; count += 1) {
      ids.unshift((await client.predictions.create({ model: "vg/film", input })).id);
    }

    const listed: string[] = [];
    for await (const page of client.paginate(() => client.predictions.list())) listed.push(...page.map(({ id }) => id));

    expect(listed).toEqual(ids);
  });

  test("gets a webhook and validates it", async () => {
    const { client, emulator } = await openStudio({ pace: "at-once" });
    const receiver = await openReceiver();
    await client.predictions.create({
      model: "vg/film",
      input,
      webhook: receiver.url,
      webhook_events_filter: ["completed"],
    });
    await emulator.advance(0);
    const { key } = await client.webhooks.default.secret.get();

    const { headers, body } = receiver.only();
    const request = new Request(receiver.url, { method: "POST", headers: new Headers(Object(headers)), body });
    expect(await validateWebhook(request, key)).toBe(true);
  });

  test("is refused inputs that the model does not take", async () => {
    const { client } = await openStudio();

    await expect(client.run("vg/film", { input: { prompt: 5 } })).rejects.toThrow(
      "input.prompt: Invalid type. Expected: string, given: integer",
    );
  });

  test("finds models, collections, hardware and its account", async () => {
    const { client, emulator } = await openStudio();

    const model = await client.models.get("vg", "film");
    expect(model).toMatchObject({ owner: "vg", name: "film", is_official: true });
    expect(Object.keys(Object(model.latest_version?.openapi_schema).components.schemas)).toEqual([
      "Input",
      "Output",
      "duration",
      "resolution",
    ]);
    expect((await client.models.list()).results.map(({ name }) => name)).toEqual(["sketch", "frames", "film"]);
    expect((await client.models.search("films text")).results.map(({ name }) => name)).toEqual(["film"]);
    expect((await client.collections.list()).results.map(({ slug }) => slug)).toEqual([
      "text-to-video",
      "image-to-video",
    ]);
    expect((await client.collections.get("image-to-video")).models?.map(({ name }) => name)).toEqual([
      "frames",
      "film",
    ]);
    expect((await client.hardware.list()).map(({ sku }: { readonly sku: string }) => sku)).toContain("gpu-l40s");
    expect(await client.accounts.current()).toMatchObject({ type: "organization", username: "emulator" });
    expect((await client.models.versions.get("vg", "frames", VERSION)).id).toBe(FRAMES.version);
    await expect(client.models.versions.list("vg", "film")).rejects.toThrow("404");
    expect(emulator.requests.map(({ route }) => route)).toEqual([
      "models.get",
      "models.list",
      "models.search",
      "collections.list",
      "collections.get",
      "hardware.list",
      "account.get",
      "versions.get",
      "versions.list",
    ]);
  });
});
