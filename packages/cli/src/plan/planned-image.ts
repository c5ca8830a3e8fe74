import type { ImageFailure, StorageObject } from "@vg/image";

/** What a clip's model gets as its image; `via` tells how it gets there, or that it does not. */
export type PlannedImage = UrlImage | FileImage | SkippedImage | NoImage;

/** A URL that goes into the prediction's input as it stands. */
export interface UrlImage extends ImageFacts, Attempts {
  /** `signed-url`: Storage serves it; `upload`: a file at Replicate, for the same account's predictions only. */
  readonly via: "signed-url" | "upload";
  /** The URL; a signed one carries its key, so it belongs in no log. */
  readonly input: string;
  readonly object: StorageObject;
  /** When the URL stops to work, ISO 8601, where it does. */
  readonly expiresAt?: string;
}

/**
 * Bytes that have to go with the prediction itself, because no URL can stand in for them.
 *
 * JSON holds no bytes: call `prepareImage(imageUrl, { jobId })` of `@vg/image` right before the prediction, and pass the
 * `File` it gives.
 */
export interface FileImage extends ImageFacts, Attempts {
  readonly via: "file";
  /** The URL to prepare again; it was good when the plan was made. */
  readonly imageUrl: string;
  readonly object: StorageObject;
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** An image that nobody has looked at, because `--no-images` was given: prepare it before the prediction. */
export interface SkippedImage {
  readonly via: "not-prepared";
  readonly imageUrl: string;
  readonly object: StorageObject;
}

/** No image: the clip is made from its prompt alone. */
export interface NoImage extends Attempts {
  readonly via: "none";
  /** The clip has none, the model takes none, or why it could not be prepared. */
  readonly reason: "no-image" | "not-taken" | ImageFailure;
  /** Whether planning again may succeed. */
  readonly retryable: boolean;
  readonly object?: StorageObject;
}

/** What is known of the bytes, where they were looked at. */
interface ImageFacts {
  readonly mediaType?: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
}

/** How often it was tried. */
interface Attempts {
  /** Attempts in all, over every way that was tried; 0 where none was needed. */
  readonly attempts: number;
}
