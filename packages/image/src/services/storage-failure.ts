import * as v from "valibot";
import { FailedAttempt } from "../failed-attempt.ts";
import { httpFailure } from "../http/http-failure.ts";
import type { ImageFailure } from "../image-failure.ts";

/** Storage answers nearly every refusal with 400; the truth is in the body. */
const Refusal = v.object({
  code: v.optional(v.pipe(v.string(), v.regex(/^[A-Z][A-Za-z_]{1,39}$/))),
  statusCode: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number))),
});

const REASONS: Readonly<Record<string, ImageFailure>> = Object.freeze({
  NoSuchKey: "not-found",
  NoSuchBucket: "not-found",
  AccessDenied: "forbidden",
  InvalidJWT: "forbidden",
  InvalidSignature: "forbidden",
  InvalidKey: "unsafe-path",
  InvalidRange: "empty",
  EntityTooLarge: "too-large",
  // An unknown route, or a request that the route does not take: not the server we think it is.
  InvalidRequest: "bad-response",
});

/** What a refusal of Supabase Storage means: by its code, then by the status in its body, then by its HTTP status. */
export function storageFailure({ status, body }: { status: number; body: string }): FailedAttempt {
  const refusal = v.safeParse(v.pipe(v.string(), v.parseJson(), Refusal), body);
  if (!refusal.success) return httpFailure(status);
  const { code, statusCode } = refusal.output;
  if (status !== 400 && (status === 429 || status >= 500)) return httpFailure(status, code);
  if (code === "SlowDown") return httpFailure(429, code);
  const reason = code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (reason !== undefined) return new FailedAttempt({ reason, status, code });
  return httpFailure(status === 400 ? (statusCode ?? status) : status, code);
}
