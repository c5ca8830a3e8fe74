import { FailedAttempt } from "../failed-attempt.ts";

/** What an HTTP status means where the body says no more. */
export function httpFailure(status: number, code?: string): FailedAttempt {
  if (status === 429) return new FailedAttempt({ reason: "rate-limited", retryable: true, status, code });
  if (status === 408) return new FailedAttempt({ reason: "timeout", retryable: true, status, code });
  if (status === 425 || status >= 500)
    return new FailedAttempt({ reason: "server-error", retryable: true, status, code });
  if (status === 401 || status === 402 || status === 403)
    return new FailedAttempt({ reason: "forbidden", status, code });
  if (status === 404 || status === 410) return new FailedAttempt({ reason: "not-found", status, code });
  if (status === 413) return new FailedAttempt({ reason: "too-large", status, code });
  return new FailedAttempt({ reason: "bad-response", status, code });
}
