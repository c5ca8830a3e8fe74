import type { ModelsOf } from "../model.ts";

const GROK_IMAGINE_VIDEO_1_5 = {
  kind: "output-second",
  asOf: "2026-09-14",
  source: "https://replicate.com/xai/grok-imagine-video-1.5",
  note: "xAI's own price, with 0.01 for the image; an undated record of Replicate's agrees.",
} as const;

/** xAI's models. */
export const XAI: ModelsOf<"xai", "grok-imagine-video" | "grok-imagine-video-1.5"> = {
  "grok-imagine-video": {
    owner: "xai",
    name: "grok-imagine-video",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      video: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 1, maximum: 15, default: 5 },
      aspect_ratio: {
        type: "string",
        enum: ["auto", "16:9", "4:3", "1:1", "9:16", "3:4", "3:2", "2:3"],
        default: "auto",
      },
      resolution: { type: "string", enum: ["720p", "480p"], default: "720p" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
    },
    rules: [
      {
        when: { video: { present: true } },
        ignores: ["duration", "resolution", "aspect_ratio"],
        reason: "an edited video keeps its length, size and shape",
      },
    ],
    prices: [
      {
        kind: "output-second",
        perSecond: "0.05",
        asOf: "2026-10-08",
        source: "https://replicate.com/xai/grok-imagine-video",
        note: "A source of 2026-08-22 has 0.08; those of 2026-10-08 and two others have 0.05.",
      },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "grok-imagine-video-1.5": {
    owner: "xai",
    name: "grok-imagine-video-1.5",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", required: true, format: "uri" },
      duration: { type: "integer", minimum: 1, maximum: 15 },
      aspect_ratio: { type: "string", enum: ["auto", "16:9", "4:3", "1:1", "9:16", "3:4", "3:2", "2:3"] },
      resolution: { type: "string", enum: ["720p", "480p"] },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
    },
    prices: [
      { ...GROK_IMAGINE_VIDEO_1_5, when: { resolution: "480p" }, perSecond: "0.08", perClip: "0.01" },
      { ...GROK_IMAGINE_VIDEO_1_5, when: { resolution: "720p" }, perSecond: "0.14", perClip: "0.01" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
};
