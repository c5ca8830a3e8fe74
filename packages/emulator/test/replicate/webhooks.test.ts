import { validateWebhook } from "replicate";
import { describe, expect, test } from "vitest";
import { listen, openReceiver, type Receiver } from "../support/receiver.ts";
import { MODELS } from "../support/sample-models.ts";
import { openWorld, type World } from "../support/world.ts";

async function create(world: World, webhook: string, events?: readonly string[]): Promise<void> {
  const filter = events === undefined ? {} : { webhook_events_filter: events };
  await world.replicate("/models/vg/film/predictions", { json: { input: { prompt: "a" }, webhook, ...filter } });
}

/** The statuses of the predictions in the bodies, in the order of their arrival. */
function statusesOf({ received }: Receiver): string[] {
  return received.map(({ body }) => {
    const { status }: { readonly status: string } = JSON.parse(body);
    return status;
  });
}

describe("webhooks", () => {
  test("are signed, so that the client accepts them", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    await create(world, receiver.url, ["completed"]);
    await world.emulator.advance(1000);
    const answer: { readonly key: string } = JSON.parse(
      await (await world.replicate("/webhooks/default/secret")).text(),
    );

    const { headers, body } = receiver.only();

    const message = {
      id: String(headers["webhook-id"]),
      timestamp: String(headers["webhook-timestamp"]),
      signature: String(headers["webhook-signature"]),
      secret: answer.key,
    };
    expect(answer.key).toBe(world.emulator.replicate.webhookSecret);
    expect(await validateWebhook({ ...message, body })).toBe(true);
    expect(await validateWebhook({ ...message, body: body.replace("succeeded", "failed") })).toBe(false);
    expect(await validateWebhook({ ...message, body, secret: "whsec_AAAA" })).toBe(false);
    expect(message.timestamp).toBe(String(world.time / 1000 + 1));
    expect(headers["content-type"]).toBe("application/json");
  });

  test("have the prediction as the API shows it", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    await create(world, receiver.url, ["completed"]);
    await world.emulator.advance(1000);

    const shown = await world.replicate(`/predictions/${world.emulator.predictions[0]?.id}`);

    expect(JSON.parse(receiver.received[0]?.body ?? "")).toEqual(await shown.json());
  });

  test.each([
    [undefined, ["output", "completed"], ["processing", "succeeded"]],
    [["completed"], ["completed"], ["succeeded"]],
    [
      ["start", "completed"],
      ["start", "completed"],
      ["processing", "succeeded"],
    ],
    [
      ["start", "output", "logs", "completed"],
      ["start", "logs", "logs", "output", "completed"],
      ["processing", "processing", "processing", "processing", "succeeded"],
    ],
    [[], [], []],
  ])("for %j are sent for the events %j", async (filter, events, statuses) => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    await create(world, receiver.url, filter);

    await world.emulator.advance(1000);

    expect(world.emulator.webhooks.map(({ event }) => event)).toEqual(events);
    expect(statusesOf(receiver)).toEqual(statuses);
  });

  test("for logs come at most every 500 ms", async () => {
    const world = await openWorld({ models: MODELS, pace: { startsAfter: 0, runsFor: 499 } });
    const receiver = await openReceiver();
    await create(world, receiver.url, ["logs", "completed"]);

    await world.emulator.advance(499);

    expect(world.emulator.webhooks.map(({ event }) => event)).toEqual(["logs", "completed"]);
  });

  test.each([
    ["fail", "failed"],
    ["hang", "canceled"],
  ] as const)("are sent when a prediction ends otherwise: %s", async (outcome, status) => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    world.emulator.script({ outcome });
    await create(world, receiver.url);
    await world.emulator.advance(1000);
    if (outcome === "hang") {
      await world.replicate(`/predictions/${world.emulator.predictions[0]?.id}/cancel`, { method: "POST" });
      await world.emulator.idle();
    }

    expect(statusesOf(receiver)).toEqual([status]);
  });

  test("that fail are sent again, the last one about a minute later", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    receiver.statuses.push(500, 404, 503, 500, 500, 500);
    await create(world, receiver.url, ["completed"]);

    await world.emulator.advance(1000);
    expect(receiver.received).toHaveLength(1);
    await world.emulator.advance(3_600_000);

    expect(world.emulator.webhooks).toMatchObject([
      { attempt: 1, status: 500, at: new Date(world.time + 1000), url: receiver.url, event: "completed" },
      { attempt: 2, status: 404, at: new Date(world.time + 3000) },
      { attempt: 3, status: 503, at: new Date(world.time + 7000) },
      { attempt: 4, status: 500, at: new Date(world.time + 15_000) },
      { attempt: 5, status: 500, at: new Date(world.time + 31_000) },
      { attempt: 6, status: 500, at: new Date(world.time + 63_000) },
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("that succeed at last are not sent again", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    receiver.statuses.push(500);
    await create(world, receiver.url, ["completed"]);

    await world.emulator.advance(3_600_000);

    expect(world.emulator.webhooks.map(({ status }) => status)).toEqual([500, 200]);
  });

  test("before the last one are sent once", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    receiver.statuses.push(500, 500);
    await create(world, receiver.url, ["start", "output"]);

    await world.emulator.advance(3_600_000);

    expect(world.emulator.webhooks).toMatchObject([
      { event: "start", status: 500 },
      { event: "output", status: 500 },
    ]);
  });

  test("do not follow a redirect", async () => {
    const world = await openWorld({ models: MODELS });
    const receiver = await openReceiver();
    receiver.statuses.push(302);
    await create(world, receiver.url, ["completed"]);

    await world.emulator.advance(3_600_000);

    expect(world.emulator.webhooks.map(({ status }) => status)).toEqual([302]);
  });

  test("to nobody are tried again, and have no status", async () => {
    const world = await openWorld({ models: MODELS });
    await create(world, "http://127.0.0.1:1/hook", ["completed"]);

    await world.emulator.advance(3_600_000);

    expect(world.emulator.webhooks).toHaveLength(6);
    expect(world.emulator.webhooks.some((delivery) => "status" in delivery)).toBe(false);
  });

  test("under way end with the emulator", async () => {
    const world = await openWorld({ models: MODELS, pace: "at-once", clock: Date.now });
    let isAsked = false;
    const url = await listen(() => {
      isAsked = true;
    });
    await create(world, url, ["completed"]);
    await expect.poll(() => isAsked).toBe(true);

    await world.emulator.close();

    await world.emulator.idle();
    expect(world.emulator.webhooks).toMatchObject([{ attempt: 1 }]);
  });
});

test.each([
  ["short", "not a text of 5 characters"],
  ["whsec_AAAA", "not a text of 10 characters"],
  [5, "not of type number"],
])("the secret %j is refused", async (webhookSecret, message) => {
  // @ts-expect-error - a caller without types
  const opened = openWorld({ webhookSecret });

  await expect(opened).rejects.toThrow(`webhookSecret must be whsec_ and at least 24 bytes in base64, ${message}`);
});
