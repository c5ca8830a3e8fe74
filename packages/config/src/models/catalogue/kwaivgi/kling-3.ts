import type { ModelsOf } from "../../model.ts";

const KLING_V3_VIDEO = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/kwaivgi/kling-v3-video",
} as const;
const KLING_V3_OMNI_VIDEO = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/kwaivgi/kling-v3-omni-video",
} as const;
const KLING_O1 = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/kwaivgi/kling-o1",
} as const;

/** Kuaishou's Kling models of the third generation, and its unified O1. */
export const KLING_3: ModelsOf<"kwaivgi", "kling-v3-video" | "kling-v3-omni-video" | "kling-o1"> = {
  "kling-v3-video": {
    owner: "kwaivgi",
    name: "kling-v3-video",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      negative_prompt: { type: "string", default: "" },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      mode: { type: "string", enum: ["standard", "pro", "4k"], default: "pro" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", minimum: 3, maximum: 15, default: 5 },
      generate_audio: { type: "boolean", default: false },
      multi_prompt: { type: "string" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "mode",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
    },
    rules: [
      {
        when: { end_image: { present: true } },
        needs: { start_image: { present: true } },
        reason: "a last image needs a first one",
      },
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
    ],
    resolutions: { standard: "720p", pro: "1080p" },
    variants: { standard: { mode: "standard" }, pro: { mode: "pro" }, "4k": { mode: "4k" } },
    prices: [
      { ...KLING_V3_VIDEO, when: { mode: "standard", generate_audio: false }, perSecond: "0.168" },
      { ...KLING_V3_VIDEO, when: { mode: "pro", generate_audio: false }, perSecond: "0.224" },
      { ...KLING_V3_VIDEO, when: { mode: "4k" }, perSecond: "0.42" },
      { ...KLING_V3_VIDEO, when: { mode: "standard", generate_audio: true }, perSecond: "0.252" },
      { ...KLING_V3_VIDEO, when: { mode: "pro", generate_audio: true }, perSecond: "0.336" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-v3-omni-video": {
    owner: "kwaivgi",
    name: "kling-v3-omni-video",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      reference_images: { type: "array", items: "string", format: "uri" },
      reference_video: { type: "string", format: "uri" },
      video_reference_type: { type: "string", enum: ["feature", "base"], default: "feature" },
      keep_original_sound: { type: "boolean", default: true },
      generate_audio: { type: "boolean", default: false },
      mode: { type: "string", enum: ["standard", "pro", "4k"], default: "pro" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", minimum: 3, maximum: 15, default: 5 },
      multi_prompt: { type: "string" },
    },
    roles: {
      prompt: "prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "mode",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
    },
    rules: [
      {
        when: { end_image: { present: true } },
        needs: { start_image: { present: true } },
        reason: "a last image needs a first one",
      },
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
      {
        when: { reference_video: { present: true } },
        needs: { mode: ["standard", "pro"], generate_audio: false },
        reason: "a reference video goes with neither 4k nor generated sound",
      },
      {
        when: { video_reference_type: "base", reference_video: { present: true } },
        ignores: ["duration", "aspect_ratio"],
        reason: "an edited video keeps its length and shape",
      },
    ],
    resolutions: { standard: "720p", pro: "1080p" },
    variants: { standard: { mode: "standard" }, pro: { mode: "pro" }, "4k": { mode: "4k" } },
    prices: [
      { ...KLING_V3_OMNI_VIDEO, when: { mode: "standard", generate_audio: false }, perSecond: "0.168" },
      { ...KLING_V3_OMNI_VIDEO, when: { mode: "pro", generate_audio: false }, perSecond: "0.224" },
      { ...KLING_V3_OMNI_VIDEO, when: { mode: "4k" }, perSecond: "0.42" },
      { ...KLING_V3_OMNI_VIDEO, when: { mode: "standard", generate_audio: true }, perSecond: "0.224" },
      { ...KLING_V3_OMNI_VIDEO, when: { mode: "pro", generate_audio: true }, perSecond: "0.28" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "kling-o1": {
    owner: "kwaivgi",
    name: "kling-o1",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      reference_images: { type: "array", items: "string", format: "uri" },
      reference_video: { type: "string", format: "uri" },
      video_reference_type: { type: "string", enum: ["feature", "base"], default: "feature" },
      keep_original_sound: { type: "boolean", default: true },
      mode: { type: "string", enum: ["std", "pro"], default: "pro" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [3, 4, 5, 6, 7, 8, 9, 10], default: 5 },
    },
    roles: {
      prompt: "prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "mode",
      aspectRatio: "aspect_ratio",
    },
    rules: [
      {
        when: { end_image: { present: true } },
        needs: { start_image: { present: true } },
        reason: "a last image needs a first one",
      },
      {
        when: { start_image: { present: true } },
        ignores: ["aspect_ratio"],
        reason: "the clip has the shape of its image",
      },
      {
        when: { reference_video: { present: false } },
        needs: { duration: [5, 10] },
        reason: "without a reference video its clips are 5 or 10 s long",
      },
      {
        when: { video_reference_type: "base", reference_video: { present: true } },
        ignores: ["duration", "aspect_ratio"],
        reason: "an edited video keeps its length and shape",
      },
    ],
    resolutions: { std: "720p", pro: "1080p" },
    variants: {
      std: { mode: "std", reference_video: { present: false } },
      pro: { mode: "pro", reference_video: { present: false } },
      "std-with-video-input": { mode: "std", reference_video: { present: true } },
      "pro-with-video-input": { mode: "pro", reference_video: { present: true } },
    },
    prices: [
      { ...KLING_O1, when: { mode: "std", reference_video: { present: false } }, perSecond: "0.084" },
      { ...KLING_O1, when: { mode: "pro", reference_video: { present: false } }, perSecond: "0.112" },
      { ...KLING_O1, when: { mode: "std", reference_video: { present: true } }, perSecond: "0.126" },
      { ...KLING_O1, when: { mode: "pro", reference_video: { present: true } }, perSecond: "0.168" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
