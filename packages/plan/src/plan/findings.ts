import { type Config, type ModelInput, type ModelName, nearestClipDuration } from "@vg/config";
import { EXAMPLE_URL } from "../job/job-schema.ts";
import type { AskedClip, ClipWarning, PlannedImage, WarnedValue, WarningField } from "./plan.ts";
import { isSetByPerson } from "./wishes.ts";

/** A warning before it is put into words: alone, or with others of its kind. */
export interface Finding extends Omit<ClipWarning, "message"> {
  /** Why, in words. */
  readonly reason: string;
  /** A setting that comes nearer, in words. */
  readonly hint?: string;
}

/** The facts of a clip when its warnings are looked for. */
export interface FoundClip {
  readonly asked: AskedClip;
  /** The model that makes it. */
  readonly model: ModelName;
  /** The model that was to make it. */
  readonly preferred: ModelName;
  readonly made: ModelInput;
  readonly image: PlannedImage;
  readonly lastImage: PlannedImage;
  readonly isPriceKnown: boolean;
}

type Adjustment = ModelInput["adjustments"][number];

/** The greatest distance of two lengths that are the same: people round to hundredths of a second. */
export const SAME_LENGTH = 0.005;

/** Finds what was asked of a clip and is not made so, and what makes its price doubtful. */
export function findWarnings(clip: FoundClip, config: Config): readonly Finding[] {
  const { made, asked, model } = clip;
  return [
    ...imageFindings(clip),
    ...made.adjustments.flatMap((adjustment) => adjustmentFinding(clip, adjustment, config)),
    ...limitFinding(asked, model, config),
    ...(clip.isPriceKnown ? [] : [{ code: "price-unknown", field: "price", model, reason: "" } as const]),
  ];
}

function imageFindings(clip: FoundClip): readonly Finding[] {
  const { model, preferred } = clip;
  const findings = [...imageFinding(clip, "image"), ...imageFinding(clip, "lastImage")];
  if (model === preferred) return findings;
  return [...findings, { code: "image-needed", field: "image", model, asked: preferred, made: model, reason: "" }];
}

function imageFinding(clip: FoundClip, field: "image" | "lastImage"): readonly Finding[] {
  const { made, model } = clip;
  const image = clip[field];
  const isAdjusted = made.adjustments.some((adjustment) => adjustment.field === field);
  if (image.via !== "none" || image.reason === "no-image" || isAdjusted) return [];
  const { reason, problem, retryable } = image;
  if (reason === "not-taken") return [{ code: "image-ignored", field, model, reason }];
  const hint = hintOf(problem, retryable);
  return [{ code: "image-unavailable", field, model, reason, ...hint }];
}

/** Returns what is wrong with an image's URL and how it must be, or what to do if its trouble may pass. */
function hintOf(problem: string | undefined, isRetryable: boolean): { readonly hint?: string } {
  if (problem !== undefined) return { hint: `the URL ${problem}; one that works is like ${EXAMPLE_URL}` };
  return isRetryable ? { hint: "plan again to try once more" } : {};
}

function adjustmentFinding(clip: FoundClip, adjustment: Adjustment, config: Config): readonly Finding[] {
  const { asked, model, made } = clip;
  const { reason } = adjustment;
  const field = fieldOf(adjustment, asked);
  if (field === undefined) return [];
  if (field === "duration") return [lengthFinding(clip, reason, config)];
  if (field === "prompt") return [{ code: "prompt-ignored", field, model, reason }];
  if (field === "image" || field === "lastImage") return [{ code: "image-ignored", field, model, reason }];
  const values = { ...valueOf("asked", adjustment.asked), ...valueOf("made", adjustment.made) };
  const isSent = "made" in values || (field in made.makes && field !== "audio");
  return [{ code: isSent ? "wish-adjusted" : "wish-ignored", field, model, reason, ...values }];
}

/** Returns whether an adjustment is about something that somebody asked for, and not about a default which nobody set. */
export function isAskedFor(adjustment: Adjustment, asked: AskedClip): boolean {
  return fieldOf(adjustment, asked) !== undefined;
}

/** Returns what an adjustment is about; `undefined` if that is a default which nobody set. */
function fieldOf({ field }: Adjustment, asked: AskedClip): Exclude<WarningField, "model" | "price"> | undefined {
  switch (field) {
    case "duration":
    case "prompt":
    case "image":
    case "lastImage":
      return field;
    case "aspectRatio":
      return asked.aspectRatio === undefined && asked.resolution === undefined ? undefined : field;
    case "resolution":
    case "fps":
    case "audio":
    case "seed":
    case "negativePrompt":
    case "steps":
    case "motionBucketId":
      return asked[field] === undefined ? undefined : field;
    case "extra":
      return undefined;
    default:
      return field satisfies never;
  }
}

function valueOf<Key extends string>(key: Key, value: unknown): { readonly [K in Key]?: WarnedValue };
function valueOf(key: string, value: unknown): Readonly<Record<string, WarnedValue>> {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? { [key]: value } : {};
}

function lengthFinding({ asked, model, made }: FoundClip, reason: string, { models }: Config): Finding {
  const { duration, fps } = asked;
  const { seconds } = made.makes;
  const code = seconds > duration ? "duration-longer" : "duration-shorter";
  const finding: Finding = { code, field: "duration", model, asked: duration, made: seconds, reason };
  if (fps === undefined) return finding;
  const free = nearestClipDuration(model, duration, { models });
  const isNearer = Math.abs(free.seconds - duration) < Math.abs(seconds - duration) - SAME_LENGTH;
  if (!isNearer || free.fps === undefined) return finding;
  return { ...finding, hint: `at ${free.fps} frames per second it makes ${formatNumber(free.seconds)} s` };
}

function limitFinding({ duration }: AskedClip, model: ModelName, config: Config): readonly Finding[] {
  const { maxDuration } = config.settings;
  if (duration <= maxDuration || !isSetByPerson(config, "settings.maxDuration")) return [];
  return [{ code: "duration-too-long", field: "duration", model, asked: duration, made: maxDuration, reason: "" }];
}

/** Formats a number with at most three decimals. */
export function formatNumber(value: number): string {
  return String(Number(value.toFixed(3)));
}
