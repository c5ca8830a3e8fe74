import type { CallOptions } from "./call-options.ts";
import type { ImageOutcome } from "./outcome.ts";

/** How far a batch has come. */
export interface ImageProgress {
  /** How many images are done. */
  readonly done: number;
  /** How many there are, duplicates counted. */
  readonly total: number;
  /** Which image was done just now. */
  readonly index: number;
  readonly outcome: ImageOutcome;
}

/** What a caller gives with a batch. */
export interface BatchOptions extends CallOptions {
  /** Called after each image, in the order in which they are done. */
  readonly onProgress?: ((progress: ImageProgress) => void) | undefined;
}
