import type { ModelsOf } from "../model.ts";

const PIXVERSE_V6 = {
  kind: "output-second",
  asOf: "2026-10-05",
  source: "https://replicate.com/pixverse/pixverse-v6",
} as const;

/** PixVerse's models. */
export const PIXVERSE: ModelsOf<"pixverse", "pixverse-v6"> = {
  "pixverse-v6": {
    owner: "pixverse",
    name: "pixverse-v6",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      quality: { type: "string", enum: ["360p", "540p", "720p", "1080p"], default: "540p" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "1:1"], default: "16:9" },
      duration: { type: "integer", enum: [5, 8, 10, 15], default: 5 },
      negative_prompt: { type: "string", default: "" },
      seed: { type: "integer" },
      generate_audio_switch: { type: "boolean", default: false },
      generate_multi_clip_switch: { type: "boolean", default: false },
    },
    roles: {
      prompt: "prompt",
      negativePrompt: "negative_prompt",
      image: "image",
      lastImage: "last_frame_image",
      duration: "duration",
      resolution: "quality",
      aspectRatio: "aspect_ratio",
      audio: "generate_audio_switch",
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
      { ...PIXVERSE_V6, when: { quality: "360p", generate_audio_switch: false }, perSecond: "0.05" },
      { ...PIXVERSE_V6, when: { quality: "540p", generate_audio_switch: false }, perSecond: "0.07" },
      { ...PIXVERSE_V6, when: { quality: "720p", generate_audio_switch: false }, perSecond: "0.09" },
      { ...PIXVERSE_V6, when: { quality: "1080p", generate_audio_switch: false }, perSecond: "0.18" },
      { ...PIXVERSE_V6, when: { quality: "360p", generate_audio_switch: true }, perSecond: "0.07" },
      { ...PIXVERSE_V6, when: { quality: "540p", generate_audio_switch: true }, perSecond: "0.09" },
      { ...PIXVERSE_V6, when: { quality: "720p", generate_audio_switch: true }, perSecond: "0.12" },
      { ...PIXVERSE_V6, when: { quality: "1080p", generate_audio_switch: true }, perSecond: "0.23" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
