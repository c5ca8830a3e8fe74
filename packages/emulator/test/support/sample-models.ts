import type { EmulatedModel } from "../../src/index.ts";

export const VERSION: string = "a".repeat(64);

/** An official model that is billed by the second, by resolution and by sound. */
export const FILM: EmulatedModel = {
  owner: "vg",
  name: "film",
  kind: "official",
  description: "Makes films from text",
  inputs: {
    prompt: { type: "string", required: true },
    image: { type: "string", format: "uri" },
    duration: { type: "integer", enum: [4, 6, 8], default: 8 },
    resolution: { type: "string", enum: ["720p", "1080p"], default: "720p" },
    generate_audio: { type: "boolean", default: true },
    guidance: { type: "number", minimum: 0, maximum: 10, default: 7.5 },
    seed: { type: "integer", minimum: 0 },
    references: { type: "array", items: "string", format: "uri" },
  },
  roles: {
    prompt: "prompt",
    image: "image",
    duration: "duration",
    resolution: "resolution",
    audio: "generate_audio",
  },
  rules: [{ when: { resolution: "1080p" }, needs: { duration: 8 }, reason: "1080p clips are 8 s long" }],
  prices: [
    { kind: "output-second", when: { resolution: "720p", generate_audio: true }, perSecond: "0.20" },
    { kind: "output-second", when: { resolution: "720p", generate_audio: false }, perSecond: "0.10" },
    { kind: "output-second", when: { resolution: "1080p", generate_audio: true }, perSecond: "0.40" },
    { kind: "output-second", when: { resolution: "1080p", generate_audio: false }, perSecond: "0.30" },
  ],
};

/** A community model that is billed by the time of its hardware; its clips are frames. */
export const FRAMES: EmulatedModel = {
  owner: "vg",
  name: "frames",
  kind: "community",
  version: VERSION,
  inputs: {
    input_image: { type: "string", format: "uri", required: true },
    video_length: { type: "string", enum: ["14_frames", "25_frames"], default: "14_frames" },
    fps: { type: "integer", minimum: 5, maximum: 30, default: 6 },
  },
  roles: { image: "input_image", frames: "video_length", fps: "fps" },
  clips: { fpsAdded: 1 },
  prices: [{ kind: "gpu-second", perSecond: "0.001", typicalRunSeconds: "32.5" }],
  output: "uri[]",
};

/** An official model that is billed by the clip and by a variant. */
export const SKETCH: EmulatedModel = {
  owner: "vg",
  name: "sketch",
  kind: "official",
  inputs: {
    prompt: { type: "string", required: true },
    mode: { type: "string", enum: ["draft", "final"], default: "draft" },
    size: { type: "string", enum: ["1280*720", "720*1280", "1920*1080"], default: "1280*720" },
  },
  roles: { prompt: "prompt", resolution: "size" },
  clips: { seconds: [6] },
  variants: { quick: { mode: "draft" }, careful: { mode: "final" } },
  prices: [
    { kind: "clip", when: { mode: "draft" }, perClip: "0.05" },
    { kind: "clip", when: { mode: "final", size: ["1280*720", "720*1280"] }, perClip: "0.11" },
    { kind: "clip", when: { mode: "final", size: "1920*1080" }, perClip: "0.22" },
  ],
};

export const MODELS = { film: FILM, frames: FRAMES, sketch: SKETCH };
