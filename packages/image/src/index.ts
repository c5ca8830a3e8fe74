export { ImageError, type ImageOptionIssue, ImageOptionsError, InvalidStorageUrlError } from "./errors.ts";
export { createImageHandler, type ImageHandler } from "./image-handler.ts";
export type { Logger, LogLevel, LogMeta } from "./logger.ts";
export type {
  BatchOptions,
  CallOptions,
  ImageHandlerOptions,
  ImageProgress,
  ReplicateAccess,
  SupabaseAccess,
} from "./options.ts";
export type {
  ImageFailure,
  ImageMediaType,
  ImageOutcome,
  ImageStage,
  ImageStrategy,
  PreparedImage,
  Step,
  StorageObject,
  UnavailableImage,
} from "./outcome.ts";
export { isPublicHost } from "./public-host.ts";
export { parseSupabaseUrl } from "./services/storage-url.ts";
