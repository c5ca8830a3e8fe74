import * as v from "valibot";
import { FailedAttempt } from "./failed-attempt.ts";

const Code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{2,49}$/));
const Coded = v.object({ code: Code });
const Caused = v.object({ cause: Coded });

/** What it means that `fetch` threw: of the error only its code is kept. */
export function networkFailure(error: unknown): FailedAttempt {
  const code = codeOf(error);
  const timedOut = code !== undefined && /TIMEOUT|ETIMEDOUT/.test(code);
  // A certificate does not become valid by asking again.
  const retryable = code === undefined || !/CERT|SELF_SIGNED|TLS|SSL/.test(code);
  return new FailedAttempt({ reason: timedOut ? "timeout" : "network", retryable, code });
}

function codeOf(error: unknown): string | undefined {
  if (v.is(Caused, error)) return error.cause.code;
  return v.is(Coded, error) ? error.code : undefined;
}
