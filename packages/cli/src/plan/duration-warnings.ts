import { type GenerationSettings, type ModelName, MODELS, type ModelSpec, nearestClipDuration } from "@vg/config";
import { secondsText } from "../models/clips-text.ts";
import type { PlanWarning } from "./plan-warning.ts";

/** What is wrong with the length of a clip: more than the settings allow, or no length that the model makes. */
export function durationWarnings(duration: number, name: ModelName, settings: GenerationSettings): PlanWarning[] {
  const { maxDuration } = settings;
  const warnings: PlanWarning[] = [];
  if (duration > maxDuration) {
    const message = `${duration} s is longer than the ${maxDuration} s that VG_MAX_DURATION allows`;
    warnings.push({ code: "duration-too-long", message, nearest: maxDuration });
  }
  const fps = playableFps(MODELS[name], settings.fps);
  const nearest = nearestClipDuration(name, duration, { fps });
  if (nearest.possible) return warnings;
  const rate = fps === undefined ? "" : ` at ${fps} fps`;
  const message = `${name} makes no clip of ${duration} s${rate}: the nearest is ${secondsText(nearest.seconds)} s`;
  warnings.push({
    code: "duration-impossible",
    message: `${message}${otherRate(name, duration, nearest.seconds)}`,
    nearest: nearest.seconds,
  });
  return warnings;
}

/** The frame rate to ask for, or the nearest that the model can play; none where it cannot be told. */
function playableFps({ inputs, clips }: ModelSpec, fps: number): number | undefined {
  if (inputs.fps === undefined || clips.kind !== "frames") return undefined;
  return Math.min(clips.fps.max, Math.max(clips.fps.min, fps));
}

/** What another frame rate could do, where that comes nearer. */
function otherRate(name: ModelName, duration: number, seconds: number): string {
  const best = nearestClipDuration(name, duration);
  const better = Math.abs(best.seconds - duration) < Math.abs(seconds - duration);
  return better && best.fps !== undefined ? `, or ${secondsText(best.seconds)} s at VG_FPS=${best.fps}` : "";
}
