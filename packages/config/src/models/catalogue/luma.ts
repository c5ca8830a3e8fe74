import type { ModelsOf } from "../model.ts";

const RAY_3_2 = {
  kind: "clip",
  asOf: "2026-09-25",
  source: "https://replicate.com/luma/ray-3.2",
  note: "Luma itself charges more for hdr and exr_export; what Replicate charges for them is not known.",
} as const;

/** Luma's models. */
export const LUMA: ModelsOf<"luma", "ray-3.2"> = {
  "ray-3.2": {
    owner: "luma",
    name: "ray-3.2",
    kind: "official",
    inputs: {
      prompt: { type: "string", required: true },
      aspect_ratio: { type: "string", enum: ["9:16", "3:4", "1:1", "4:3", "16:9", "21:9"] },
      resolution: { type: "string", enum: ["540p", "720p", "1080p"] },
      duration: { type: "integer", enum: [5, 10] },
      hdr: { type: "boolean" },
      exr_export: { type: "boolean" },
      loop: { type: "boolean" },
      start_image: { type: "string", format: "uri" },
      end_image: { type: "string", format: "uri" },
    },
    roles: {
      prompt: "prompt",
      image: "start_image",
      lastImage: "end_image",
      duration: "duration",
      resolution: "resolution",
      aspectRatio: "aspect_ratio",
    },
    rules: [
      {
        when: { end_image: { present: true } },
        needs: { duration: 5 },
        reason: "a clip with a last image is 5 s long",
      },
    ],
    prices: [
      {
        ...RAY_3_2,
        when: { resolution: "540p", duration: 5, hdr: { present: false }, exr_export: { present: false } },
        perClip: "0.15",
      },
      {
        ...RAY_3_2,
        when: { resolution: "540p", duration: 10, hdr: { present: false }, exr_export: { present: false } },
        perClip: "0.45",
      },
      {
        ...RAY_3_2,
        when: { resolution: "720p", duration: 5, hdr: { present: false }, exr_export: { present: false } },
        perClip: "0.30",
      },
      {
        ...RAY_3_2,
        when: { resolution: "720p", duration: 10, hdr: { present: false }, exr_export: { present: false } },
        perClip: "0.90",
      },
      {
        ...RAY_3_2,
        when: { resolution: "1080p", duration: 5, hdr: { present: false }, exr_export: { present: false } },
        perClip: "1.20",
      },
      {
        ...RAY_3_2,
        when: { resolution: "1080p", duration: 10, hdr: { present: false }, exr_export: { present: false } },
        perClip: "3.60",
      },
    ],
    output: "uri",
    asOf: "2026-08",
  },
};
