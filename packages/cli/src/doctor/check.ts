/** What a check found. */
export interface Check {
  /** What was looked at, in a word or two. */
  readonly name: string;
  /**
   * - `ok`: as it should be
   * - `warning`: works, or is not needed for everything, but should be known
   * - `problem`: does not work
   * - `skipped`: could not be looked at, for a reason that stands elsewhere
   */
  readonly status: "ok" | "warning" | "problem" | "skipped";
  /** A sentence for a person. */
  readonly message: string;
  /** What to do about it, where something can be done. */
  readonly fix?: string;
}
