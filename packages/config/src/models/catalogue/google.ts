import type { ModelsOf } from "../model.ts";

const VEO_3 = { kind: "output-second", asOf: "2026-10-05", source: "https://replicate.com/google/veo-3" } as const;
const VEO_3_FAST = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/google/veo-3-fast",
} as const;
const VEO_3_1 = { kind: "output-second", asOf: "2026-10-06", source: "https://replicate.com/google/veo-3.1" } as const;
const VEO_3_1_FAST = {
  kind: "output-second",
  asOf: "2026-10-06",
  source: "https://replicate.com/google/veo-3.1-fast",
} as const;
const VEO_3_1_LITE = {
  kind: "output-second",
  asOf: "2026-10-08",
  source: "https://replicate.com/google/veo-3.1-lite",
} as const;

/** Google's models. */
export const GOOGLE: ModelsOf<
  "google",
  "veo-2" | "veo-3" | "veo-3-fast" | "veo-3.1" | "veo-3.1-fast" | "veo-3.1-lite"
> = {
  "veo-2": {
    owner: "google",
    name: "veo-2",
    kind: "official",
    inputs: {
      prompt: { type: "string" },
      image: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [5, 6, 7, 8], default: 5 },
      seed: { type: "integer" },
    },
    roles: { prompt: "prompt", image: "image", duration: "duration", aspectRatio: "aspect_ratio", seed: "seed" },
    prices: [
      { kind: "output-second", perSecond: "0.50", asOf: "2026-08-22", source: "https://replicate.com/google/veo-2" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "veo-3": {
    owner: "google",
    name: "veo-3",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [4, 6, 8], default: 8 },
      image: { type: "string", format: "uri" },
      negative_prompt: { type: "string" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "1080p" },
      generate_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
      seed: "seed",
    },
    variants: { with_audio: { generate_audio: true }, without_audio: { generate_audio: false } },
    prices: [
      { ...VEO_3, when: { generate_audio: false }, perSecond: "0.20" },
      { ...VEO_3, when: { generate_audio: true }, perSecond: "0.40" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "veo-3-fast": {
    owner: "google",
    name: "veo-3-fast",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [4, 6, 8], default: 8 },
      image: { type: "string", format: "uri" },
      negative_prompt: { type: "string" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "1080p" },
      generate_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
      seed: "seed",
    },
    variants: { with_audio: { generate_audio: true }, without_audio: { generate_audio: false } },
    prices: [
      { ...VEO_3_FAST, when: { generate_audio: false }, perSecond: "0.10" },
      { ...VEO_3_FAST, when: { generate_audio: true }, perSecond: "0.15" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "veo-3.1": {
    owner: "google",
    name: "veo-3.1",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [4, 6, 8], default: 8 },
      image: { type: "string", format: "uri" },
      last_frame: { type: "string", format: "uri" },
      reference_images: { type: "array", items: "string", format: "uri" },
      negative_prompt: { type: "string" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "1080p" },
      generate_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      lastImage: "last_frame",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
      seed: "seed",
    },
    rules: [
      {
        when: { last_frame: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
      {
        when: { reference_images: { present: true } },
        needs: { aspect_ratio: "16:9", duration: 8 },
        ignores: ["last_frame"],
        reason: "with reference images its clips are 16:9, 8 s long and have no last image",
      },
    ],
    variants: { with_audio: { generate_audio: true }, without_audio: { generate_audio: false } },
    prices: [
      { ...VEO_3_1, when: { generate_audio: false }, perSecond: "0.20" },
      { ...VEO_3_1, when: { generate_audio: true }, perSecond: "0.40" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "veo-3.1-fast": {
    owner: "google",
    name: "veo-3.1-fast",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [4, 6, 8], default: 8 },
      image: { type: "string", format: "uri" },
      last_frame: { type: "string", format: "uri" },
      negative_prompt: { type: "string" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "1080p" },
      generate_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      lastImage: "last_frame",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio",
      seed: "seed",
    },
    rules: [
      {
        when: { last_frame: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
    ],
    variants: { with_audio: { generate_audio: true }, without_audio: { generate_audio: false } },
    prices: [
      { ...VEO_3_1_FAST, when: { generate_audio: false }, perSecond: "0.10" },
      { ...VEO_3_1_FAST, when: { generate_audio: true }, perSecond: "0.15" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "veo-3.1-lite": {
    owner: "google",
    name: "veo-3.1-lite",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16"], default: "16:9" },
      duration: { type: "integer", enum: [4, 6, 8], default: 8 },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "720p" },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      lastImage: "last_frame",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      seed: "seed",
    },
    rules: [
      { when: { resolution: "1080p" }, needs: { duration: 8 }, reason: "its 1080p clips are 8 s long" },
      {
        when: { last_frame: { present: true } },
        needs: { image: { present: true } },
        reason: "a last image needs a first one",
      },
    ],
    prices: [
      { ...VEO_3_1_LITE, when: { resolution: "720p" }, perSecond: "0.05" },
      { ...VEO_3_1_LITE, when: { resolution: "1080p" }, perSecond: "0.08" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
