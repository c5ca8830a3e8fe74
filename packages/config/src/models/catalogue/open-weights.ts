import type { ModelsOf, NamedModel } from "../model.ts";

/** Stability AI's models. */
export const STABILITY_AI: {
  readonly svd: NamedModel<"stability-ai", "stable-video-diffusion">;
} = {
  svd: {
    owner: "stability-ai",
    name: "stable-video-diffusion",
    kind: "community",
    version: "3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438",
    versionVariable: "SVD_MODEL_VERSION",
    inputs: {
      input_image: { type: "string", required: true, format: "uri" },
      video_length: {
        type: "string",
        enum: ["14_frames_with_svd", "25_frames_with_svd_xt"],
        default: "14_frames_with_svd",
      },
      sizing_strategy: {
        type: "string",
        enum: ["maintain_aspect_ratio", "crop_to_16_9", "use_image_dimensions"],
        default: "maintain_aspect_ratio",
      },
      frames_per_second: { type: "integer", minimum: 5, maximum: 30, default: 6 },
      motion_bucket_id: { type: "integer", minimum: 1, maximum: 255, default: 127 },
      cond_aug: { type: "number", default: 0.02 },
      decoding_t: { type: "integer", default: 14 },
      seed: { type: "integer" },
    },
    roles: {
      image: "input_image",
      frames: "video_length",
      fps: "frames_per_second",
      seed: "seed",
      motionBucketId: "motion_bucket_id",
    },
    clips: { frames: [14, 25], fpsAdded: 1 },
    prices: [],
    priceUnknown: "it is billed by GPU time, and the hardware it runs on is not published",
    output: "uri",
    asOf: "2025-01-15",
    note: "It left the public list in March 2024; if it still runs is not verified.",
  },
};

/** The models of THUDM, Tsinghua University. */
export const THUDM: {
  readonly cogvideox: NamedModel<"thudm", "cogvideox-i2v">;
} & ModelsOf<"thudm", "cogvideox-t2v"> = {
  cogvideox: {
    owner: "thudm",
    name: "cogvideox-i2v",
    kind: "community",
    version: "latest",
    knownVersion: "82caaa79520e03b3963c975e38dd68ac8a6b18a8a39c19fd8dc03b4ed4b91c58",
    versionVariable: "COGVIDEOX_MODEL_VERSION",
    inputs: {
      image: { type: "string", required: true, format: "uri" },
      prompt: { type: "string", default: "Starry sky slowly rotating." },
      num_inference_steps: { type: "integer", minimum: 1, maximum: 500, default: 50 },
      guidance_scale: { type: "number", minimum: 1, maximum: 20, default: 6 },
      num_frames: { type: "integer", default: 49 },
      seed: { type: "integer" },
    },
    roles: { prompt: "prompt", image: "image", frames: "num_frames", seed: "seed", steps: "num_inference_steps" },
    clips: { frames: [49], fps: 8, resolution: "480p" },
    prices: [],
    priceUnknown: "it is billed by GPU time, and the hardware it runs on is not published",
    output: "uri",
    asOf: "2025-01-15",
  },
  "cogvideox-t2v": {
    owner: "thudm",
    name: "cogvideox-t2v",
    kind: "community",
    version: "latest",
    knownVersion: "e047b1d734c550671fb4de7f7df7f9341ed498b4aa7cd88b82533b60dfec33e3",
    inputs: {
      prompt: {
        type: "string",
        default:
          "A panda, dressed in a small, red jacket and a tiny hat, sits on a wooden stool in a serene bamboo forest. The panda's fluffy paws strum a miniature acoustic guitar, producing soft, melodic tunes. Nearby, a few other pandas gather, watching curiously and some clapping in rhythm. Sunlight filters through the tall bamboo, casting a gentle glow on the scene. The panda's face is expressive, showing concentration and joy as it plays. The background includes a small, flowing stream and vibrant green foliage, enhancing the peaceful and magical atmosphere of this unique musical performance.",
      },
      num_inference_steps: { type: "integer", minimum: 1, maximum: 500, default: 50 },
      guidance_scale: { type: "number", minimum: 1, maximum: 20, default: 6 },
      num_frames: { type: "integer", default: 49 },
      seed: { type: "integer" },
    },
    roles: { prompt: "prompt", frames: "num_frames", seed: "seed", steps: "num_inference_steps" },
    clips: { frames: [49], fps: 8, resolution: "480p" },
    prices: [],
    priceUnknown: "it is billed by GPU time, and the hardware it runs on is not published",
    output: "uri",
    asOf: "2025-01-15",
  },
};

/** Genmo's models. */
export const GENMO: ModelsOf<"genmoai", "mochi-1"> = {
  "mochi-1": {
    owner: "genmoai",
    name: "mochi-1",
    kind: "community",
    version: "1944af04d098ef69bed7f9d335d102e652203f268ec4aaa2d836f6217217e460",
    inputs: {
      prompt: {
        type: "string",
        default: "Close-up of a chameleon's eye, with its scaly skin changing color. Ultra high resolution 4k.",
      },
      num_frames: { type: "integer", minimum: 30, maximum: 170, default: 163 },
      num_inference_steps: { type: "integer", minimum: 10, maximum: 200, default: 64 },
      guidance_scale: { type: "number", minimum: 0.1, maximum: 10, default: 6 },
      fps: { type: "integer", minimum: 10, maximum: 60, default: 30 },
      seed: { type: "integer" },
    },
    roles: { prompt: "prompt", frames: "num_frames", fps: "fps", seed: "seed", steps: "num_inference_steps" },
    prices: [
      {
        kind: "gpu-second",
        hardware: "gpu-h100",
        perSecond: "0.001525",
        typicalRunSeconds: "275",
        asOf: "2025-07-18",
        source: "https://replicate.com/genmoai/mochi-1",
        note: "Runs of 221 to 300 s were seen, about 0.42 each.",
      },
    ],
    output: "uri",
    asOf: "2026-08",
  },
};
