import type { ModelsOf } from "../model.ts";

/** Runway's models. */
export const RUNWAY: ModelsOf<"runwayml", "gen-4.5"> = {
  "gen-4.5": {
    owner: "runwayml",
    name: "gen-4.5",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      image: { type: "string", format: "uri" },
      aspect_ratio: { type: "string", enum: ["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"], default: "16:9" },
      duration: { type: "integer", enum: [5, 10], default: 5 },
      seed: { type: "integer" },
    },
    roles: { prompt: "prompt", image: "image", duration: "duration", aspectRatio: "aspect_ratio", seed: "seed" },
    prices: [
      { kind: "output-second", perSecond: "0.12", asOf: "2026-04", source: "https://replicate.com/runwayml/gen-4.5" },
    ],
    output: "uri",
    asOf: "2026-08-20",
  },
};
