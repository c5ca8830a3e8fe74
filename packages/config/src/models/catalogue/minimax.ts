import type { ModelsOf } from "../model.ts";

const HAILUO_02 = {
  kind: "output-second",
  asOf: "2026-04",
  source: "https://replicate.com/minimax/hailuo-02",
  note: "MiniMax itself sells by the clip: 0.10 for 512p, 0.28 and 0.56 for 768p of 6 and 10 s, 0.49 for 1080p.",
} as const;
const HAILUO_2_3 = {
  kind: "clip",
  asOf: "2026-09-25",
  source: "MiniMax's price list",
  note: "MiniMax's own prices: Replicate's page was not read. Rates of 2026-04 agree at 6 s, and are 17 % lower for 10 s of 768p.",
} as const;
const HAILUO_2_3_FAST = {
  kind: "clip",
  asOf: "2026-10-05",
  source: "https://replicate.com/minimax/hailuo-2.3-fast",
} as const;

/** MiniMax's models. */
export const MINIMAX: ModelsOf<"minimax", "video-01" | "hailuo-02" | "hailuo-2.3" | "hailuo-2.3-fast"> = {
  "video-01": {
    owner: "minimax",
    name: "video-01",
    kind: "official",
    inputs: {
      first_frame_image: { type: "string", format: "uri" },
      prompt: { type: "string", required: true },
      prompt_optimizer: { type: "boolean", default: true },
      subject_reference: { type: "string" },
    },
    roles: { prompt: "prompt", image: "first_frame_image" },
    clips: { seconds: [6] },
    prices: [{ kind: "clip", perClip: "0.50", asOf: "2026-09-25", source: "https://replicate.com/minimax/video-01" }],
    output: "uri",
    asOf: "2026-08",
  },
  "hailuo-02": {
    owner: "minimax",
    name: "hailuo-02",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      first_frame_image: { type: "string", format: "uri" },
      last_frame_image: { type: "string", format: "uri" },
      duration: { type: "integer", enum: [6, 10], default: 6 },
      resolution: { type: "string", enum: ["512p", "768p", "1080p"], default: "1080p" },
      prompt_optimizer: { type: "boolean", default: true },
    },
    roles: {
      prompt: "prompt",
      image: "first_frame_image",
      lastImage: "last_frame_image",
      duration: "duration",
      resolution: "resolution",
    },
    rules: [
      {
        when: { resolution: ["512p", "1080p"] },
        needs: { duration: 6 },
        reason: "only its 768p clips can be 10 s long",
      },
      {
        when: { resolution: "512p" },
        needs: { first_frame_image: { present: true } },
        reason: "its 512p clips need a first image",
      },
    ],
    prices: [
      { ...HAILUO_02, when: { resolution: "512p" }, perSecond: "0.0166" },
      { ...HAILUO_02, when: { resolution: "768p" }, perSecond: "0.045" },
      { ...HAILUO_02, when: { resolution: "1080p" }, perSecond: "0.08" },
    ],
    output: "uri",
    asOf: "2026-08",
  },
  "hailuo-2.3": {
    owner: "minimax",
    name: "hailuo-2.3",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      first_frame_image: { type: "string", format: "uri" },
      duration: { type: "integer", enum: [6, 10], default: 6 },
      resolution: { type: "string", enum: ["768p", "1080p"], default: "768p" },
      prompt_optimizer: { type: "boolean", default: true },
    },
    roles: { prompt: "prompt", image: "first_frame_image", duration: "duration", resolution: "resolution" },
    rules: [{ when: { resolution: "1080p" }, needs: { duration: 6 }, reason: "its 1080p clips are 6 s long" }],
    prices: [
      { ...HAILUO_2_3, when: { resolution: "768p", duration: 6 }, perClip: "0.28" },
      { ...HAILUO_2_3, when: { resolution: "768p", duration: 10 }, perClip: "0.56" },
      { ...HAILUO_2_3, when: { resolution: "1080p", duration: 6 }, perClip: "0.49" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "hailuo-2.3-fast": {
    owner: "minimax",
    name: "hailuo-2.3-fast",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      first_frame_image: { type: "string", required: true, format: "uri" },
      duration: { type: "integer", enum: [6, 10], default: 6 },
      resolution: { type: "string", enum: ["768p", "1080p"], default: "768p" },
      prompt_optimizer: { type: "boolean", default: true },
    },
    roles: { prompt: "prompt", image: "first_frame_image", duration: "duration", resolution: "resolution" },
    rules: [{ when: { resolution: "1080p" }, needs: { duration: 6 }, reason: "its 1080p clips are 6 s long" }],
    prices: [
      { ...HAILUO_2_3_FAST, when: { resolution: "768p", duration: 6 }, perClip: "0.19" },
      { ...HAILUO_2_3_FAST, when: { resolution: "768p", duration: 10 }, perClip: "0.32" },
      { ...HAILUO_2_3_FAST, when: { resolution: "1080p", duration: 6 }, perClip: "0.33" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
