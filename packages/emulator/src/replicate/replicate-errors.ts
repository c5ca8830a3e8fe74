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

/** What an error looks like in JSON. */
export interface ReplicateErrorBody {
  readonly title?: string;
  readonly detail: string;
  /** The status once more; not every answer has it. */
  readonly status?: number;
  /** Seconds, or what the `Retry-After` header says instead. */
  readonly retry_after?: number | string;
}

/** The body that comes with a status; `retryAfter` is what its header says. */
export function replicateBody(status: number, retryAfter: number | string | undefined): ReplicateErrorBody {
  return (BY_STATUS[status]?.(retryAfter) ?? new ReplicateError(status, { detail: `Status ${status}`, status })).body;
}

/** There is no token, or another one. */
export function unauthenticated(): ReplicateError {
  return new ReplicateError(401, {
    title: "Unauthenticated",
    detail: "You did not pass an authentication token",
    status: 401,
  });
}

/** There is no such route, model, version or prediction. */
export function notFound(): ReplicateError {
  return new ReplicateError(404, { detail: "The requested resource could not be found.", status: 404 });
}

/** There is no such file. */
export function fileNotFound(): ReplicateError {
  return new ReplicateError(404, { detail: "File not found" });
}

/** The file is larger than Replicate takes. */
export function fileTooLarge(): ReplicateError {
  return new ReplicateError(413, { detail: "Files must be less than 100MB in size" });
}

/** There is no such version to run. */
export function invalidVersion(): ReplicateError {
  return new ReplicateError(422, {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  });
}

/** The request is not what it must be; `detail` says where. */
export function invalidInput(detail: string): ReplicateError {
  return new ReplicateError(422, { title: "Input validation failed", detail, status: 422 });
}

/** There are too many requests. */
function throttled(retryAfter: number | string = 30): ReplicateError {
  const detail = `Request was throttled. Your rate limit resets in ~${retryAfter}s.`;
  return new ReplicateError(429, { detail, status: 429, retry_after: retryAfter });
}

/** Something broke. */
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
