// Entry .

export interface BatchOptions extends CallOptions {
  readonly onProgress?: ((progress: ImageProgress) => void) | undefined;
}

export interface CallOptions {
  readonly jobId: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Clock {
  now(): number;
  schedule(callback: () => void, ms: number): () => void;
}

export class ImageError extends Error {
  readonly name: string;
}

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

export interface ImageHandler {
  readonly downloadAndUploadImage: (
    imageUrl: string,
    jobId: string,
    options?: {
      readonly signal?: AbortSignal | undefined;
    },
  ) => Promise<string | File | null>;
  readonly prepareImage: (imageUrl: string, options: CallOptions) => Promise<ImageOutcome>;
  readonly prepareImages: (imageUrls: readonly string[], options: BatchOptions) => Promise<ImageOutcome[]>;
  readonly reprepare: (outcome: PreparedImage, options: CallOptions) => Promise<ImageOutcome>;
}

export interface ImageHandlerOptions {
  readonly supabase: SupabaseAccess;
  readonly replicate?: ReplicateAccess | undefined;
  readonly strategies?: readonly ImageStrategy[] | undefined;
  readonly signedUrlTtl?: number | undefined;
  readonly attempts?: number | undefined;
  readonly baseDelay?: number | undefined;
  readonly maxRetryAfter?: number | undefined;
  readonly attemptTimeout?: number | undefined;
  readonly totalTimeout?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly maxPixels?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly inspect?: "none" | "probe" | undefined;
  readonly trustedOrigins?: readonly string[] | undefined;
  readonly logger?: Logger | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
}

export type ImageMediaType = "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif";

export interface ImageOptionIssue {
  readonly option: string;
  readonly message: string;
}

export class ImageOptionsError extends ImageError {
  readonly name = "ImageOptionsError";
  readonly issues: readonly ImageOptionIssue[];
  constructor(issues: readonly ImageOptionIssue[]);
}

export type ImageOutcome = PreparedImage | UnavailableImage;

export interface ImageProgress {
  readonly done: number;
  readonly total: number;
  readonly index: number;
  readonly outcome: ImageOutcome;
}

export type ImageStage = "sign" | "probe" | "download" | "upload";

export type ImageStrategy = "signed-url" | "upload" | "file";

export class InvalidStorageUrlError extends ImageError {
  readonly name = "InvalidStorageUrlError";
  readonly problem: string;
  constructor(problem: string);
}

export type LogLevel = "error" | "warn" | "info" | "debug";

export type LogMeta = Readonly<Record<string, string | number | boolean>>;

export interface Logger {
  debug(message: string, meta: LogMeta): void;
  info(message: string, meta: LogMeta): void;
  warn(message: string, meta: LogMeta): void;
  error(message: string, meta: LogMeta): void;
}

export interface PreparedImage {
  readonly ok: true;
  readonly via: ImageStrategy;
  readonly input: string | File;
  readonly object: StorageObject;
  readonly expiresAt?: Date;
  readonly mediaType?: ImageMediaType;
  readonly width?: number;
  readonly height?: number;
  readonly steps: readonly Step[];
}

export interface ReplicateAccess {
  readonly token: string;
  readonly baseUrl?: string | undefined;
}

export interface Step {
  readonly strategy: ImageStrategy;
  readonly stage: ImageStage;
  readonly attempt: number;
  readonly ms: number;
  readonly result: "ok" | ImageFailure;
  readonly status?: number;
}

export interface StorageObject {
  readonly bucket: string;
  readonly path: string;
}

export interface SupabaseAccess {
  readonly url: string;
  readonly serviceRoleKey: string;
}

export interface UnavailableImage {
  readonly ok: false;
  readonly reason: ImageFailure;
  readonly retryable: boolean;
  readonly object?: StorageObject;
  readonly steps: readonly Step[];
}

export function createImageHandler(options: ImageHandlerOptions): ImageHandler;

export function isPublicHost(url: string): boolean;

export function parseSupabaseUrl(url: string): StorageObject;
