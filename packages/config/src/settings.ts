import { type Environment, environmentOrDefault } from "./environment.ts";

/** The size, rate, motion, steps and longest length of a job's clips. */
export interface GenerationSettings {
  /** Width and height in pixels, each 16 to 4096. */
  readonly resolution: `${number}x${number}`;
  /** Frames per second, a whole number from 1 to 60. */
  readonly fps: number;
  /** The amount of motion, a whole number from 1 (little) to 255 (much). */
  readonly motionBucketId: number;
  /** Denoising steps, a whole number from 1 to 500; more is better and slower. */
  readonly steps: number;
  /** The longest clip that may be asked for in seconds, more than 0 and at most 60. */
  readonly maxDuration: number;
}

/** The settings of `production` and `staging`. */
export const PRODUCTION_SETTINGS: {
  readonly resolution: "1024x576";
  readonly fps: 30;
  readonly motionBucketId: 127;
  readonly steps: 25;
  readonly maxDuration: 8;
} = Object.freeze({ resolution: "1024x576", fps: 30, motionBucketId: 127, steps: 25, maxDuration: 8 });

/** The settings of `development`: smaller, shorter, faster. */
export const DEVELOPMENT_SETTINGS: {
  readonly resolution: "768x432";
  readonly fps: 24;
  readonly motionBucketId: 100;
  readonly steps: 20;
  readonly maxDuration: 4;
} = Object.freeze({ resolution: "768x432", fps: 24, motionBucketId: 100, steps: 20, maxDuration: 4 });

/** The settings that an environment has. */
export type SettingsOf<E extends Environment> = E extends "development"
  ? typeof DEVELOPMENT_SETTINGS
  : typeof PRODUCTION_SETTINGS;

/**
 * The settings of an environment, by default of the one that `ENVIRONMENT` names; staging has production's.
 *
 * The variables that change a single setting, such as `VG_FPS`, are `read by `loadConfig`.
 *
 * @throws {@link ConfigError} when the environment is unknown.
 * @example
 * ```ts
 * import { getGenerationSettings } from "@vg/config";
 *
 * getGenerationSettings("staging").resolution; // => '1024x576'
 * ```
 */
export function getGenerationSettings<E extends Environment = Environment>(environment?: E): SettingsOf<E>;
export function getGenerationSettings(environment?: Environment): GenerationSettings {
  return environmentOrDefault(environment) === "development" ? DEVELOPMENT_SETTINGS : PRODUCTION_SETTINGS;
}

/** The level of logging; each includes those before it. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** Every level, the quietest first. */
export const LOG_LEVELS: readonly LogLevel[] = Object.freeze(["error", "warn", "info", "debug"]);
