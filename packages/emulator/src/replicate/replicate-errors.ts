/** An error answer of Replicate. */
export class ReplicateError extends Error {
  override readonly name = "ReplicateError";
  /** The status of the answer. */
  readonly status: number;
  readonly body: ReplicateErrorBody;

  constructor(status: number, body: ReplicateErrorBody) {
    super(body.detail);
    this.status = status;
    this.body = body;
  }
}

/** An error in JSON. */
export interface ReplicateErrorBody {
  readonly title?: string;
  readonly detail: string;
  /** The status; missing in some answers. */
  readonly status?: number;
  /** Seconds, or the value of the `Retry-After` header. */
  readonly retry_after?: number | string;
}

/** Returns the body of a status; `retryAfter` is the value of its header. */
export function bodyOf(status: number, retryAfter: number | string | undefined): ReplicateErrorBody {
  return (BY_STATUS[status]?.(retryAfter) ?? new ReplicateError(status, { detail: `Status ${status}`, status })).body;
}

/** The token is missing or wrong. */
export function unauthenticated(): ReplicateError {
  return new ReplicateError(401, {
    title: "Unauthenticated",
    detail: "You did not pass an authentication token",
    status: 401,
  });
}

/** The route, model, version or prediction does not exist. */
export function notFound(): ReplicateError {
  return new ReplicateError(404, { detail: "The requested resource could not be found.", status: 404 });
}

/** The file does not exist. */
export function fileNotFound(): ReplicateError {
  return new ReplicateError(404, { detail: "File not found" });
}

/** The file is larger than the limit. */
export function fileTooLarge(): ReplicateError {
  return new ReplicateError(413, { detail: "Files must be less than 100MB in size" });
}

/** The version to run does not exist. */
export function invalidVersion(): ReplicateError {
  return new ReplicateError(422, {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  });
}

/** The request is invalid; `detail` says where. */
export function invalidInput(detail: string): ReplicateError {
  return new ReplicateError(422, { title: "Input validation failed", detail, status: 422 });
}

/** Too many requests. */
function throttled(retryAfter: number | string = 30): ReplicateError {
  const detail = `Request was throttled. Your rate limit resets in ~${retryAfter}s.`;
  return new ReplicateError(429, { detail, status: 429, retry_after: retryAfter });
}

/** The server failed. */
export function internalError(detail = "An unexpected error occurred"): ReplicateError {
  return new ReplicateError(500, { title: "Internal server error", detail, status: 500 });
}

const BY_STATUS: Readonly<Record<number, (retryAfter?: number | string) => ReplicateError>> = {
  401: unauthenticated,
  404: notFound,
  413: fileTooLarge,
  422: invalidVersion,
  429: throttled,
  500: () => internalError(),
};
