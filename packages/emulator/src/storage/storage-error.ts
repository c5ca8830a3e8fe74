/** An error answer of Supabase Storage: nearly always HTTP 400, with the truth in the body. */
export class StorageError extends Error {
  override readonly name = "StorageError";
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
  readonly statusCode: string;
  readonly error: string;
  readonly message: string;
  readonly code: string;
}

export function noSuchKey(): StorageError {
  return new StorageError(404, "not_found", "Object not found", "NoSuchKey");
}

export function noSuchBucket(): StorageError {
  return new StorageError(404, "Bucket not found", "Bucket not found", "NoSuchBucket");
}

export function accessDenied(message: string): StorageError {
  return new StorageError(403, "Unauthorized", message, "AccessDenied");
}

export function invalidJwt(message: string): StorageError {
  return new StorageError(400, "InvalidJWT", message, "InvalidJWT");
}

export function invalidSignature(): StorageError {
  return new StorageError(400, "InvalidSignature", "Invalid signature", "InvalidSignature");
}

export function invalidKey(key: string): StorageError {
  return new StorageError(400, "InvalidKey", `Invalid key: ${key}`, "InvalidKey");
}

export function invalidBucketName(): StorageError {
  return new StorageError(400, "Invalid Input", "Bucket name invalid", "InvalidBucketName");
}

export function invalidRange(): StorageError {
  return new StorageError(416, "invalid_range", "invalid range provided", "InvalidRange", 416);
}

export function invalidRequest(message: string): StorageError {
  return new StorageError(400, "Error", message, "InvalidRequest");
}

export function duplicate(code: "KeyAlreadyExists" | "BucketAlreadyExists"): StorageError {
  return new StorageError(409, "Duplicate", "The resource already exists", code);
}

export function bucketNotEmpty(): StorageError {
  return new StorageError(409, "ResourceNotEmpty", "The bucket you tried to delete is not empty", "ResourceNotEmpty");
}

export function entityTooLarge(): StorageError {
  return new StorageError(413, "Payload too large", "The object exceeded the maximum allowed size", "EntityTooLarge");
}

export function noContent(): StorageError {
  return new StorageError(400, "InvalidRequest", "No content provided", "InvalidRequest");
}

export function invalidHeaderChar(name: string, value: string): StorageError {
  const message = `Invalid character in response header "${name}": ${value.slice(0, 50)}`;
  return new StorageError(400, "invalid_header_char", message, "InvalidRequest");
}
