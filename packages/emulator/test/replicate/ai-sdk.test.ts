import { createReplicate } from "@ai-sdk/replicate";
import { experimental_generateVideo as generateVideo } from "ai";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../../src/index.ts";
import { emulating } from "../support/emulating.ts";
import { MODELS } from "../support/sample-models.ts";

function openStudio(): Promise<Emulator> {
  return emulating({ models: MODELS, pace: { startsAfter: 10, runsFor: 20 } });
}

function modelOf({ replicate }: Emulator): ReturnType<ReturnType<typeof createReplicate>["video"]> {
  return createReplicate({ apiToken: replicate.token, baseURL: replicate.baseUrl }).video("vg/film");
}

/** The default refuses addresses of this machine, wherever they come from. */
async function download({ url }: { readonly url: URL }): Promise<{ data: Uint8Array; mediaType: string | undefined }> {
  const response = await fetch(url);
  return {
    data: new Uint8Array(await response.arrayBuffer()),
    mediaType: response.headers.get("content-type") ?? undefined,
  };
}

async function webhookOf(emulator: Emulator): Promise<{ headers: Record<string, string>; body: null }> {
  await expect.poll(() => emulator.webhooks).toMatchObject([{ event: "completed" }]);
  return { headers: {}, body: null };
}

describe("the AI SDK", () => {
  test("generates a video and gets its bytes", async () => {
    const emulator = await openStudio();

    const { video, providerMetadata } = await generateVideo({
      model: modelOf(emulator),
      prompt: "a cat",
      duration: 4,
      poll: { intervalMs: 5 },
      download,
    });

    expect(video.mediaType).toBe("video/mp4");
    expect(Buffer.from(video.uint8Array).toString("latin1", 4, 12)).toBe("ftypisom");
    expect(emulator.predictions).toMatchObject([{ model: "vg/film", input: { prompt: "a cat", duration: 4 } }]);
    expect(providerMetadata["replicate"]).toMatchObject({
      predictionId: emulator.predictions[0]?.id,
      metrics: { predict_time: 0.02 },
    });
  });

  test("waits for a webhook in place of polling", async () => {
    const emulator = await openStudio();

    const { video } = await generateVideo({
      model: modelOf(emulator),
      prompt: "a cat",
      download,
      webhook: async () => ({ url: `${emulator.origin}/hook`, received: webhookOf(emulator) }),
    });

    expect(video.uint8Array.length).toBeGreaterThan(0);
    expect(emulator.requests.filter(({ route }) => route === "predictions.get")).toHaveLength(1);
  });

  test("says why a video was not generated", async () => {
    const emulator = await openStudio();
    emulator.script({ outcome: "fail", error: "NSFW content detected" });

    const generated = generateVideo({ model: modelOf(emulator), prompt: "a cat", poll: { intervalMs: 5 }, download });

    await expect(generated).rejects.toThrow("Video generation failed: NSFW content detected");
  });

  test("shows what is invalid", async () => {
    const emulator = await openStudio();

    const generated = generateVideo({
      model: modelOf(emulator),
      prompt: "a cat",
      duration: 5,
      maxRetries: 0,
      download,
    });

    await expect(generated).rejects.toThrow("input.duration must be one of the following: 4, 6, 8");
  });
});
