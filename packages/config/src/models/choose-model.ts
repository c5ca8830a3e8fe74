import { validateOptions, wrongArgument } from "../errors.ts";
import { MODELS, parseModelName } from "./catalogue.ts";
import type { ModelName } from "./model.ts";

/** What a clip has, and which model it would like. */
export interface ChooseModelOptions {
  /** Whether there is an image to start from. */
  readonly image: boolean;
  /**
   * The model to use wherever it can run.
   *
   * @default "svd"
   */
  readonly preferred?: ModelName | undefined;
}

/**
 * A model that can run on what there is: the preferred one, or `cogvideox-t2v` where that one requires an image and
 * there is none.
 *
 * @throws {@link ConfigError} when it is not said whether there is an image, or the preferred model is unknown.
 * @example
 * ```ts
 * import { chooseModel } from "@vg/config";
 *
 * chooseModel({ image: true }); // => 'svd'
 * chooseModel({ image: false }); // => 'cogvideox-t2v'
 * chooseModel({ image: false, preferred: "veo-3.1-lite" }); // => 'veo-3.1-lite'
 * ```
 */
export function chooseModel(options: ChooseModelOptions): ModelName {
  const { image, preferred = "svd" } = validateOptions(options);
  if (typeof image !== "boolean") throw wrongArgument("image", "true or false", image);
  const model = parseModelName(preferred);
  return image || MODELS[model].image !== "required" ? model : "cogvideox-t2v";
}
