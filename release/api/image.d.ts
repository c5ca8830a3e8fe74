/** A way to hand an image to a model: a URL that it fetches, a file uploaded before, or the bytes themselves. */
type ImageStrategy = "signed-url" | "upload" | "file";
/** The part of a strategy that an attempt was made at. */
type ImageStage = "sign" | "probe" | "download" | "upload";
/** The type of an image, found in its bytes. */
type ImageMediaType = "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif";
/** The orientations of EXIF: 1 as stored, 3 turned by 180°, 6 by 90° clockwise, 8 by 90° anticlockwise, 2, 4, 5, 7 mirrored. */
type ImageOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
/** One attempt. */
interface Step {
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
interface PreparedImage {
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
interface UnavailableImage {
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
type ImageOutcome = PreparedImage | UnavailableImage;
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
type ImageFailure =
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
interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}
/** The base of every error that this package throws; none of them carries a key, a token or a URL. */
declare class ImageError extends Error {
  override readonly name: string;
}
/** One option that is wrong. */
interface ImageOptionIssue {
  /** The option, with dots between its parts: `supabase.url`. */
  readonly option: string;
  /** The rule and the wrong value, as they follow the option's name; never a secret's value. */
  readonly message: string;
}
/** The options of an image handler or of a call are wrong; has all issues at once. */
declare class ImageOptionsError extends ImageError {
  override readonly name = "ImageOptionsError";
  readonly issues: readonly ImageOptionIssue[];
  constructor(issues: readonly ImageOptionIssue[]);
}
/** A text is not the URL of an object in Supabase Storage; the message shows a valid one and never the text itself, which may hold a token. */
declare class InvalidStorageUrlError extends ImageError {
  override readonly name = "InvalidStorageUrlError";
  /** The problem of the URL, as the end of a sentence: `has no bucket`. */
  readonly problem: string;
  constructor(problem: string);
}
/** The facts of a log line, all of them plain values; `jobId` is among them in every line. */
type LogMeta = Readonly<Record<string, string | number | boolean>>;
/** Takes the log lines. A logger of pino or bunyan does, too: it is known by its functions, and gets the facts first. */
interface Logger {
  debug(message: string, meta: LogMeta): void;
  info(message: string, meta: LogMeta): void;
  warn(message: string, meta: LogMeta): void;
  error(message: string, meta: LogMeta): void;
}
/** The level of logging; each includes those before it. */
type LogLevel = "error" | "warn" | "info" | "debug";
/** The Supabase project that holds the images. */
interface SupabaseAccess {
  /** The project's URL, such as `https://abcdefghijklmnopqrst.supabase.co`; a path before `/storage/v1` is allowed. */
  readonly url: string;
  /** A secret key (`sb_secret_...`) or the legacy service_role key; it is sent to `url` and nowhere else. */
  readonly serviceRoleKey: string;
}
/** The account at Replicate that images are uploaded to. */
interface ReplicateAccess {
  /** The API token, `r8_...`; it is sent to `baseUrl` and nowhere else. */
  readonly token: string;
  /**
   * The address of the API.
   *
   * @default "https://api.replicate.com/v1"
   */
  readonly baseUrl?: string | undefined;
}
/** The options of an image handler; all but `supabase` have defaults. */
interface ImageHandlerOptions {
  readonly supabase: SupabaseAccess;
  /** Needed for uploading only. */
  readonly replicate?: ReplicateAccess | undefined;
  /**
   * The ways to hand over an image, tried in this order.
   *
   * @default ["signed-url", "upload", "file"], without "upload" if there is no `replicate`
   */
  readonly strategies?: readonly ImageStrategy[] | undefined;
  /**
   * The life of a signed URL in whole seconds, from 1 to 31,536,000. The model fetches it only after its queue and cold
   * start, which can take most of an hour.
   *
   * @default 3600
   */
  readonly signedUrlTtl?: number | undefined;
  /**
   * The most attempts at each request, the first one included, from 1 to 10.
   *
   * @default 3
   */
  readonly attempts?: number | undefined;
  /**
   * The pause after the first failed attempt, in milliseconds; it doubles each time and is shortened by up to a half at random.
   *
   * @default 2000
   */
  readonly baseDelay?: number | undefined;
  /**
   * The longest pause that a server's `Retry-After` is followed for, in milliseconds.
   *
   * @default 20_000
   */
  readonly maxRetryAfter?: number | undefined;
  /**
   * The longest that one attempt may take, its whole answer included, in milliseconds.
   *
   * @default 30_000
   */
  readonly attemptTimeout?: number | undefined;
  /**
   * The longest that one call to the handler may take, in milliseconds, for one image or for many; a large batch whose
   * bytes have to move may need more.
   *
   * @default 120_000
   */
  readonly totalTimeout?: number | undefined;
  /**
   * The largest image, in bytes.
   *
   * @default 20_000_000
   */
  readonly maxBytes?: number | undefined;
  /**
   * The largest image, in pixels (width times height), which is what it takes once it is decoded. The default is what a
   * camera of "64 MP" makes.
   *
   * @default 64_000_000
   */
  readonly maxPixels?: number | undefined;
  /**
   * The number of images that are probed, downloaded or uploaded at once, by all calls to one handler together.
   *
   * @default 8
   */
  readonly concurrency?: number | undefined;
  /**
   * With `"probe"`, the first bytes of an image are inspected before its signed URL is handed out: one or two small requests
   * more, which find its type, size and orientation, and refuse what is not an image, too large or empty.
   *
   * @default "none"
   */
  readonly inspect?: "none" | "probe" | undefined;
  /**
   * Other servers whose URLs mean the same objects, such as a custom domain or the name inside a container network.
   * Requests go to `supabase.url` all the same.
   *
   * @default []
   */
  readonly trustedOrigins?: readonly string[] | undefined;
  /**
   * Takes the log lines: `console`, a logger of winston, pino or bunyan, or any object with `debug`, `info`, `warn` and `error`.
   *
   * @default JSON lines on standard error, by winston
   */
  readonly logger?: Logger | undefined;
  /**
   * The level from which the default logger writes.
   *
   * @default "info"
   */
  readonly logLevel?: LogLevel | undefined;
  /**
   * Makes the requests, each once: the handler repeats what may be repeated, and the body of an upload is a stream that can
   * be read only once.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: typeof fetch | undefined;
}
/** The options of each call. */
interface CallOptions {
  /** The job that the call is for; it is in every log line. */
  readonly jobId: string;
  /** Cancels the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
/** The progress of a batch. */
interface ImageProgress {
  /** The number of images that are done. */
  readonly done: number;
  /** The number of all images, duplicates included. */
  readonly total: number;
  /** The place in the list of the image that was just done. */
  readonly index: number;
  readonly outcome: ImageOutcome;
}
/** The options of a batch. */
interface BatchOptions extends CallOptions {
  /** Called after each image, in the order in which they are done. */
  readonly onProgress?: ((progress: ImageProgress) => void) | undefined;
}
/** Hands images in Supabase Storage to models at Replicate. Its functions need no `this`. */
interface ImageHandler {
  /**
   * Returns the model's input for an image: a URL or a file; `null` if there is none, so that the job goes on with text only.
   * The reason is in the log.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly downloadAndUploadImage: (
    imageUrl: string,
    jobId: string,
    options?: {
      readonly signal?: AbortSignal | undefined;
    },
  ) => Promise<string | File | null>;
  /**
   * Prepares an image: returns the model's input with how it came about, or the reason why there is none.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly prepareImage: (imageUrl: string, options: CallOptions) => Promise<ImageOutcome>;
  /**
   * Prepares many images: returns one outcome for each URL, in their order. Objects of one bucket are signed with one
   * request for each 1,000 and each megabyte; an object that is named several times is prepared once.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly prepareImages: (imageUrls: readonly string[], options: BatchOptions) => Promise<ImageOutcome[]>;
  /**
   * Prepares an image with the next strategy, for a model that could not fetch its input.
   *
   * @throws the signal's reason if the caller aborts; {@link ImageOptionsError} if it is called with wrong options.
   */
  readonly reprepare: (outcome: PreparedImage, options: CallOptions) => Promise<ImageOutcome>;
}
/**
 * Creates a handler; connections and clients are opened when they are first needed.
 *
 * @throws {@link ImageOptionsError} that lists every wrong option.
 * @example
 * ```ts
 * import { createImageHandler } from "@vg/image";
 *
 * createImageHandler({ supabase: { url: "abc.supabase.co", serviceRoleKey: "key" } }); // throws supabase.url must be an http or https URL
 * ```
 */
declare function createImageHandler(options: ImageHandlerOptions): ImageHandler;
/**
 * Returns whether the host of a URL can be reached from the internet, as far as its name or address shows.
 *
 * @throws {@link TypeError} if it is not a URL.
 * @example
 * ```ts
 * import { isPublicHost } from "@vg/image";
 *
 * isPublicHost("https://abcdefghijklmnopqrst.supabase.co"); // => true
 * isPublicHost("http://127.0.0.1:54321"); // => false
 * ```
 */
declare function isPublicHost(url: string): boolean;
/**
 * Returns the bucket and the key that a Supabase Storage URL names, decoded once and otherwise exactly as they are.
 *
 * Every URL of an object is understood: public, signed and authenticated ones, plain and info routes, image
 * transformations, custom domains, local servers and servers behind a path. The handler checks that the server is the right
 * one, and that the key is safe.
 *
 * @throws {@link InvalidStorageUrlError} that says what is wrong and shows a valid URL.
 * @example
 * ```ts
 * import { parseSupabaseUrl } from "@vg/image";
 *
 * parseSupabaseUrl("https://abc.supabase.co/storage/v1/object/sign/images/a%20b.png?token=t"); // => { bucket: 'images', path: 'a b.png' }
 * parseSupabaseUrl("https://example.com/a.png"); // throws has no /storage/v1/ in its path
 * ```
 */
declare function parseSupabaseUrl(url: string): StorageObject;
export {
  type BatchOptions,
  type CallOptions,
  ImageError,
  type ImageFailure,
  type ImageHandler,
  type ImageHandlerOptions,
  type ImageMediaType,
  type ImageOptionIssue,
  ImageOptionsError,
  type ImageOutcome,
  type ImageProgress,
  type ImageStage,
  type ImageStrategy,
  InvalidStorageUrlError,
  type LogLevel,
  type LogMeta,
  type Logger,
  type PreparedImage,
  type ReplicateAccess,
  type Step,
  type StorageObject,
  type SupabaseAccess,
  type UnavailableImage,
  createImageHandler,
  isPublicHost,
  parseSupabaseUrl,
};
