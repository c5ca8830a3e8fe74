import { deepFreeze } from "../deep-freeze.ts";
import { formatList, wrongArgument } from "../errors.ts";
import type { ModelName, Models } from "./model.ts";

const GPU_TIME_UNKNOWN = "it is billed by GPU time, and the hardware it runs on is not published";
const VEO_PRICE = {
  kind: "output-second",
  asOf: "2026-10-08",
  source: "https://replicate.com/google/veo-3.1-lite",
} as const;
const SEEDANCE_PRICE = {
  kind: "output-second",
  condition: "without audio",
  asOf: "2026-10-08",
  source: "https://replicate.com/bytedance/seedance-1.5-pro",
} as const;
const WAN_2_2_PRICE = {
  kind: "clip",
  asOf: "2026-10-08",
  source: "https://replicate.com/wan-video/wan-2.2-i2v-fast",
} as const;

/**
 * Every model this project knows, by the name that settings and jobs call it.
 *
 * @example
 * ```ts
 * import { MODELS } from "@vg/config";
 *
 * MODELS.svd.image; // => 'required'
 * MODELS["veo-3.1-lite"].prices.map((price) => price.resolution); // => [ '720p', '1080p' ]
 * ```
 */
export const MODELS: Models = deepFreeze<Models>({
  svd: {
    owner: "stability-ai",
    name: "stable-video-diffusion",
    version: "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438",
    versionVariable: "SVD_MODEL_VERSION",
    image: "required",
    prompt: "none",
    inputs: {
      image: "input_image",
      fps: "frames_per_second",
      motionBucketId: "motion_bucket_id",
      frames: "video_length",
    },
    clips: { kind: "frames", frames: [14, 25], fps: { min: 5, max: 30 }, fpsAdded: 1 },
    prices: [],
    priceUnknown: GPU_TIME_UNKNOWN,
  },
  cogvideox: {
    owner: "thudm",
    name: "cogvideox-i2v",
    version: "latest",
    versionVariable: "COGVIDEOX_MODEL_VERSION",
    image: "required",
    prompt: "optional",
    inputs: { image: "image", prompt: "prompt", steps: "num_inference_steps", frames: "num_frames" },
    clips: { kind: "frames", frames: [49], fps: { min: 8, max: 8 }, fpsAdded: 0 },
    prices: [],
    priceUnknown: GPU_TIME_UNKNOWN,
  },
  "cogvideox-t2v": {
    owner: "thudm",
    name: "cogvideox-t2v",
    version: "latest",
    image: "none",
    prompt: "optional",
    inputs: { prompt: "prompt", steps: "num_inference_steps", frames: "num_frames" },
    clips: { kind: "frames", frames: [49], fps: { min: 8, max: 8 }, fpsAdded: 0 },
    prices: [],
    priceUnknown: GPU_TIME_UNKNOWN,
  },
  "kling-v2.5-turbo-pro": {
    owner: "kwaivgi",
    name: "kling-v2.5-turbo-pro",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "start_image", prompt: "prompt", duration: "duration" },
    clips: { kind: "seconds", seconds: [5, 10] },
    prices: [
      {
        kind: "output-second",
        perSecond: "0.07",
        asOf: "2026-10-08",
        source: "https://replicate.com/kwaivgi/kling-v2.5-turbo-pro",
      },
    ],
  },
  "veo-3.1-lite": {
    owner: "google",
    name: "veo-3.1-lite",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", resolution: "resolution", duration: "duration" },
    clips: { kind: "seconds", seconds: [4, 6, 8] },
    prices: [
      { ...VEO_PRICE, resolution: "720p", perSecond: "0.05" },
      { ...VEO_PRICE, resolution: "1080p", perSecond: "0.08" },
    ],
  },
  "seedance-1.5-pro": {
    owner: "bytedance",
    name: "seedance-1.5-pro",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", resolution: "resolution", duration: "duration" },
    clips: { kind: "seconds", seconds: [4, 5, 6, 7, 8, 9, 10, 11, 12] },
    prices: [
      { ...SEEDANCE_PRICE, resolution: "480p", perSecond: "0.013" },
      { ...SEEDANCE_PRICE, resolution: "720p", perSecond: "0.026" },
      { ...SEEDANCE_PRICE, resolution: "1080p", perSecond: "0.06" },
    ],
  },
  "grok-imagine-video": {
    owner: "xai",
    name: "grok-imagine-video",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", resolution: "resolution", duration: "duration" },
    clips: { kind: "seconds", seconds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] },
    prices: [
      {
        kind: "output-second",
        perSecond: "0.05",
        asOf: "2026-10-08",
        source: "https://replicate.com/xai/grok-imagine-video",
      },
    ],
  },
  "wan-2.2-i2v-fast": {
    owner: "wan-video",
    name: "wan-2.2-i2v-fast",
    version: "latest",
    image: "required",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", resolution: "resolution" },
    clips: { kind: "seconds", seconds: [5] },
    prices: [
      { ...WAN_2_2_PRICE, resolution: "480p", perClip: "0.05" },
      { ...WAN_2_2_PRICE, resolution: "720p", perClip: "0.11" },
    ],
  },
  "wan-2.1-i2v-480p": {
    owner: "wavespeedai",
    name: "wan-2.1-i2v-480p",
    version: "latest",
    image: "required",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", steps: "sample_steps" },
    clips: { kind: "seconds", seconds: [5] },
    prices: [
      {
        kind: "output-second",
        resolution: "480p",
        perSecond: "0.09",
        asOf: "2025-11",
        source: "https://replicate.com/wavespeedai/wan-2.1-i2v-480p",
      },
    ],
  },
  "wan-2.1-i2v-720p": {
    owner: "wavespeedai",
    name: "wan-2.1-i2v-720p",
    version: "latest",
    image: "required",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", steps: "sample_steps" },
    clips: { kind: "seconds", seconds: [5] },
    prices: [
      {
        kind: "output-second",
        resolution: "720p",
        perSecond: "0.25",
        asOf: "2025-11",
        source: "https://replicate.com/wavespeedai/wan-2.1-i2v-720p",
      },
    ],
  },
  "video-01": {
    owner: "minimax",
    name: "video-01",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "first_frame_image", prompt: "prompt" },
    clips: { kind: "seconds", seconds: [6] },
    prices: [{ kind: "clip", perClip: "0.50", asOf: "2025", source: "https://replicate.com/minimax/video-01" }],
  },
  "ltx-video": {
    owner: "lightricks",
    name: "ltx-video",
    version: "latest",
    image: "optional",
    prompt: "required",
    inputs: { image: "image", prompt: "prompt", steps: "steps", frames: "length" },
    clips: { kind: "frames", frames: [97, 129, 161, 193, 225, 257], fps: { min: 24, max: 24 }, fpsAdded: 0 },
    prices: [
      {
        kind: "gpu-second",
        hardware: "gpu-l40s",
        perSecond: "0.000975",
        typicalRunSeconds: "13",
        asOf: "2025-07-18",
        source: "https://replicate.com/lightricks/ltx-video",
      },
    ],
  },
});

/**
 * The catalogue's model that a text names; the match is exact.
 *
 * @throws {@link ConfigError} that lists the models there are.
 * @example
 * ```ts
 * import { parseModelName } from "@vg/config";
 *
 * parseModelName("svd"); // => 'svd'
 * parseModelName("svdd"); // throws must be svd, cogvideox, cogvideox-t2v
 * ```
 */
export function parseModelName(value: string): ModelName {
  if (isModelName(value)) return value;
  throw wrongArgument("model", formatList(MODEL_NAMES), value);
}

/** Whether the catalogue has the model. */
export function isModelName(value: unknown): value is ModelName {
  return typeof value === "string" && Object.hasOwn(MODELS, value);
}

/** The names of all models. */
export const MODEL_NAMES: readonly ModelName[] = Object.freeze(Object.keys(MODELS).filter(isModelName));
