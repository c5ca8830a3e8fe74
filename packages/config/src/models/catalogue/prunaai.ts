import type { ModelsOf } from "../model.ts";

const P_VIDEO = { kind: "output-second", asOf: "2026-10-05", source: "https://replicate.com/prunaai/p-video" } as const;

/** Pruna's models. */
export const PRUNA: ModelsOf<"prunaai", "p-video"> = {
  "p-video": {
    owner: "prunaai",
    name: "p-video",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      audio: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 1, maximum: 20, default: 5 },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "1:1"], default: "16:9" },
      resolution: { type: "string", enum: ["720p", "1080p"], default: "720p" },
      fps: { type: "integer", enum: [24, 48], default: 24 },
      draft: { type: "boolean", default: false },
      prompt_upsampling: { type: "boolean", default: true },
      disable_safety_filter: { type: "boolean", default: true },
      save_audio: { type: "boolean", default: true },
      seed: { type: "integer" },
      no_op: { type: "boolean", default: false },
    },
    roles: {
      prompt: "prompt",
      image: "image",
      lastImage: "last_frame_image",
      duration: "duration",
      fps: "fps",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "save_audio",
      seed: "seed",
    },
    rules: [
      { when: { image: { present: true } }, ignores: ["aspect_ratio"], reason: "the clip has the shape of its image" },
      {
        when: { audio: { present: true } },
        ignores: ["duration"],
        reason: "a clip to a sound has the length of the sound",
      },
    ],
    variants: { base: { draft: false }, draft: { draft: true } },
    prices: [
      { ...P_VIDEO, when: { resolution: "720p", draft: false }, perSecond: "0.02" },
      { ...P_VIDEO, when: { resolution: "1080p", draft: false }, perSecond: "0.04" },
      { ...P_VIDEO, when: { resolution: "720p", draft: true }, perSecond: "0.005" },
      { ...P_VIDEO, when: { resolution: "1080p", draft: true }, perSecond: "0.01" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
