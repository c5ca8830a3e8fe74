import type { RequestRecord } from "../request-log.ts";
import type { RouteName, Service } from "../request-record.ts";

/** One way to go wrong; `kind` tells which. */
export type Fault =
  | StatusFault
  | HtmlFault
  | EmptyFault
  | EmptyJsonFault
  | DelayFault
  | HangFault
  | ResetFault
  | RedirectFault
  | HangInBodyFault
  | CutFault
  | DripFault
  | WrongLengthFault
  | WrongTokenFault;

/** The names of all faults. */
export type FaultKind = Fault["kind"];

/** An error status, in the form the service itself uses unless `body` says otherwise. */
export interface StatusFault {
  readonly kind: "status";
  /** HTTP status, 200 to 599. */
  readonly status: number;
  /**
   * A string is sent as it stands, anything else as JSON.
   *
   * @default the service's own body for this status, where it has one
   */
  readonly body?: unknown;
  /** Further response headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `Retry-After`: seconds, or an HTTP date.
   *
   * @default 30 for Replicate's 429, which always has one; none for everything else
   */
  readonly retryAfter?: number | string;
}

/** An HTML page, as a gateway sends it. */
export interface HtmlFault {
  readonly kind: "html";
  /**
   * HTTP status, 200 to 599.
   *
   * @default 502
   */
  readonly status?: number;
}

/** A status and nothing else. */
export interface EmptyFault {
  readonly kind: "empty";
  /**
   * HTTP status, 200 to 599.
   *
   * @default 503
   */
  readonly status?: number;
}

/** `200` with `{}`. */
export interface EmptyJsonFault {
  readonly kind: "empty-json";
}

/** The right answer, late. */
export interface DelayFault {
  readonly kind: "delay";
  /** Milliseconds, at least 0. */
  readonly ms: number;
}

/** No answer at all; the connection stays open. */
export interface HangFault {
  readonly kind: "hang";
}

/** The connection is reset (TCP RST) before an answer. */
export interface ResetFault {
  readonly kind: "reset";
}

/** A redirect to another origin. */
export interface RedirectFault {
  readonly kind: "redirect";
  /**
   * HTTP status.
   *
   * @default 302
   */
  readonly status?: 301 | 302 | 303 | 307 | 308;
  /**
   * Where to; what a header can hold.
   *
   * @default the same URL on `localhost`, or on `127.0.0.1` where that was asked: another origin, that would answer whoever
   * follows
   */
  readonly location?: string;
}

/** The answer stops in its body, and the connection stays open. */
export interface HangInBodyFault {
  readonly kind: "hang-in-body";
  /**
   * Bytes of body before it stops, at least 0. Where the body is no longer than that, the Content-Length promises a byte
   * more, so that the stop can be seen.
   *
   * @default half of the body
   */
  readonly after?: number;
}

/** The connection is closed in the body. */
export interface CutFault {
  readonly kind: "cut";
  /**
   * Bytes of body before the end, at least 0. Where the body is no longer than that, the Content-Length promises a byte
   * more, so that the end can be seen.
   *
   * @default half of the body
   */
  readonly after?: number;
}

/** The body comes drop by drop. */
export interface DripFault {
  readonly kind: "drip";
  /**
   * Bytes a second, more than 0.
   *
   * @default 5
   */
  readonly bytesPerSecond?: number;
}

/** A Content-Length that is not the body's. */
export interface WrongLengthFault {
  readonly kind: "wrong-length";
  /**
   * What is added to the true length, a whole number other than 0; what is told is never below 0. Above 0 the connection ends before all that was promised has come; below 0 the
   * body is short by as much and nothing shows it.
   */
  readonly by: number;
}

/**
 * Signing answers with a token that will not work; batch signing only for the keys the rule's `key` matches. Requests that
 * do not sign are never struck.
 */
export interface WrongTokenFault {
  readonly kind: "wrong-token";
  /**
   * `expired` was good until a second ago, `other-object` is for another key, `forged` has another secret's signature,
   * `garbage` is no token, `absent` leaves it out.
   */
  readonly token: "expired" | "other-object" | "forged" | "garbage" | "absent";
}

/** Which requests a fault strikes: those that match everything that is given here. */
export interface FaultTarget {
  /** One route or several; every route when absent. */
  readonly route?: RouteName | readonly RouteName[];
  /** The service it is for, `none` for paths outside both; any when absent. */
  readonly service?: Service;
  /** `GET`, `POST` and so on; in any case. */
  readonly method?: string;
  /** The bucket in the path. */
  readonly bucket?: string;
  /** The key in the path, or any of those in a batch: the whole of it as a string, or a pattern. */
  readonly key?: string | RegExp;
  /** The last word, asked once for every request that matches all the rest: a seeded random source, for example. */
  readonly when?: (request: RequestRecord) => boolean;
  /**
   * How often, at least 1; `Number.POSITIVE_INFINITY` for always.
   *
   * @default 1
   */
  readonly times?: number;
  /**
   * When: before the request's body is read (its upload hangs or breaks), when it has arrived and nothing was done, or
   * when everything was done and only the answer is lost. A request that is refused before its body has arrived, by
   * Replicate without a token for example, is struck by all of them in place of the refusal.
   *
   * @default "before-handling"
   */
  readonly strikes?: "before-body" | "before-handling" | "after-handling";
}

/** A fault and the requests that it strikes. */
export type FaultRule = Fault & FaultTarget;

/** What was ordered with `fault`. */
export interface FaultHandle {
  /** How many requests it has struck. */
  readonly hits: number;
  /** Takes the rest of it back. */
  remove(): void;
}
