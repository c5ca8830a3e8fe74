import type { ModelsOf } from "../../model.ts";

const SEEDANCE_1_LITE = {
  kind: "output-second",
  asOf: "2026-04",
  source: "https://replicate.com/bytedance/seedance-1-lite",
  note: "An invoice was seen once with 0.054 a second.",
} as const;
const SEEDANCE_1_PRO = {
  kind: "output-second",
  asOf: "2026-10-06",
  source: "https://replicate.com/bytedance/seedance-1-pro",
} as const;
const SEEDANCE_1_PRO_FAST = {
  kind: "output-second",
  asOf: "2026-04",
  source: "https://replicate.com/bytedance/seedance-1-pro-fast",
} as const;
const SEEDANCE_1_5_PRO = {
  kind: "output-second",
  asOf: "2026-10-08",
  source: "https://replicate.com/bytedance/seedance-1.5-pro",
} as const;

/** ByteDance's Seedance 1 models. */
export const SEEDANCE_1: ModelsOf<
  "bytedance",
  "seedance-1-lite" | "seedance-1-pro" | "seedance-1-pro-fast" | "seedance-1.5-pro"
> = {
  "seedance-1-lite": {
    owner: "bytedance",
    name: "seedance-1-lite",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      reference_images: { type: "array", items: "string", format: "uri" },
      duration: { type: "integer", minimum: 2, maximum: 12, default: 5 },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"], default: "720p" },
      aspect_ratio: { type: "string", enum: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"], default: "16:9" },
      fps: { type: "integer", enum: [24], default: 24 },
      camera_fixed: { type: "boolean", default: false },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      lastImage: "last_frame_image",
      duration: "duration",
      fps: "fps",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      {
        when: { last_frame_image: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
      {
        when: { reference_images: { present: true } },
        needs: { resolution: ["480p", "720p"], image: { present: false }, last_frame_image: { present: false } },
        reason: "reference images go with neither 1080p nor a first or last image",
      },
    ],
    prices: [
      { ...SEEDANCE_1_LITE, when: { resolution: "480p" }, perSecond: "0.018" },
      { ...SEEDANCE_1_LITE, when: { resolution: "720p" }, perSecond: "0.036" },
      { ...SEEDANCE_1_LITE, when: { resolution: "1080p" }, perSecond: "0.072" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "seedance-1-pro": {
    owner: "bytedance",
    name: "seedance-1-pro",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 2, maximum: 12, default: 5 },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"] },
      aspect_ratio: { type: "string", enum: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"] },
      fps: { type: "integer", enum: [24] },
      camera_fixed: { type: "boolean" },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      lastImage: "last_frame_image",
      duration: "duration",
      fps: "fps",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      {
        when: { last_frame_image: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
    ],
    prices: [
      { ...SEEDANCE_1_PRO, when: { resolution: "480p" }, perSecond: "0.03" },
      { ...SEEDANCE_1_PRO, when: { resolution: "720p" }, perSecond: "0.06" },
      { ...SEEDANCE_1_PRO, when: { resolution: "1080p" }, perSecond: "0.15" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "seedance-1-pro-fast": {
    owner: "bytedance",
    name: "seedance-1-pro-fast",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 2, maximum: 12, default: 5 },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"], default: "1080p" },
      aspect_ratio: { type: "string", enum: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"], default: "16:9" },
      fps: { type: "integer", enum: [24], default: 24 },
      camera_fixed: { type: "boolean", default: false },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      duration: "duration",
      fps: "fps",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
    ],
    prices: [
      { ...SEEDANCE_1_PRO_FAST, when: { resolution: "480p" }, perSecond: "0.015" },
      { ...SEEDANCE_1_PRO_FAST, when: { resolution: "720p" }, perSecond: "0.025" },
      { ...SEEDANCE_1_PRO_FAST, when: { resolution: "1080p" }, perSecond: "0.06" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "seedance-1.5-pro": {
    owner: "bytedance",
    name: "seedance-1.5-pro",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 2, maximum: 12, default: 5 },
      resolution: { type: "string", enum: ["480p", "720p", "1080p"], default: "720p" },
      aspect_ratio: { type: "string", enum: ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"], default: "16:9" },
      fps: { type: "integer", enum: [24], default: 24 },
      camera_fixed: { type: "boolean", default: false },
      generate_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      lastImage: "last_frame_image",
      duration: "duration",
      fps: "fps",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
      seed: "seed",
    },
    rules: [
      {
        when: { last_frame_image: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
    ],
    prices: [
      { ...SEEDANCE_1_5_PRO, when: { resolution: "480p", generate_audio: false }, perSecond: "0.013" },
      { ...SEEDANCE_1_5_PRO, when: { resolution: "720p", generate_audio: false }, perSecond: "0.026" },
      { ...SEEDANCE_1_5_PRO, when: { resolution: "1080p", generate_audio: false }, perSecond: "0.06" },
      { ...SEEDANCE_1_5_PRO, when: { resolution: "480p", generate_audio: true }, perSecond: "0.025" },
      { ...SEEDANCE_1_5_PRO, when: { resolution: "720p", generate_audio: true }, perSecond: "0.052" },
      { ...SEEDANCE_1_5_PRO, when: { resolution: "1080p", generate_audio: true }, perSecond: "0.12" },
    ],
    output: "uri",
    asOf: "2026-08",
    note: "It made no sound by default in 2026-03, and does by 2026-10.",
  },
};
