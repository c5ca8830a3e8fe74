import { type Config, type ModelName, MODELS, type ModelSpec, nearestClipDuration } from "@vg/config";
import { costToJSON, estimateClipCost } from "@vg/cost";
import { secondsText } from "../models/clips-text.ts";
import { money } from "../render/format.ts";
import type { ClipRates } from "./clip-rates.ts";
import { nearestFps } from "./nearest-fps.ts";
import type { PlanWarning } from "./plan-warning.ts";

/** Costs of lengths that nobody asked for are shown to the millionth of a dollar. */
const DECIMALS = 6;

/** What is wrong with the length of a clip: more than the settings allow, or no length that the model makes. */
export function durationWarnings(
  duration: number,
  name: ModelName,
  { rates }: ClipRates,
  { environment, settings }: Pick<Config, "environment" | "settings">,
): PlanWarning[] {
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
  const nearestCost = costToJSON(estimateClipCost(nearest.seconds, environment, { rates }));
  const offer = `${secondsText(nearest.seconds)} s for ${money(nearestCost, DECIMALS)}`;
  const message = `${name} makes no clip of ${duration} s${rate}: the nearest is ${offer}`;
  warnings.push({
    code: "duration-impossible",
    message: `${message}${otherRate(name, duration, nearest.seconds)}`,
    nearest: nearest.seconds,
    nearestCost,
  });
  return warnings;
}

/** The frame rate to ask for, or the nearest that the model can play; none where it cannot be told. */
function playableFps({ inputs, clips }: ModelSpec, fps: number): number | undefined {
  if (inputs.fps === undefined || clips.kind !== "frames") return undefined;
  return nearestFps(clips, fps);
}

/** What another frame rate could do, where that comes nearer. */
function otherRate(name: ModelName, duration: number, seconds: number): string {
  const best = nearestClipDuration(name, duration);
  const better = Math.abs(best.seconds - duration) < Math.abs(seconds - duration);
  return better && best.fps !== undefined ? `, or ${secondsText(best.seconds)} s at VG_FPS=${best.fps}` : "";
}
