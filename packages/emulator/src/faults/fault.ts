/** A fault of one kind. */
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
   * A string is sent as it is, anything else as JSON.
   *
   * @default the service's own body for this status, if it has one
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
  /**
   * The place where Replicate's 429 says it: the header, `retry_after` of the body, or both.
   *
   * @default "both"
   */
  readonly retryAfterIn?: "both" | "header" | "body";
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
   * The value of the `Location` header.
   *
   * @default the same URL on `localhost`, or on `127.0.0.1` if the request was to `localhost`: another origin, which answers
   * a client that follows
   */
  readonly location?: string;
}

/** The answer stops in its body, and the connection stays open. */
export interface HangInBodyFault {
  readonly kind: "hang-in-body";
  /**
   * Bytes of body before it stops, at least 0. If the body is not longer than that, the Content-Length is a byte more, so
   * that the client can see the stop.
   *
   * @default half of the body
   */
  readonly after?: number;
}

/** The connection is closed in the body. */
export interface CutFault {
  readonly kind: "cut";
  /**
   * Bytes of body before the end, at least 0. If the body is not longer than that, the Content-Length is a byte more, so
   * that the client can see the end.
   *
   * @default half of the body
   */
  readonly after?: number;
}

/** The body arrives slowly, a few bytes at a time. */
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
   * The number that is added to the true length, a whole number other than 0; the sum is at least 0. Above 0 the connection
   * ends before the promised length has arrived; below 0 the body is cut by as much and nothing shows it.
   */
  readonly by: number;
}

/**
 * Signing answers with a token that does not work; in a batch only for the keys that the rule's `key` matches. Strikes only
 * requests that sign.
 */
export interface WrongTokenFault {
  readonly kind: "wrong-token";
  /**
   * `expired` was good until a second ago, `other-object` is for another key, `forged` has another secret's signature,
   * `garbage` is no token, `absent` leaves it out.
   */
  readonly token: "expired" | "other-object" | "forged" | "garbage" | "absent";
}
