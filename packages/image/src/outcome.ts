import type { ImageFailure } from "./image-failure.ts";
import type { StorageObject } from "./storage-object.ts";

/** A way to hand an image to a model: a URL that it fetches, a file uploaded before, or the bytes themselves. */
export type ImageStrategy = "signed-url" | "upload" | "file";

/** The part of a strategy that an attempt was made at. */
export type ImageStage = "sign" | "probe" | "download" | "upload";

/** The type of an image, told from its bytes. */
export type ImageMediaType = "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif";

/** One attempt. */
export interface Step {
  readonly strategy: ImageStrategy;
  readonly stage: ImageStage;
  /** Counts from 1 within its strategy and stage. */
  readonly attempt: number;
  /** How long it took, in milliseconds, the waiting before it not counted. */
  readonly ms: number;
  readonly result: "ok" | ImageFailure;
  /** The HTTP status of an answer that was a failure. */
  readonly status?: number;
}

/** An image that a model can take. */
export interface PreparedImage {
  readonly ok: true;
  readonly via: ImageStrategy;
  /**
   * What to pass as the model's input. A signed URL is a secret: printing or serialising the outcome shows it without its token.
   */
  readonly input: string | File;
  readonly object: StorageObject;
  /** When `input` stops working, where it does. */
  readonly expiresAt?: Date;
  /** The type told from the bytes, where they were looked at. */
  readonly mediaType?: ImageMediaType;
  /** Pixels, as stored. */
  readonly width?: number;
  /** Pixels, as stored. */
  readonly height?: number;
  readonly steps: readonly Step[];
}

/** An image that could not be prepared, and why. */
export interface UnavailableImage {
  readonly ok: false;
  readonly reason: ImageFailure;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The object, where the URL named one. */
  readonly object?: StorageObject;
  readonly steps: readonly Step[];
}

/** What became of an image. */
export type ImageOutcome = PreparedImage | UnavailableImage;
