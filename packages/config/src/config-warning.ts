/** Something about a configuration that works, but that somebody should know. */
export interface ConfigWarning {
  /**
   * - `defaulted`: variables are not set, their defaults are used
   * - `unknown-variable`: a variable that starts with `VG_` is set, and nobody reads it
   * - `partial-version`: a model version is not a full id and has to be resolved before use
   * - `price-unknown`: the chosen model has no known price, the environment's rates are used
   */
  readonly code: "defaulted" | "unknown-variable" | "partial-version" | "price-unknown";
  /** The variables it is about. */
  readonly variables: readonly string[];
  /** A sentence for a person. */
  readonly message: string;
}
