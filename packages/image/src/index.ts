export type { BatchOptions, ImageProgress } from "./batch-options.ts";
export type { CallOptions } from "./call-options.ts";
export type { Clock } from "./http/clock.ts";
export { ImageError } from "./errors.ts";
export type { ImageFailure } from "./image-failure.ts";
export { createImageHandler, type ImageHandler } from "./image-handler.ts";
export type { ImageHandlerOptions, ReplicateAccess, SupabaseAccess } from "./options.ts";
export { type ImageOptionIssue, ImageOptionsError } from "./image-options-error.ts";
export type {
  ImageMediaType,
  ImageOutcome,
  ImageStage,
  ImageStrategy,
  PreparedImage,
  Step,
  UnavailableImage,
} from "./outcome.ts";
export { InvalidStorageUrlError } from "./invalid-storage-url-error.ts";
export type { Logger, LogLevel, LogMeta } from "./logger.ts";
export { parseSupabaseUrl } from "./parse-supabase-url.ts";
export { isPublicHost } from "./public-host.ts";
export type { StorageObject } from "./storage-object.ts";
