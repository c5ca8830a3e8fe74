import { validateOptions, wrongArgument } from "../errors.ts";
import { getModel, type ModelName } from "./catalogue.ts";
import { inputNeed } from "./fields.ts";
import type { Models } from "./model.ts";

/** The needs of a clip, and the model that is preferred. */
export interface ChooseModelOptions {
  /** True if there is an image to start from. */
  readonly image: boolean;
  /**
   * The model to use if it can run.
   *
   * @default "svd"
   */
  readonly preferred?: ModelName | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
}

/**
 * Chooses a model that can run: the preferred one, or `cogvideox-t2v` if that one requires an image and there is none.
 *
 * @throws {@link ConfigError} if `image` is missing, or the preferred model is unknown.
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
  const { image, preferred = "svd", models } = validateOptions(options);
  if (typeof image !== "boolean") throw wrongArgument("image", "true or false", image);
  const spec = getModel(preferred, models);
  return image || inputNeed(spec, "image") !== "required" ? preferred : "cogvideox-t2v";
}
