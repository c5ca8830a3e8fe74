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
  /** The invalid fields of a request. */
  readonly invalid_fields?: readonly InvalidField[];
}

/** An invalid field of a request. */
export interface InvalidField {
  /** The rule that it breaks, such as `required`. */
  readonly type: string;
  /** Its path; empty for the whole body. */
  readonly field: string;
  readonly description: string;
}

/** Returns the body of a status; `retryAfter` is the wait that it says, null for none. */
export function bodyOf(status: number, retryAfter?: number | string | null): ReplicateErrorBody {
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

/** Fields of the request are invalid. */
export function invalidFields(fields: readonly InvalidField[]): ReplicateError {
  const lines = fields.map(({ field, description }) => `- ${field === "" ? "" : `${field}: `}${description}\n`);
  const title = "Input validation failed";
  return new ReplicateError(422, { title, detail: lines.join(""), status: 422, invalid_fields: fields });
}

/** The query of a search is invalid; `detail` says why. */
export function invalidSearch(detail: string): ReplicateError {
  return new ReplicateError(400, { detail });
}

/** The account has no credit left. */
function insufficientCredit(): ReplicateError {
  return new ReplicateError(402, {
    title: "Insufficient credit",
    detail:
      "You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit.",
    status: 402,
  });
}

/** Too many requests. */
function throttled(retryAfter: number | string | null = 30): ReplicateError {
  if (retryAfter === null) return new ReplicateError(429, { detail: "Request was throttled.", status: 429 });
  const detail = `Request was throttled. Your rate limit resets in ~${retryAfter}s.`;
  return new ReplicateError(429, { detail, status: 429, retry_after: retryAfter });
}

/** The server failed. */
export function internalError(detail = "An unexpected error occurred"): ReplicateError {
  return new ReplicateError(500, { title: "Internal server error", detail, status: 500 });
}

const BY_STATUS: Readonly<Record<number, (retryAfter?: number | string | null) => ReplicateError>> = {
  401: unauthenticated,
  402: insufficientCredit,
  404: notFound,
  413: fileTooLarge,
  422: invalidVersion,
  429: throttled,
  500: () => internalError(),
};
