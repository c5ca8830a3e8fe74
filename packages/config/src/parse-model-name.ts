import { ConfigError } from "./config-error.ts";
import type { ModelName } from "./model-name.ts";
import { MODELS } from "./models.ts";
import { shownValue } from "./shown-value.ts";

/**
 * The catalogue's model that a text names; the match is exact.
 *
 * @throws {@link ConfigError} that lists the models there are.
 * @example
 * ```ts
 * import { parseModelName } from "@vg/config";
 *
 * parseModelName("svd"); // => 'svd'
 * parseModelName("svdd"); // throws must be svd, cogvideox, cogvideox-t2v
 * ```
 */
export function parseModelName(value: string): ModelName {
  if (isModelName(value)) return value;
  throw new ConfigError([{ variable: "model", message: `must be ${modelNames()}, not ${shownValue(value)}` }]);
}

/** Whether the catalogue has the model. */
export function isModelName(value: unknown): value is ModelName {
  return typeof value === "string" && Object.hasOwn(MODELS, value);
}

/** The names of all models, for a message. */
export function modelNames(): string {
  return Object.keys(MODELS)
    .join(", ")
    .replace(/, (?=[^,]+$)/, " or ");
}
