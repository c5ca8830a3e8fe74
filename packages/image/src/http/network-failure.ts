import * as v from "valibot";
import { FailedAttempt } from "../failed-attempt.ts";

const Code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{2,49}$/));
const Coded = v.object({ code: Code });
const Caused = v.object({ cause: Coded });

/** OpenSSL's and Node's codes for a certificate or a protocol that does not become right by asking again. */
const BAD_CERTIFICATE =
  /CERT|CRL|SELF_SIGNED|TLS|SSL|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^HOSTNAME_MISMATCH$|^PATH_LENGTH_EXCEEDED$/;

/** What it means that `fetch` threw: of the error only its code is kept. */
export function networkFailure(error: unknown): FailedAttempt {
  const code = codeOf(error);
  if (code !== undefined && /TIMEOUT|ETIMEDOUT/.test(code)) {
    return new FailedAttempt({ reason: "timeout", retryable: true, code });
  }
  return new FailedAttempt({ reason: "network", retryable: code === undefined || !BAD_CERTIFICATE.test(code), code });
}

function codeOf(error: unknown): string | undefined {
  if (v.is(Caused, error)) return error.cause.code;
  return v.is(Coded, error) ? error.code : undefined;
}
