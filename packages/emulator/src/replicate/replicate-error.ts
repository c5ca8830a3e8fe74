/** An error answer of Replicate. */
export class ReplicateError extends Error {
  override readonly name = "ReplicateError";
  readonly status: number;
  readonly body: { readonly title?: string; readonly detail: string; readonly status?: number };

  constructor(status: number, body: ReplicateError["body"]) {
    super(body.detail);
    this.status = status;
    this.body = body;
  }
}

export function unauthenticated(): ReplicateError {
  return new ReplicateError(401, {
    title: "Unauthenticated",
    detail: "You did not pass an authentication token",
    status: 401,
  });
}

export function notFound(): ReplicateError {
  return new ReplicateError(404, { detail: "The requested resource could not be found.", status: 404 });
}

export function fileNotFound(): ReplicateError {
  return new ReplicateError(404, { detail: "File not found" });
}

export function fileTooLarge(): ReplicateError {
  return new ReplicateError(413, { detail: "Files must be less than 100MB in size" });
}

export function invalidVersion(): ReplicateError {
  return new ReplicateError(422, {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  });
}

export function invalidInput(detail: string): ReplicateError {
  return new ReplicateError(422, { title: "Input validation failed", detail, status: 422 });
}
