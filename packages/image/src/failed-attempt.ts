import { ImageError } from "./errors.ts";
import type { ImageFailure } from "./image-failure.ts";

interface FailureFacts {
  readonly reason: ImageFailure;
  /** Whether the same request may succeed a little later. */
  readonly retryable?: boolean | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** The system's or the server's code, such as `ECONNRESET` or `NoSuchKey`. */
  readonly code?: string | undefined;
}

/** Why one attempt failed; it never leaves the package, and never has a cause, since a client's errors hold its token. */
export class FailedAttempt extends ImageError {
  override readonly name = "FailedAttempt";
  readonly reason: ImageFailure;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly code: string | undefined;

  constructor({ reason, retryable = false, status, retryAfter, code }: FailureFacts) {
    super(reason);
    this.reason = reason;
    this.retryable = retryable;
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
  }

  /** The failure itself where it is one; anything else that is thrown means that an answer, of this status, made no sense. */
  static from(error: unknown, status?: number): FailedAttempt {
    if (error instanceof FailedAttempt) return error;
    const name = error instanceof Error && /^[A-Z][A-Za-z]{1,39}$/.test(error.name) ? error.name : undefined;
    return new FailedAttempt({ reason: "bad-response", status, code: name });
  }
}
