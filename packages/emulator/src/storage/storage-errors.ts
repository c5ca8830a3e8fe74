import { STATUS_CODES } from "node:http";

/** An error answer of Supabase Storage: nearly always HTTP 400, with the real status in the body. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  /** The status of the answer. */
  readonly status: number;
  readonly body: StorageErrorBody;

  constructor(statusCode: number, error: string, message: string, code: string, status = 400) {
    super(message);
    this.status = status;
    this.body = { statusCode: String(statusCode), error, message, code };
  }
}

/** An error in JSON. */
export interface StorageErrorBody {
  /** The real status, as a text. */
  readonly statusCode: string;
  readonly error: string;
  readonly message: string;
  /** The error in one word; missing in errors of the platform in front of the server. */
  readonly code?: string;
}

/** Returns the body of a status: the server's own if it has one, or one of the platform in front of it. */
export function bodyOf(status: number): StorageErrorBody {
  const known = BY_STATUS[status]?.().body;
  const phrase = STATUS_CODES[status] ?? `Status ${status}`;
  return known ?? { statusCode: String(status), error: phrase, message: phrase };
}

/** The object does not exist, or the caller may not see it. */
export function noSuchKey(): StorageError {
  return new StorageError(404, "not_found", "Object not found", "NoSuchKey");
}

/** The bucket does not exist, or the caller may not see it. */
export function noSuchBucket(): StorageError {
  return new StorageError(404, "Bucket not found", "Bucket not found", "NoSuchBucket");
}

/** The route of the service does not exist; the message repeats the URL. */
function noSuchRoute(method: string, url: string): StorageError {
  return new StorageError(404, "Not Found", `Route ${method}:${url} not found`, "InvalidRequest", 404);
}

/** The answer to a path that no router knows: of the service below its own paths, else of its framework. */
export function routeNotFound(method: string, url: string): { readonly status: number; readonly body: object } {
  if (/^\/(object|bucket|cdn|vector|render\/image)(\/|\?|$)/.test(url)) return noSuchRoute(method, url);
  const message = `Route ${method}:${url} not found`;
  return { status: 404, body: { message, error: "Not Found", statusCode: 404 } };
}

/** The project has switched its keys of the old kind off; the gateway says so. */
export function legacyKeysDisabled(): StorageError {
  const message = "Legacy API keys are disabled";
  return new StorageError(401, "Unauthorized", message, "Unauthorized", 401);
}

/** The API key is invalid; `message` says why. */
export function accessDenied(message: string): StorageError {
  return new StorageError(403, "Unauthorized", message, "AccessDenied");
}

/** The role of the API key may not do this; the HTTP status says so, too. */
export function invalidRole(): StorageError {
  return new StorageError(403, "Unauthorized", "Access denied: Invalid role", "AccessDenied", 403);
}

/** The API key is valid, but may not write here. */
export function rowDenied(): StorageError {
  return accessDenied("new row violates row-level security policy");
}

/** The token of a signed URL is invalid; `message` says why. */
export function invalidJwt(message: string): StorageError {
  return new StorageError(400, "InvalidJWT", message, "InvalidJWT");
}

/** The token of a signed URL is valid, but for another object or, if `message` says so, for another action. */
export function invalidSignature(message = "Invalid signature"): StorageError {
  return new StorageError(400, "InvalidSignature", message, "InvalidSignature");
}

/** No object can have this key. */
export function invalidKey(key: string): StorageError {
  return new StorageError(400, "InvalidKey", `Invalid key: ${key}`, "InvalidKey");
}

/** No bucket can have this name. */
export function invalidBucketName(): StorageError {
  return new StorageError(400, "Invalid Input", "Bucket name invalid", "InvalidBucketName");
}

/** The object does not have this range of bytes, or several ranges were requested. */
export function invalidRange(): StorageError {
  return new StorageError(416, "invalid_range", "invalid range provided", "InvalidRange", 416);
}

/** The request does not match its schema; `message` says where. */
export function invalidRequest(message: string): StorageError {
  return new StorageError(400, "Error", message, "InvalidRequest");
}

/** A parameter has a value that the schema allows, but the server does not. */
export function invalidParameter(name: string): StorageError {
  return new StorageError(400, "InvalidParameter", `Invalid Parameter ${name}`, "InvalidParameter");
}

/** The bucket does not allow this content type. */
export function invalidMimeType(type: string): StorageError {
  return new StorageError(415, "invalid_mime_type", `mime type ${type} is not supported`, "InvalidMimeType");
}

/** The `Content-Type` header is malformed. */
export function invalidContentType(): StorageError {
  return new StorageError(415, "invalid_mime_type", "Invalid Content-Type header", "InvalidMimeType");
}

/** An object or a bucket of that name exists. */
export function duplicate(code: "KeyAlreadyExists" | "BucketAlreadyExists" | "ResourceAlreadyExists"): StorageError {
  return new StorageError(409, "Duplicate", "The resource already exists", code);
}

/** The bucket that an object is to be stored in does not exist. */
export function relatedNotFound(): StorageError {
  return new StorageError(404, "InvalidRequest", "The related resource does not exist", "InvalidRequest");
}

/** A bucket with objects cannot be removed. */
export function bucketNotEmpty(): StorageError {
  return new StorageError(409, "ResourceNotEmpty", "The bucket you tried to delete is not empty", "ResourceNotEmpty");
}

/** The object is larger than the limit. */
export function entityTooLarge(): StorageError {
  return new StorageError(413, "Payload too large", "The object exceeded the maximum allowed size", "EntityTooLarge");
}

/** A JSON body is larger than the limit; the HTTP status says so, too. */
export function bodyTooLarge(message: string): StorageError {
  return new StorageError(413, "FastifyError", message, "EntityTooLarge", 413);
}

/** A form contains no file. */
export function noContent(): StorageError {
  return new StorageError(400, "InvalidRequest", "No content provided", "InvalidRequest");
}

/** A header cannot hold a text that was stored with an object. */
export function invalidHeaderChar(name: string, value: string): StorageError {
  const message = `Invalid character in response header "${name}": ${value.slice(0, 50)}`;
  return new StorageError(400, "invalid_header_char", message, "InvalidRequest");
}

/** Too many requests. */
function slowDown(): StorageError {
  const message = "Too many connections issued to the database";
  return new StorageError(429, "too_many_connections", message, "SlowDown", 429);
}

/** The server failed, most likely its database. */
export function internalError(message = "Internal Server Error"): StorageError {
  return new StorageError(500, "Internal", message, "InternalError", 500);
}

/** The database refused a query; `code` is PostgreSQL's. */
export function databaseError(code: string): StorageError {
  return new StorageError(500, "DatabaseError", `database error, code: ${code}`, "DatabaseError", 500);
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
