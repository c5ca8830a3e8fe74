import {
  clipsOf,
  type Config,
  type FrameClips,
  type GenerationSettings,
  getModel,
  inputNeed,
  type ModelName,
  type ModelSpec,
  nearestClipDuration,
} from "@vg/config";
import { costToJSON, estimateClipCost } from "@vg/cost";
import { remember } from "@vg/internal";
import type { JobClip } from "../job/job.ts";
import { formatMoney, formatSeconds } from "../render/format.ts";
import type { NoImage, PlannedImage, PlanWarning } from "./plan.ts";
import type { ClipRates } from "./pricing.ts";

/** A clip with everything that was decided about it. */
export interface DecidedClip {
  readonly clip: JobClip;
  readonly image: PlannedImage;
  /** The model that will make it. */
  readonly name: ModelName;
  /** What prices it; the same for all clips of a model. */
  readonly rates: ClipRates;
}

/**
 * Tells of each clip what its model cannot do, or will ignore; the messages name no clip, so that equal ones can be shown
 * once.
 *
 * What is the same for all clips of a model, or of a model and a length, is found out once.
 */
export function clipWarner(config: Config): (decided: DecidedClip) => PlanWarning[] {
  const ofModel = new Map<string, readonly PlanWarning[]>();
  const ofLength = new Map<string, readonly PlanWarning[]>();
  return ({ clip, image, name, rates }) => [
    ...imageWarnings(image, name, config),
    ...remember(ofLength, `${name} ${clip.duration}`, () => durationWarnings(clip.duration, name, rates, config)),
    ...remember(ofModel, name, () => modelWarnings(name, rates, config)),
  ];
}

function modelWarnings(name: ModelName, { priceUnknown }: ClipRates, config: Config): PlanWarning[] {
  const spec = getModel(name);
  return [
    ...settingWarnings(name, spec, config.settings),
    ...(inputNeed(spec, "prompt") === "none"
      ? [ignored("prompt-ignored", `${name} takes no prompt, it is ignored`)]
      : []),
    ...(priceUnknown ? [ignored("price-unknown", `the price of ${name} is not known; ${priceHint(config)}`)] : []),
  ];
}

function ignored(code: PlanWarning["code"], message: string): PlanWarning {
  return { code, message };
}

function priceHint({ environment }: Config): string {
  return `the formula of ${environment} stands in for it, \`vg accuracy\` measures your own`;
}

function imageWarnings(image: PlannedImage, name: ModelName, config: Config): PlanWarning[] {
  if (image.via !== "none") return [];
  const warnings: PlanWarning[] = [];
  if (image.reason === "not-taken") warnings.push(ignored("image-ignored", `${name} takes no image`));
  else if (image.reason !== "no-image") {
    const hint = image.retryable ? "; plan again to try once more" : (HINTS[image.reason] ?? "");
    warnings.push(ignored("image-unavailable", `made without its image: ${formatReason(image.reason)}${hint}`));
  }
  if (name !== config.model) {
    warnings.push(ignored("image-needed", `${config.model} needs an image and there is none, so ${name} makes it`));
  }
  return warnings;
}

/** The fix of a reason, if the command line has one. */
const HINTS: Readonly<Record<string, string>> = {
  "untrusted-origin": "; if that server has the project's images, name it with --trusted-origin",
};

/** The settings that a model may have no place for, with what people call them. */
const SETTINGS: readonly (readonly [keyof GenerationSettings & keyof ModelSpec["roles"], string])[] = [
  ["resolution", "resolution"],
  ["fps", "frame rate"],
  ["motionBucketId", "motion bucket"],
  ["steps", "number of steps"],
];

function settingWarnings(name: ModelName, spec: ModelSpec, settings: GenerationSettings): PlanWarning[] {
  const clips = clipsOf(spec);
  return SETTINGS.flatMap(([setting, called]): PlanWarning[] => {
    const value = settings[setting];
    if (spec.roles[setting] === undefined) {
      const fps = clips.kind === "frames" ? clips.fps : undefined;
      const own = setting === "fps" && fps?.min === fps?.max ? fps?.max : undefined;
      if (own === value) return [];
      const message = `${name} takes no ${called}, ${value} is ignored${own === undefined ? "" : `; it is always ${own}`}`;
      return [{ code: "setting-ignored", message, ...(own !== undefined && { nearest: own }) }];
    }
    if (setting !== "fps" || clips.kind !== "frames") return [];
    const nearest = nearestFps(clips, settings.fps);
    if (nearest === settings.fps) return [];
    const { min, max } = clips.fps;
    const message = `${name} takes a ${called} of ${min} to ${max}, not ${settings.fps}; the nearest is ${nearest}`;
    return [{ code: "setting-impossible", message, nearest }];
  });
}

/** Costs of lengths that nobody asked for are shown to the millionth of a dollar. */
const DECIMALS = 6;

/** What is wrong with the length of a clip: more than the settings allow, or no length that the model makes. */
function durationWarnings(
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
  const fps = playableFps(getModel(name), settings.fps);
  const nearest = nearestClipDuration(name, duration, { fps });
  if (nearest.possible) return warnings;
  const rate = fps === undefined ? "" : ` at ${fps} fps`;
  const nearestCost = costToJSON(estimateClipCost(nearest.seconds, environment, { rates }));
  const offer = `${formatSeconds(nearest.seconds)} s for ${formatMoney(nearestCost, DECIMALS)}`;
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
function playableFps(spec: ModelSpec, fps: number): number | undefined {
  const clips = clipsOf(spec);
  if (spec.roles.fps === undefined || clips.kind !== "frames") return undefined;
  return nearestFps(clips, fps);
}

/** What another frame rate could do, where that comes nearer. */
function otherRate(name: ModelName, duration: number, seconds: number): string {
  const best = nearestClipDuration(name, duration);
  const better = Math.abs(best.seconds - duration) < Math.abs(seconds - duration);
  return better && best.fps !== undefined ? `, or ${formatSeconds(best.seconds)} s at VG_FPS=${best.fps}` : "";
}

/** The frame rate that comes nearest to a wanted one, of those that a model plays. */
function nearestFps({ fps }: FrameClips, wanted: number): number {
  return Math.min(fps.max, Math.max(fps.min, wanted));
}

/** Why there is no image, in words. */
export function formatReason(reason: NoImage["reason"]): string {
  return REASONS[reason];
}

const REASONS: { readonly [Reason in NoImage["reason"]]: string } = {
  "no-image": "no image",
  "not-taken": "the model takes no image",
  "invalid-url": "no Supabase Storage URL",
  "untrusted-origin": "its image is on another server than SUPABASE_URL",
  "unsafe-path": "no legal object key",
  "not-found": "image not found",
  forbidden: "access refused",
  "rate-limited": "too many requests",
  "server-error": "server error",
  network: "server not reached",
  timeout: "no answer in time",
  redirect: "redirected",
  "bad-response": "unintelligible answer",
  "too-large": "image too large",
  "unsupported-type": "no supported image type",
  truncated: "image cut off",
  empty: "image is empty",
  "url-not-public": "URL not public",
  "upload-failed": "upload failed",
};
