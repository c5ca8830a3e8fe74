import type { ModelsOf } from "../model.ts";

const Q3_PRO = { kind: "output-second", asOf: "2026-04", source: "https://replicate.com/vidu/q3-pro" } as const;
const Q3_TURBO = { kind: "output-second", asOf: "2026-04", source: "https://replicate.com/vidu/q3-turbo" } as const;

/** Vidu's models. */
export const VIDU: ModelsOf<"vidu", "q3-pro" | "q3-turbo"> = {
  "q3-pro": {
    owner: "vidu",
    name: "q3-pro",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 1, maximum: 16, default: 5 },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "3:4", "4:3", "1:1"], default: "16:9" },
      resolution: { type: "string", enum: ["540p", "720p", "1080p"], default: "720p" },
      audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "audio",
      seed: "seed",
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
    prices: [
      { ...Q3_PRO, when: { resolution: "540p" }, perSecond: "0.07" },
      { ...Q3_PRO, when: { resolution: "720p" }, perSecond: "0.15" },
      { ...Q3_PRO, when: { resolution: "1080p" }, perSecond: "0.16" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
  "q3-turbo": {
    owner: "vidu",
    name: "q3-turbo",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
      duration: { type: "integer", minimum: 1, maximum: 16, default: 5 },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "3:4", "4:3", "1:1"], default: "16:9" },
      resolution: { type: "string", enum: ["540p", "720p", "1080p"], default: "720p" },
      audio: { type: "boolean", default: true },
      seed: { type: "integer" },
    },
    roles: {
      prompt: "prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
      audio: "audio",
      seed: "seed",
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
    prices: [
      { ...Q3_TURBO, when: { resolution: "540p" }, perSecond: "0.04" },
      { ...Q3_TURBO, when: { resolution: "720p" }, perSecond: "0.06" },
      { ...Q3_TURBO, when: { resolution: "1080p" }, perSecond: "0.08" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
