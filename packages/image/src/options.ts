import type { Logger, LogLevel } from "./logger.ts";
import type { ImageOutcome, ImageStrategy } from "./outcome.ts";

/** The Supabase project that holds the images. */
export interface SupabaseAccess {
  /** The project's URL, such as `https://abcdefghijklmnopqrst.supabase.co`; a path before `/storage/v1` is allowed. */
  readonly url: string;
  /** A secret key (`sb_secret_...`) or the legacy service_role key; it is sent to `url` and nowhere else. */
  readonly serviceRoleKey: string;
}

/** The account at Replicate that images are uploaded to. */
export interface ReplicateAccess {
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
export interface ImageHandlerOptions {
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
export interface CallOptions {
  /** The job that the call is for; it is in every log line. */
  readonly jobId: string;
  /** Cancels the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The progress of a batch. */
export interface ImageProgress {
  /** The number of images that are done. */
  readonly done: number;
  /** The number of all images, duplicates included. */
  readonly total: number;
  /** The place in the list of the image that was just done. */
  readonly index: number;
  readonly outcome: ImageOutcome;
}

/** The options of a batch. */
export interface BatchOptions extends CallOptions {
  /** Called after each image, in the order in which they are done. */
  readonly onProgress?: ((progress: ImageProgress) => void) | undefined;
}
