import * as v from "valibot";
import { AttemptError, type AttemptFacts } from "../errors.ts";
import { isPublicHost } from "../public-host.ts";
import type { Clock } from "./deadline.ts";
import { discardBody, readBody } from "./read-body.ts";
import { findRetryAfter, parseRetryAfter } from "./retry.ts";

/** The limits of a request, and the meaning of a refusal. */
export interface RequestRules {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** A URL of the only server that the request may go to. */
  readonly server: string;
  /** Ends the request and the reading of its answer. */
  readonly signal: AbortSignal;
  /** The largest answer that is read, in bytes. */
  readonly maxBytes: number;
  /** Reads only the first bytes of the answer. */
  readonly upTo?: number | undefined;
  /** Returns the meaning of an answer with an error status. */
  readonly failureOf: (answer: { status: number; body: string }) => AttemptError;
}

/** A whole answer, already read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MAX_ERROR_BYTES = 65_536;

/**
 * Makes one HTTP request and reads its whole answer: from one origin, without redirects, within a limit of bytes.
 *
 * @throws {@link AttemptError} for everything but a success.
 */
export async function request(url: string, init: RequestInit, rules: RequestRules): Promise<Answer> {
  const { server, signal, maxBytes, upTo } = rules;
  if (new URL(url).origin !== new URL(server).origin) throw new AttemptError({ reason: "untrusted-origin" });
  const headers = new Headers(init.headers);
  headers.set("accept-encoding", "identity");
  const response = await exchange(url, { ...init, headers, signal, redirect: "manual" }, rules);
  if (signal.aborted) {
    await discardBody(response);
    throw AttemptError.from(signal.reason);
  }
  const { status } = response;
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    await discardBody(response);
    throw new AttemptError({ reason: "redirect", status });
  }
  if (!response.ok) throw await refusal(response, rules);
  return { status, headers: response.headers, bytes: await readBody(response, { maxBytes, upTo, signal }) };
}

async function exchange(url: string, init: RequestInit, { fetch }: RequestRules): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw networkFailure(error, url);
  }
}

async function refusal(response: Response, { failureOf, clock, signal }: RequestRules): Promise<AttemptError> {
  const { status } = response;
  const bytes = await readBody(response, { maxBytes: MAX_ERROR_BYTES, signal }).catch(() => new Uint8Array(0));
  const body = new TextDecoder().decode(bytes);
  const { reason, retryable, code, problem } = failureOf({ status, body });
  const retryAfter = parseRetryAfter(response.headers.get("retry-after"), clock.now()) ?? findRetryAfter(body);
  return new AttemptError({ reason, retryable, code, problem, status, retryAfter });
}

/** Returns the meaning of an HTTP status; the facts are those of the answer. */
export function httpFailure(meant: number, facts: Partial<AttemptFacts> = {}): AttemptError {
  const { reason, retryable = false } = meaningOf(meant);
  return new AttemptError({ status: meant, ...facts, reason, retryable });
}

function meaningOf(status: number): Pick<AttemptFacts, "reason" | "retryable"> {
  if (status === 429) return { reason: "rate-limited", retryable: true };
  if (status === 408) return { reason: "timeout", retryable: true };
  if (status === 425 || status >= 500) return { reason: "server-error", retryable: true };
  if (status === 401 || status === 402 || status === 403) return { reason: "forbidden" };
  if (status === 404 || status === 410) return { reason: "not-found" };
  if (status === 413) return { reason: "too-large" };
  return { reason: "bad-response" };
}

const Code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{2,49}$/));
const Coded = v.object({ code: Code });
const Caused = v.object({ cause: Coded });

/** OpenSSL's and Node's codes for a certificate or a protocol that does not become right by asking again. */
const BAD_CERTIFICATE =
  /CERT|CRL|SELF_SIGNED|TLS|SSL|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$|^HOSTNAME_MISMATCH$|^PATH_LENGTH_EXCEEDED$/;

/** Returns the meaning of an error that `fetch` threw: of the error only its code is kept. */
export function networkFailure(error: unknown, url: string): AttemptError {
  const code = codeOf(error);
  const isTimeout = code !== undefined && /TIMEOUT|ETIMEDOUT/.test(code);
  const isCertificate = code !== undefined && !isTimeout && BAD_CERTIFICATE.test(code);
  const problem = `No answer came from ${new URL(url).origin}${code === undefined ? "" : ` (${code})`}`;
  return new AttemptError({
    reason: isTimeout ? "timeout" : "network",
    retryable: !isCertificate,
    code,
    problem: problem + networkAdvice(url, isCertificate),
  });
}

/** Node's `fetch` goes past a proxy, and does not know its certificate, unless it is told to. */
function networkAdvice(url: string, isCertificate: boolean): string {
  if (!isPublicHost(url)) return "; check that the server runs and is reachable from here";
  return isCertificate
    ? "; if a proxy signs this machine's connections, set NODE_EXTRA_CA_CERTS to the file of its certificate"
    : "; if this machine needs a proxy, set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY (Node 22.21, 24 or newer)";
}

function codeOf(error: unknown): string | undefined {
  if (v.is(Caused, error)) return error.cause.code;
  return v.is(Coded, error) ? error.code : undefined;
}
