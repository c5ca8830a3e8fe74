import type { ModelsOf } from "../model.ts";

const WAN_3 = {
  kind: "output-second",
  asOf: "2026-10-10",
  source: "https://replicate.com/alibaba/wan-3",
  note: "A promotion: the page of 2026-10-06 had half of it; sources of 2026-10-08 and 2026-10-10 have the whole.",
} as const;
const HAPPYHORSE_1_0 = {
  kind: "output-second",
  asOf: "2026-04",
  source: "https://replicate.com/alibaba/happyhorse-1.0",
} as const;
const HAPPYHORSE_1_1 = {
  kind: "output-second",
  asOf: "2026-09-25",
  source: "https://replicate.com/alibaba/happyhorse-1.1",
} as const;

/** Alibaba's models under its own name. */
export const ALIBABA: ModelsOf<"alibaba", "wan-3" | "happyhorse-1.0" | "happyhorse-1.1"> = {
  "wan-3": {
    owner: "alibaba",
    name: "wan-3",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      negative_prompt: { type: "string" },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"] },
      aspect_ratio: { type: "string", enum: ["adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"] },
      duration: { type: "integer", minimum: 2, maximum: 30, default: 5 },
      enable_prompt_expansion: { type: "boolean" },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    prices: [
      { ...WAN_3, when: { resolution: "480p" }, perSecond: "0.05" },
      { ...WAN_3, when: { resolution: "720p" }, perSecond: "0.10" },
      { ...WAN_3, when: { resolution: "1080p" }, perSecond: "0.20" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "happyhorse-1.0": {
    owner: "alibaba",
    name: "happyhorse-1.0",
    kind: "official",
    inputs: {
      prompt: { type: "string", default: "" },
      image: { type: "string", format: "uri" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "1080p" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1", "4:3", "3:4"], default: "16:9" },
      duration: { type: "integer", enum: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], default: 5 },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
    ],
    prices: [
      { ...HAPPYHORSE_1_0, when: { resolution: "720p" }, perSecond: "0.14" },
      { ...HAPPYHORSE_1_0, when: { resolution: "1080p" }, perSecond: "0.28" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "happyhorse-1.1": {
    owner: "alibaba",
    name: "happyhorse-1.1",
    kind: "official",
    inputs: {
      prompt: { type: "string" },
      images: { type: "array", items: "string", format: "uri" },
      resolution: { type: "string", enum: ["720p", "1080p"] },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1", "4:3", "3:4"] },
      duration: { type: "integer", enum: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "images",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      { when: { images: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
    ],
    prices: [
      { ...HAPPYHORSE_1_1, when: { resolution: "720p" }, perSecond: "0.14" },
      { ...HAPPYHORSE_1_1, when: { resolution: "1080p" }, perSecond: "0.18" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
};
