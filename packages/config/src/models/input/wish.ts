import { closestName, formatList, isObject } from "@vg/internal";
import { ConfigError, type ConfigIssue, notAnObject, wrongValue } from "../../errors.ts";
import { isFile, isUri } from "../fields.ts";

/** The wishes for a clip. */
export interface ClipWish {
  /** The length in seconds, above 0. */
  readonly duration: number;
  /** The text of what the clip shows. */
  readonly prompt?: string | undefined;
  /** The text of what it must not show. */
  readonly negativePrompt?: string | undefined;
  /** The image that it starts with: an address (http, https or data) or a file. */
  readonly image?: string | File | undefined;
  /** The image that it ends with. */
  readonly lastImage?: string | File | undefined;
  /** The resolution: `720p`, `4k`, `1280x720`, or as the model spells it. */
  readonly resolution?: string | undefined;
  /**
   * The shape: `16:9`, or as the model spells it.
   *
   * @default that of a `resolution` in pixels
   */
  readonly aspectRatio?: string | undefined;
  /** Frames per second, above 0. */
  readonly fps?: number | undefined;
  /**
   * True if it has sound.
   *
   * @default false
   */
  readonly audio?: boolean | undefined;
  /** A whole number; the same one makes the same clip again. */
  readonly seed?: number | undefined;
  /** Denoising steps, a whole number of at least 1. */
  readonly steps?: number | undefined;
  /** The amount of motion, a whole number of at least 1. */
  readonly motionBucketId?: number | undefined;
  /** Inputs of the model by their own names; they win over the other wishes. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** The rule of each field of a wish: a check, and the words that follow "must be". */
const RULES: Readonly<Record<keyof ClipWish, readonly [check: (value: unknown) => boolean, allowed: string]>> = {
  duration: [isAboveZero, "a number of seconds above 0"],
  prompt: [isText, "a text"],
  negativePrompt: [isText, "a text"],
  image: [isImage, "the address of a file (http, https or data), or a file"],
  lastImage: [isImage, "the address of a file (http, https or data), or a file"],
  resolution: [isText, "a resolution such as 720p or 1280x720"],
  aspectRatio: [isText, "an aspect ratio such as 16:9"],
  fps: [isAboveZero, "a number of frames per second above 0"],
  audio: [(value) => typeof value === "boolean", "true or false"],
  seed: [Number.isSafeInteger, "a whole number"],
  steps: [isCount, "a whole number of at least 1"],
  motionBucketId: [isCount, "a whole number of at least 1"],
  extra: [isObject, "an object with inputs of the model"],
};

/** The fields of a wish. */
export type WishField = keyof ClipWish;

const FIELDS: readonly string[] = Object.keys(RULES);

/**
 * Checks what does not depend on the model.
 *
 * @throws {@link ConfigError} with every problem.
 */
export function validateWish(wish: ClipWish): ClipWish {
  if (!isObject(wish)) throw new ConfigError([notAnObject("wish", wish)]);
  let issues: ConfigIssue[] | undefined;
  for (const field of Object.keys(wish)) {
    const value: unknown = Reflect.get(wish, field);
    if (value === undefined) continue;
    if (!isField(field)) (issues ??= []).push(unknownField(field));
    else if (!RULES[field][0](value)) (issues ??= []).push(wrongValue(`wish.${field}`, RULES[field][1], value));
  }
  if (wish.duration === undefined) {
    (issues ??= []).push({ variable: "wish.duration", message: "is missing; pass the length in seconds" });
  }
  if (issues !== undefined) throw new ConfigError(issues);
  return wish;
}

function isField(name: string): name is WishField {
  return Object.hasOwn(RULES, name);
}

function unknownField(name: string): ConfigIssue {
  const closest = closestName(name, FIELDS);
  const fix = closest === undefined ? `there are ${formatList(FIELDS, "and")}` : `did you mean ${closest}?`;
  return { variable: `wish.${name}`, message: `is not a wish; ${fix}` };
}

function isAboveZero(value: unknown): boolean {
  return typeof value === "number" && value > 0 && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && typeof value === "number" && value >= 1;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isImage(value: unknown): boolean {
  return isFile(value) || isUri(value);
}
