import { inspect } from "node:util";

/** A way to hand an image to a model: a URL that it fetches, a file uploaded before, or the bytes themselves. */
export type ImageStrategy = "signed-url" | "upload" | "file";

/** The part of a strategy that an attempt was made at. */
export type ImageStage = "sign" | "probe" | "download" | "upload";

/** The type of an image, found in its bytes. */
export type ImageMediaType = "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif";

/** The orientations of EXIF: 1 as stored, 3 turned by 180°, 6 by 90° clockwise, 8 by 90° anticlockwise, 2, 4, 5, 7 mirrored. */
export type ImageOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** One attempt. */
export interface Step {
  readonly strategy: ImageStrategy;
  readonly stage: ImageStage;
  /** Counts from 1 within its strategy and stage. */
  readonly attempt: number;
  /** Its duration in milliseconds, without the waiting before it. */
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
   * The value to pass as the model's input. A signed URL is a secret: printing or serialising the outcome shows it without its token.
   */
  readonly input: string | File;
  readonly object: StorageObject;
  /** The time when `input` stops working, if it does. */
  readonly expiresAt?: Date;
  /** The type that the bytes show, if they were inspected. */
  readonly mediaType?: ImageMediaType;
  /** Pixels as they are stored, before `orientation` is applied; if the bytes were inspected. */
  readonly width?: number;
  /** Pixels as they are stored, before `orientation` is applied; if the bytes were inspected. */
  readonly height?: number;
  /**
   * The turn and mirroring that the image asks for when it is shown, as EXIF numbers it from 1 (none) to 8; absent if it
   * asks for none. Applying 5 to 8 exchanges `width` and `height`. Many models ignore it.
   */
  readonly orientation?: ImageOrientation;
  readonly steps: readonly Step[];
}

/** An image that could not be prepared, and why. */
export interface UnavailableImage {
  readonly ok: false;
  readonly reason: ImageFailure;
  /** The cause as a sentence for a person, and the fix if there is one; never a secret. Its wording may change. */
  readonly message: string;
  /** True if the same call may succeed later. */
  readonly retryable: boolean;
  /** The object, if the URL named one. */
  readonly object?: StorageObject;
  readonly steps: readonly Step[];
}

/** The result for an image: prepared, or unavailable with its reason. */
export type ImageOutcome = PreparedImage | UnavailableImage;

/**
 * The reason why an image could not be prepared, or one attempt failed.
 *
 * - `invalid-url`: not the URL of an object in Supabase Storage.
 * - `untrusted-origin`: a Storage URL, but of another server than the configured one.
 * - `unsafe-path`: a bucket or key that Storage cannot hold, or that would leave its bucket.
 * - `not-found`: no such object or bucket, or no access to it.
 * - `forbidden`: the key or token was refused.
 * - `rate-limited`, `server-error`, `network`, `timeout`: the usual troubles on the way.
 * - `redirect`: the server answered with a redirect, which is never followed.
 * - `bad-response`: an answer that is not what the server promises, such as HTML.
 * - `too-large`: more bytes or more pixels than allowed.
 * - `unsupported-type`: the bytes are no PNG, JPEG, WebP, GIF or AVIF.
 * - `truncated`: the bytes end before the image, or before the length that was announced.
 * - `empty`: an object without bytes.
 * - `url-not-public`: a signed URL that the model could not fetch, or whose file name is too long for it.
 * - `upload-failed`: the image is good, but Replicate did not take it; the steps say why.
 */
export type ImageFailure =
  | "invalid-url"
  | "untrusted-origin"
  | "unsafe-path"
  | "not-found"
  | "forbidden"
  | "rate-limited"
  | "server-error"
  | "network"
  | "timeout"
  | "redirect"
  | "bad-response"
  | "too-large"
  | "unsupported-type"
  | "truncated"
  | "empty"
  | "url-not-public"
  | "upload-failed";

/** One object in Supabase Storage. */
export interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}

/** Returns a text that is the same for the same object and for no other; a bucket has no slash. */
export function objectId({ bucket, path }: StorageObject): string {
  return `${bucket}/${path}`;
}

/** Returns the object's place in a URL: each segment percent-encoded, the slashes between them kept. */
export function encodeObject({ bucket, path }: StorageObject): { bucket: string; path: string } {
  return { bucket: encodeURIComponent(bucket), path: path.split("/").map(encodeURIComponent).join("/") };
}

/** Freezes an outcome, and has it shown without the token of its URL by `JSON.stringify`, `console.log` and `util.inspect`. */
export function hideToken(outcome: PreparedImage): PreparedImage {
  const show = (): object => ({ ...outcome, input: formatInput(outcome.input) });
  const guarded = { ...outcome };
  Object.defineProperties(guarded, { toJSON: { value: show }, [inspect.custom]: { value: show } });
  return Object.freeze(guarded);
}

function formatInput(input: string | File): string | { name: string; type: string; size: number } {
  if (typeof input === "string") return input.replace(/\?.*$/s, "?[redacted]");
  const { name, type, size } = input;
  return { name, type, size };
}
