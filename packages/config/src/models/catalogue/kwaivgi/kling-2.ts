import type { ModelsOf } from "../../model.ts";

const KLING_V2_1 = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/kwaivgi/kling-v2.1",
} as const;
const KLING_V2_6 = {
  kind: "output-second",
  asOf: "2026-10-06",
  source: "https://replicate.com/kwaivgi/kling-v2.6",
} as const;

/** Kuaishou's Kling models before the third generation. */
export const KLING_2: ModelsOf<
  "kwaivgi",
  "kling-v1.6-pro" | "kling-v2.1" | "kling-v2.1-master" | "kling-v2.5-turbo-pro" | "kling-v2.6"
> = {
  "kling-v1.6-pro": {
    owner: "kwaivgi",
    name: "kling-v1.6-pro",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      reference_images: { type: "array", items: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      cfg_scale: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
      negative_prompt: { type: "string", default: "" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      aspectRatio: "aspect_ratio",
    },
    rules: [
      {
        when: { end_image: { present: false } },
        needs: { start_image: { present: true } },
        reason: "it needs a first or a last image",
      },
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
    ],
    prices: [
      {
        kind: "output-second",
        perSecond: "0.095",
        asOf: "2026-08-22",
        source: "https://replicate.com/kwaivgi/kling-v1.6-pro",
      },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-v2.1": {
    owner: "kwaivgi",
    name: "kling-v2.1",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", required: true, format: "uri" },
      end_image: { type: "string", format: "uri" },
      mode: { type: "string", enum: ["standard", "pro"], default: "standard" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      negative_prompt: { type: "string", default: "" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "mode",
    },
    rules: [
      {
        when: { end_image: { present: true } },
        needs: { mode: "pro" },
        reason: "only its mode pro takes a last image",
      },
    ],
    resolutions: { standard: "720p", pro: "1080p" },
    variants: { standard: { mode: "standard" }, pro: { mode: "pro" } },
    prices: [
      { ...KLING_V2_1, when: { mode: "standard" }, perSecond: "0.05" },
      { ...KLING_V2_1, when: { mode: "pro" }, perSecond: "0.09" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-v2.1-master": {
    owner: "kwaivgi",
    name: "kling-v2.1-master",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      negative_prompt: { type: "string", default: "" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      duration: "duration",
      aspectRatio: "aspect_ratio",
    },
    prices: [
      {
        kind: "output-second",
        perSecond: "0.28",
        asOf: "2026-10-05",
        source: "https://replicate.com/kwaivgi/kling-v2.1-master",
      },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-v2.5-turbo-pro": {
    owner: "kwaivgi",
    name: "kling-v2.5-turbo-pro",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      negative_prompt: { type: "string", default: "" },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      guidance_scale: { type: "number", deprecated: true },
      image: { type: "string", format: "uri", deprecated: true },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      aspectRatio: "aspect_ratio",
    },
    rules: [
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
    ],
    prices: [
      {
        kind: "output-second",
        perSecond: "0.07",
        asOf: "2026-10-08",
        source: "https://replicate.com/kwaivgi/kling-v2.5-turbo-pro",
      },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-v2.6": {
    owner: "kwaivgi",
    name: "kling-v2.6",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      negative_prompt: { type: "string", default: "" },
      start_image: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      generate_audio: { type: "boolean", default: true },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      duration: "duration",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
    },
    rules: [
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
    ],
    prices: [
      { ...KLING_V2_6, when: { generate_audio: false }, perSecond: "0.07" },
      { ...KLING_V2_6, when: { generate_audio: true }, perSecond: "0.14" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
