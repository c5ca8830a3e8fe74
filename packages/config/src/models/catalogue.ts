import { closestName, deepFreeze, formatList, isObject } from "@vg/internal";
import { type ConfigError, wrongArgument } from "../errors.ts";
import { ALIBABA } from "./catalogue/alibaba.ts";
import { SEEDANCE_1 } from "./catalogue/bytedance/seedance-1.ts";
import { SEEDANCE_2 } from "./catalogue/bytedance/seedance-2.ts";
import { GOOGLE } from "./catalogue/google.ts";
import { KLING_2 } from "./catalogue/kwaivgi/kling-2.ts";
import { KLING_3 } from "./catalogue/kwaivgi/kling-3.ts";
import { LIGHTRICKS } from "./catalogue/lightricks.ts";
import { LUMA } from "./catalogue/luma.ts";
import { MINIMAX } from "./catalogue/minimax.ts";
import { GENMO, STABILITY_AI, THUDM } from "./catalogue/open-weights.ts";
import { OPENAI } from "./catalogue/openai.ts";
import { PIXVERSE } from "./catalogue/pixverse.ts";
import { PRUNA } from "./catalogue/prunaai.ts";
import { RUNWAY } from "./catalogue/runwayml.ts";
import { VIDU } from "./catalogue/vidu.ts";
import { WAN_VIDEO } from "./catalogue/wan-video.ts";
import { WAVESPEED } from "./catalogue/wavespeedai.ts";
import { XAI } from "./catalogue/xai.ts";
import type { Models, ModelSpec } from "./model.ts";
import { requireModel } from "./own/define-models.ts";
import { markRight } from "./own/right.ts";

/** The catalogue's models by their names; the owners and names are literal types. */
export type CatalogueModels = typeof STABILITY_AI &
  typeof THUDM &
  typeof KLING_2 &
  typeof KLING_3 &
  typeof GOOGLE &
  typeof SEEDANCE_1 &
  typeof SEEDANCE_2 &
  typeof XAI &
  typeof WAN_VIDEO &
  typeof WAVESPEED &
  typeof ALIBABA &
  typeof MINIMAX &
  typeof LIGHTRICKS &
  typeof OPENAI &
  typeof LUMA &
  typeof RUNWAY &
  typeof PIXVERSE &
  typeof VIDU &
  typeof PRUNA &
  typeof GENMO;

/** The name of a model in the catalogue. */
export type CatalogueName = keyof CatalogueModels;

/** The name of a model: one of the catalogue's, or of one's own. */
export type ModelName = CatalogueName | (string & {});

/**
 * Every model of the catalogue, by its name at the provider; `svd` and `cogvideox` have shorter ones.
 *
 * @example
 * ```ts
 * import { MODELS } from "@vg/config";
 *
 * MODELS["veo-3.1-lite"].inputs["duration"]; // => { type: 'integer', enum: [ 4, 6, 8 ], default: 8 }
 * MODELS["veo-3.1-lite"].prices.map((price) => price.when); // => [ { resolution: '720p' }, { resolution: '1080p' } ]
 * ```
 */
export const MODELS: CatalogueModels & Models = freezeWhenRead({
  ...STABILITY_AI,
  ...THUDM,
  ...KLING_2,
  ...KLING_3,
  ...GOOGLE,
  ...SEEDANCE_1,
  ...SEEDANCE_2,
  ...XAI,
  ...WAN_VIDEO,
  ...WAVESPEED,
  ...ALIBABA,
  ...MINIMAX,
  ...LIGHTRICKS,
  ...OPENAI,
  ...LUMA,
  ...RUNWAY,
  ...PIXVERSE,
  ...VIDU,
  ...PRUNA,
  ...GENMO,
});

/** Makes models read-only; each is frozen when it is first read, so that importing them does not wait for it. */
function freezeWhenRead<T extends Models>(models: T): T {
  for (const [name, spec] of Object.entries(models)) {
    Object.defineProperty(models, name, { enumerable: true, get: () => read(spec) });
  }
  return Object.freeze(models);
}

/** Freezes a model of the catalogue, which is right by its tests. */
function read(spec: ModelSpec): ModelSpec {
  markRight(spec);
  return deepFreeze(spec);
}

/**
 * Returns the model of a name.
 *
 * @param models - The models to choose from, such as `config.models`.
 * @default MODELS
 * @throws {@link ConfigError} if there is no such model.
 * @example
 * ```ts
 * import { getModel } from "@vg/config";
 *
 * getModel("sora-2").roles.duration; // => 'seconds'
 * ```
 */
export function getModel(name: ModelName, models: Models = MODELS): ModelSpec {
  const spec = isModelName(name, models) ? models[name] : undefined;
  if (spec === undefined) throw unknownModel(name, models);
  requireModel(spec, `models.${name}`);
  return spec;
}

/**
 * Returns a text as the name of a model in the catalogue; the match is exact.
 *
 * @throws {@link ConfigError} if the catalogue has no such model.
 * @example
 * ```ts
 * import { parseModelName } from "@vg/config";
 *
 * parseModelName("svd"); // => 'svd'
 * parseModelName("svdd"); // throws must be svd, cogvideox, cogvideox-t2v
 * ```
 */
export function parseModelName(value: string): CatalogueName {
  if (isCatalogueName(value)) return value;
  throw unknownModel(value, MODELS);
}

function isCatalogueName(value: unknown): value is CatalogueName {
  return isModelName(value);
}

/** Returns whether there is a model of the name. */
export function isModelName(value: unknown, models: Models = MODELS): value is ModelName {
  return typeof value === "string" && isObject(models) && Object.hasOwn(models, value);
}

function unknownModel(name: unknown, models: Models): ConfigError {
  const names = isObject(models) ? Object.keys(models) : [];
  const closest = typeof name === "string" ? closestName(name, names) : undefined;
  return wrongArgument("model", formatNames(names), name, closest === undefined ? "" : `; did you mean ${closest}?`);
}

/** The number of names that a message lists. */
const LISTED = 12;

/** Formats the names of models for a message. */
export function formatNames(names: readonly string[]): string {
  if (names.length <= LISTED) return formatList(names);
  return `${names.slice(0, LISTED).join(", ")} or one of ${names.length - LISTED} more`;
}
