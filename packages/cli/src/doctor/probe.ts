import * as v from "valibot";

/** The result of one check. */
export interface Check {
  /** The thing that was checked, in a word or two. */
  readonly name: string;
  /**
   * - `ok`: as it should be
   * - `warning`: works, or is not always needed, but somebody should know it
   * - `problem`: does not work
   * - `skipped`: could not be checked, for a reason that another check shows
   */
  readonly status: "ok" | "warning" | "problem" | "skipped";
  /** A sentence for a person. */
  readonly message: string;
  /** The fix, if there is one. */
  readonly fix?: string;
}

/** The clocks of this machine and of a server, at the same moment; milliseconds since 1970. */
export interface ClockPair {
  readonly here: number;
  readonly there: number;
}

/** A `fetch` that gives up in time, follows no redirect and remembers the server's clock. */
export interface Probe {
  readonly fetch: typeof fetch;
  /** Empty until a server has answered with a date. */
  readonly clocks: readonly ClockPair[];
}

/** The longest time that a server may take to answer. */
const TIMEOUT_MS = 10_000;

/** Creates the probe of one server. */
export function createProbe(signal: AbortSignal, now: () => number = Date.now): Probe {
  const clocks: ClockPair[] = [];
  return {
    clocks,
    async fetch(input, init) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const answer = await fetch(input, { ...init, redirect: "manual", signal: deadline });
      const there = Date.parse(answer.headers.get("date") ?? "");
      if (!Number.isNaN(there)) clocks.push({ here: now(), there });
      return answer;
    },
  };
}

const withCode = v.object({ code: v.string() });

const withCause = v.object({ cause: v.unknown() });

const withOriginal = v.object({ originalError: v.unknown() });

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name is unknown; check the name, and that this machine is online",
  EAI_AGAIN: "no name can be looked up; this machine seems to be offline",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  ENETUNREACH: "there is no route to it; this machine seems to be offline",
  EHOSTUNREACH: "there is no route to it; this machine seems to be offline",
  ETIMEDOUT: "it does not answer",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer",
};

const BAD_PORT = "no request was made, because fetch refuses its port; use another port";

/**
 * Formats the reason why a server was not reached, without a URL or a key.
 *
 * @returns `undefined` if the error is not a failure of the network.
 */
export function formatNetworkError(error: unknown): string | undefined {
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return `it did not answer within ${TIMEOUT_MS / 1000} s`;
  }
  if (v.is(withCode, error) && /^[A-Z_]+$/.test(error.code)) return REASONS[error.code] ?? error.code;
  // `fetch` has no code for a port that it refuses to ask; its text is fixed by the standard's algorithm.
  if (error instanceof Error && error.message === "bad port") return BAD_PORT;
  if (v.is(withOriginal, error)) return formatNetworkError(error.originalError);
  return v.is(withCause, error) ? formatNetworkError(error.cause) : undefined;
}
