import { type Config, type GenerationSettings, type ModelName, MODELS, type ModelSpec } from "@vg/config";
import type { JobClip } from "../job/job.ts";
import type { ClipRates } from "./clip-rates.ts";
import { durationWarnings } from "./duration-warnings.ts";
import { reasonText } from "./image-text.ts";
import { nearestFps } from "./nearest-fps.ts";
import type { PlannedImage } from "./planned-image.ts";
import type { PlanWarning } from "./plan-warning.ts";

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
    ...remembered(ofLength, `${name} ${clip.duration}`, () => durationWarnings(clip.duration, name, rates, config)),
    ...remembered(ofModel, name, () => modelWarnings(name, rates, config)),
  ];
}

function remembered(
  known: Map<string, readonly PlanWarning[]>,
  key: string,
  find: () => readonly PlanWarning[],
): readonly PlanWarning[] {
  const warnings = known.get(key) ?? find();
  known.set(key, warnings);
  return warnings;
}

function modelWarnings(name: ModelName, { priceUnknown }: ClipRates, config: Config): PlanWarning[] {
  const spec: ModelSpec = MODELS[name];
  return [
    ...settingWarnings(name, spec, config.settings),
    ...(spec.prompt === "none" ? [ignored("prompt-ignored", `${name} takes no prompt, it is ignored`)] : []),
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
    const hint = image.retryable ? "; plan again to try once more" : "";
    warnings.push(ignored("image-unavailable", `made without its image: ${reasonText(image.reason)}${hint}`));
  }
  if (name !== config.model) {
    warnings.push(ignored("image-needed", `${config.model} needs an image and there is none, so ${name} makes it`));
  }
  return warnings;
}

/** The settings that a model may have no place for, with what people call them. */
const SETTINGS: readonly (readonly [keyof GenerationSettings & keyof ModelSpec["inputs"], string])[] = [
  ["resolution", "resolution"],
  ["fps", "frame rate"],
  ["motionBucketId", "motion bucket"],
  ["steps", "number of steps"],
];

function settingWarnings(name: ModelName, { inputs, clips }: ModelSpec, settings: GenerationSettings): PlanWarning[] {
  return SETTINGS.flatMap(([setting, called]): PlanWarning[] => {
    const value = settings[setting];
    if (inputs[setting] === undefined) {
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
