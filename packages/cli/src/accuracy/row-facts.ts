import type { ModelSpec } from "@vg/config";
import { type ActualRow, parseSeconds } from "./actual-row.ts";

/** How long a clip is, or why that cannot be said. */
export type ClipSeconds = { readonly seconds: number } | { readonly why: string };

/**
 * The seconds of clip that a row is about: what it says itself, what the prediction was asked for, what the provider
 * measured, or the only length its model makes; the first of these that there is.
 */
export function clipSeconds(row: ActualRow, spec: ModelSpec | undefined): ClipSeconds {
  if (row.duration != null) return { seconds: row.duration };
  const input = row.input ?? {};
  const name = spec?.inputs.duration ?? "duration";
  const asked = input[name];
  if (asked != null) {
    const seconds = parseSeconds(asked);
    return seconds === undefined ? { why: `its input.${name} is not a number of seconds` } : { seconds };
  }
  const seconds =
    secondsOfFrames(input, spec) ?? parseSeconds(row.metrics?.["video_output_duration_seconds"]) ?? onlyLength(spec);
  if (seconds !== undefined) return { seconds };
  return {
    why: "its length is not known: it has no input.duration, frames and frame rate, or metrics.video_output_duration_seconds",
  };
}

function secondsOfFrames(input: Readonly<Record<string, unknown>>, spec: ModelSpec | undefined): number | undefined {
  const clips = spec?.clips.kind === "frames" ? spec.clips : undefined;
  const frames = leadingNumber(input[spec?.inputs.frames ?? "num_frames"]) ?? only(clips?.frames);
  const fixedRate = clips && clips.fps.min === clips.fps.max ? clips.fps.min : undefined;
  const rate =
    leadingNumber(input[spec?.inputs.fps ?? "frames_per_second"]) ?? leadingNumber(input["fps"]) ?? fixedRate;
  if (frames === undefined || rate === undefined) return undefined;
  return frames / (rate + (clips?.fpsAdded ?? 0));
}

/** The number that a value is or begins with: SVD is asked for `25_frames_with_svd_xt`. */
function leadingNumber(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && number > 0 && Number.isFinite(number) ? number : undefined;
}

function onlyLength(spec: ModelSpec | undefined): number | undefined {
  return spec?.clips.kind === "seconds" ? only(spec.clips.seconds) : undefined;
}

function only(values: readonly number[] | undefined): number | undefined {
  return values?.length === 1 ? values[0] : undefined;
}
