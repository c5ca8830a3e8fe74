import type { Config, ConfigPath, ModelName } from "@vg/config";
import type { Job, JobClip, Wishes } from "../job/job.ts";
import type { AskedClip } from "./plan.ts";

/** The wishes for a clip. */
export interface MergedWishes {
  /** The wishes of somebody. */
  readonly asked: AskedClip;
  /** The settings of the environment that nobody set: the model gets them if it takes them. */
  readonly unset: Pick<AskedClip, "resolution" | "motionBucketId" | "steps">;
}

/** Returns the model that a clip or the job asks for. */
export function wishedModel(clip: JobClip, defaults: Wishes | undefined): ModelName | undefined {
  return clip.model ?? defaults?.model;
}

/** Creates the function that merges a clip's wishes with those of its job and of the configuration. */
export function createWishMerger({ defaults = {} }: Job, config: Config): (clip: JobClip) => MergedWishes {
  const { settings } = config;
  const isSet = (path: ConfigPath): boolean => isSetByPerson(config, path);
  const setModel = isSet("model") ? config.model : undefined;
  const setFps = isSet("settings.fps") ? settings.fps : undefined;
  const setResolution = isSet("settings.resolution") ? settings.resolution : undefined;
  const setMotion = isSet("settings.motionBucketId");
  const setSteps = isSet("settings.steps");
  const fixed = {
    ...(setMotion && { motionBucketId: settings.motionBucketId }),
    ...(setSteps && { steps: settings.steps }),
  };
  const unset = {
    ...(!setMotion && { motionBucketId: settings.motionBucketId }),
    ...(!setSteps && { steps: settings.steps }),
  };
  const unsetWithSize = { resolution: settings.resolution, ...unset };
  return (clip) => {
    const model = clip.model ?? defaults.model ?? setModel;
    const resolution = clip.resolution ?? defaults.resolution ?? setResolution;
    const aspectRatio = clip.aspectRatio ?? defaults.aspectRatio;
    const audio = clip.audio ?? defaults.audio;
    const seed = clip.seed ?? defaults.seed;
    const negativePrompt = clip.negativePrompt ?? defaults.negativePrompt;
    const fps = clip.fps ?? defaults.fps ?? setFps;
    const asked = {
      duration: clip.duration,
      ...(model !== undefined && { model }),
      ...(resolution !== undefined && { resolution }),
      ...(aspectRatio !== undefined && { aspectRatio }),
      ...(audio !== undefined && { audio }),
      ...(seed !== undefined && { seed }),
      ...(negativePrompt !== undefined && negativePrompt.trim() !== "" && { negativePrompt }),
      ...(fps !== undefined && { fps }),
      ...fixed,
    };
    return { asked, unset: resolution === undefined ? unsetWithSize : unset };
  };
}

/** Returns whether somebody set a value of the configuration; else it is a default. */
export function isSetByPerson({ origins }: Pick<Config, "origins">, path: ConfigPath): boolean {
  return origins[path] === "environment" || origins[path] === "override";
}
