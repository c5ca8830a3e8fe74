import type { CostJSON } from "@vg/cost";

/** Something that the chosen model cannot do or will ignore, or that makes a price doubtful. */
export interface PlanWarning {
  /**
   * - `duration-impossible`: the model makes no clip of this length
   * - `duration-too-long`: longer than the settings allow
   * - `setting-impossible`: the model takes the setting, but not this value
   * - `setting-ignored`: the model has no place for the setting
   * - `prompt-ignored`: the model takes no prompt
   * - `image-needed`: the preferred model needs an image and there is none, so another model is taken
   * - `image-ignored`: the model takes no image
   * - `image-unavailable`: the image could not be prepared
   * - `price-unknown`: the model's own price is not known, other rates are used
   */
  readonly code:
    | "duration-impossible"
    | "duration-too-long"
    | "setting-impossible"
    | "setting-ignored"
    | "prompt-ignored"
    | "image-needed"
    | "image-ignored"
    | "image-unavailable"
    | "price-unknown";
  /** A sentence for a person. */
  readonly message: string;
  /** The nearest value that is possible, where there is one. */
  readonly nearest?: number | string;
  /** What the clip costs with that value, where it costs something else. */
  readonly nearestCost?: CostJSON;
}
