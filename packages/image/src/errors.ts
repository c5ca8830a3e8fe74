import type { ImageFailure } from "./outcome.ts";

/** The base of every error that this package throws; none of them carries a key, a token or a URL. */
export class ImageError extends Error {
  override readonly name: string = "ImageError";
}

/** The facts of a failed attempt. */
export interface AttemptFacts {
  readonly reason: ImageFailure;
  /** True if the same request may succeed a little later. */
  readonly retryable?: boolean | undefined;
  /** The HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** The wait that the server asked for, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** The system's or the server's code, such as `ECONNRESET` or `NoSuchKey`. */
  readonly code?: string | undefined;
  /**
   * The cause as a sentence, and the fix if there is one; never text of the server's own, which may echo a token.
   *
   * @default a sentence about the reason
   */
  readonly problem?: string | undefined;
}

const PROBLEMS: Readonly<Record<ImageFailure, string>> = Object.freeze({
  "invalid-url": "The image URL is not the URL of an object in Supabase Storage",
  "untrusted-origin": "The image URL names another server than supabase.url",
  "unsafe-path": "The image URL names a bucket or a key that Storage cannot hold",
  "not-found": "Storage has no such object or bucket, or the key may not see it",
  forbidden: "Supabase refused the key; check supabase.serviceRoleKey",
  "rate-limited": "The server refused the request because there were too many; try again later",
  "server-error": "The server failed; try again later",
  network: "No answer came",
  timeout: "No whole answer came in time; try again later, or allow more by attemptTimeout and totalTimeout",
  redirect: "The server answered with a redirect, which is never followed; check the configured URL",
  "bad-response": "The answer is not what the server promises; check the configured URL",
  "too-large": "The image has more bytes than maxBytes or more pixels than maxPixels allows",
  "unsupported-type": "The bytes are no PNG, JPEG, WebP, GIF or AVIF that a model can open",
  truncated: "The bytes end before the image does",
  empty: "The object has no bytes",
  "url-not-public": "Replicate cannot fetch the URL; allow the strategy upload or file",
  "upload-failed": "Replicate did not take the image",
});

/** The failure of one attempt; it never leaves the package, and never has a cause, since a client's errors hold its token. */
export class AttemptError extends ImageError {
  override readonly name = "AttemptError";
  readonly reason: ImageFailure;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly code: string | undefined;
  readonly problem: string;

  constructor({ reason, retryable = false, status, retryAfter, code, problem = PROBLEMS[reason] }: AttemptFacts) {
    super(reason);
    this.reason = reason;
    this.retryable = retryable;
    this.status = status;
    this.retryAfter = retryAfter;
    this.code = code;
    this.problem = problem;
  }

  /** Returns the error itself if it is one of these; anything else that is thrown means that an answer, of this status, made no sense. */
  static from(error: unknown, status?: number): AttemptError {
    if (error instanceof AttemptError) return error;
    const name = error instanceof Error && /^[A-Z][A-Za-z]{1,39}$/.test(error.name) ? error.name : undefined;
    return new AttemptError({ reason: "bad-response", status, code: name });
  }
}

/** One option that is wrong. */
export interface ImageOptionIssue {
  /** The option, with dots between its parts: `supabase.url`. */
  readonly option: string;
  /** The rule and the wrong value, as they follow the option's name; never a secret's value. */
  readonly message: string;
}

/** The options of an image handler or of a call are wrong; has all issues at once. */
export class ImageOptionsError extends ImageError {
  override readonly name = "ImageOptionsError";
  readonly issues: readonly ImageOptionIssue[];

  constructor(issues: readonly ImageOptionIssue[]) {
    super(issues.map(({ option, message }) => `${option} ${message}`).join("\n"));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}

const EXAMPLE = "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/bucket/folder/image.png";

/** A text is not the URL of an object in Supabase Storage; the message shows a valid one and never the text itself, which may hold a token. */
export class InvalidStorageUrlError extends ImageError {
  override readonly name = "InvalidStorageUrlError";
  /** The problem of the URL, as the end of a sentence: `has no bucket`. */
  readonly problem: string;

  constructor(problem: string) {
    super(`The image URL ${problem}; a Supabase Storage URL looks like ${EXAMPLE}`);
    this.problem = problem;
  }
}
