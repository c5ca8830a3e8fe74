import { STATUS_CODES } from "node:http";

/** An error answer of Supabase Storage: nearly always HTTP 400, with the truth in the body. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  /** The status of the answer. */
  readonly httpStatus: number;
  readonly body: StorageErrorBody;

  constructor(statusCode: number, error: string, message: string, code: string, httpStatus = 400) {
    super(message);
    this.httpStatus = httpStatus;
    this.body = { statusCode: String(statusCode), error, message, code };
  }
}

/** What an error looks like in JSON. */
export interface StorageErrorBody {
  /** The status that is meant, as a text. */
  readonly statusCode: string;
  readonly error: string;
  readonly message: string;
  /** What went wrong, in one word; only the server itself says it, not what stands in front of it. */
  readonly code?: string;
}

/** The body that comes with a status: the server's own where it sends that, else like those of what stands in front of it. */
export function storageBody(status: number): StorageErrorBody {
  const known = BY_STATUS[status]?.().body;
  const phrase = STATUS_CODES[status] ?? `Status ${status}`;
  return known ?? { statusCode: String(status), error: phrase, message: phrase };
}

/** There is no such object, or none that the caller may see. */
export function noSuchKey(): StorageError {
  return new StorageError(404, "not_found", "Object not found", "NoSuchKey");
}

/** There is no such bucket, or none that the caller may see. */
export function noSuchBucket(): StorageError {
  return new StorageError(404, "Bucket not found", "Bucket not found", "NoSuchBucket");
}

/** There is no such route; the message echoes the URL. */
export function noSuchRoute(method: string, url: string): StorageError {
  return new StorageError(404, "Not Found", `Route ${method}:${url} not found`, "InvalidRequest", 404);
}

/** The key is not good; `message` says why. */
export function accessDenied(message: string): StorageError {
  return new StorageError(403, "Unauthorized", message, "AccessDenied");
}

/** The key is good, but not for writing here. */
export function rowDenied(): StorageError {
  return accessDenied("new row violates row-level security policy");
}

/** The token of a signed URL is not good; `message` says why. */
export function invalidJwt(message: string): StorageError {
  return new StorageError(400, "InvalidJWT", message, "InvalidJWT");
}

/** The token of a signed URL is good, but for another object. */
export function invalidSignature(): StorageError {
  return new StorageError(400, "InvalidSignature", "Invalid signature", "InvalidSignature");
}

/** No object can have this key. */
export function invalidKey(key: string): StorageError {
  return new StorageError(400, "InvalidKey", `Invalid key: ${key}`, "InvalidKey");
}

/** No bucket can have this name. */
export function invalidBucketName(): StorageError {
  return new StorageError(400, "Invalid Input", "Bucket name invalid", "InvalidBucketName");
}

/** The object has no such range of bytes, or more than one was asked for. */
export function invalidRange(): StorageError {
  return new StorageError(416, "invalid_range", "invalid range provided", "InvalidRange", 416);
}

/** The request is not what its schema says; `message` says where. */
export function invalidRequest(message: string): StorageError {
  return new StorageError(400, "Error", message, "InvalidRequest");
}

/** There is an object, or a bucket, of that name already. */
export function duplicate(code: "KeyAlreadyExists" | "BucketAlreadyExists"): StorageError {
  return new StorageError(409, "Duplicate", "The resource already exists", code);
}

/** A bucket with objects cannot be removed. */
export function bucketNotEmpty(): StorageError {
  return new StorageError(409, "ResourceNotEmpty", "The bucket you tried to delete is not empty", "ResourceNotEmpty");
}

/** The object is larger than the server takes. */
export function entityTooLarge(): StorageError {
  return new StorageError(413, "Payload too large", "The object exceeded the maximum allowed size", "EntityTooLarge");
}

/** A form brought no file. */
export function noContent(): StorageError {
  return new StorageError(400, "InvalidRequest", "No content provided", "InvalidRequest");
}

/** What was stored with an object cannot stand in a header. */
export function invalidHeaderChar(name: string, value: string): StorageError {
  const message = `Invalid character in response header "${name}": ${value.slice(0, 50)}`;
  return new StorageError(400, "invalid_header_char", message, "InvalidRequest");
}

/** There are too many requests. */
function slowDown(): StorageError {
  const message = "Too many connections issued to the database";
  return new StorageError(429, "too_many_connections", message, "SlowDown", 429);
}

/** Something broke, the database most likely. */
export function internalError(message = "Internal Server Error"): StorageError {
  return new StorageError(500, "Internal", message, "InternalError", 500);
}

/** The database did not answer in time. */
function databaseTimeout(): StorageError {
  return new StorageError(544, "DatabaseTimeout", "The connection to the database timed out", "DatabaseTimeout", 544);
}

const BY_STATUS: Readonly<Record<number, () => StorageError>> = {
  400: () => invalidRequest("Bad Request"),
  403: rowDenied,
  404: noSuchKey,
  409: () => duplicate("KeyAlreadyExists"),
  413: entityTooLarge,
  416: invalidRange,
  429: slowDown,
  500: internalError,
  544: databaseTimeout,
};
