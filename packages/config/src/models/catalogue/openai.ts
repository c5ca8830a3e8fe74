import type { ModelsOf } from "../model.ts";

const SORA_2_PRO = {
  kind: "output-second",
  asOf: "2026-10-06",
  source: "https://replicate.com/openai/sora-2-pro",
} as const;

/** OpenAI's models. */
export const OPENAI: ModelsOf<"openai", "sora-2" | "sora-2-pro"> = {
  "sora-2": {
    owner: "openai",
    name: "sora-2",
    kind: "official",
    inputs: {
      openai_api_key: { type: "string" },
      prompt: { type: "string", required: true },
      input_reference: { type: "string", format: "uri" },
      seconds: { type: "integer", enum: [4, 8, 12], default: 4 },
      aspect_ratio: { type: "string", enum: ["portrait", "landscape"], default: "portrait" },
    },
    roles: { prompt: "prompt", image: "input_reference", duration: "seconds", aspectRatio: "aspect_ratio" },
    prices: [
      { kind: "output-second", perSecond: "0.10", asOf: "2026-10-06", source: "https://replicate.com/openai/sora-2" },
    ],
    output: "uri",
    asOf: "2026-08-20",
    note: "OpenAI's API ended on 2026-09-24, and the provider still listed the model on 2026-10-06.",
  },
  "sora-2-pro": {
    owner: "openai",
    name: "sora-2-pro",
    kind: "official",
    inputs: {
      openai_api_key: { type: "string" },
      prompt: { type: "string", required: true },
      input_reference: { type: "string", format: "uri" },
      seconds: { type: "integer", enum: [4, 8, 12], default: 4 },
      aspect_ratio: { type: "string", enum: ["portrait", "landscape"], default: "portrait" },
      resolution: { type: "string", enum: ["standard", "high"], default: "standard" },
    },
    roles: {
      prompt: "prompt",
      image: "input_reference",
      duration: "seconds",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
    },
    resolutions: { standard: "720p", high: "1024p" },
    prices: [
      { ...SORA_2_PRO, when: { resolution: "standard" }, perSecond: "0.30" },
      { ...SORA_2_PRO, when: { resolution: "high" }, perSecond: "0.50" },
    ],
    output: "uri",
    asOf: "2026-08-20",
    note: "OpenAI's API ended on 2026-09-24, and the provider still listed the model on 2026-10-06.",
  },
};
