/**
 * Why an image could not be prepared, or one attempt failed.
 *
 * - `invalid-url`: not the URL of an object in Supabase Storage.
 * - `untrusted-origin`: a Storage URL, but of another server than the configured one.
 * - `unsafe-path`: a bucket or key that Storage cannot hold, or that would leave its bucket.
 * - `not-found`: no such object or bucket, or no access to it.
 * - `forbidden`: the key or token was refused.
 * - `rate-limited`, `server-error`, `network`, `timeout`: the usual troubles on the way.
 * - `redirect`: the server answered with a redirect, which is never followed.
 * - `bad-response`: an answer that is not what the server promises, such as HTML.
 * - `too-large`: more bytes or more pixels than allowed.
 * - `unsupported-type`: the bytes are no PNG, JPEG, WebP, GIF or AVIF.
 * - `truncated`: the bytes end before the image, or before the length that was announced.
 * - `empty`: an object without bytes.
 * - `url-not-public`: a signed URL that the model's host could not fetch.
 * - `upload-failed`: the image is good, but Replicate did not take it; the steps say why.
 */
export type ImageFailure =
  | "invalid-url"
  | "untrusted-origin"
  | "unsafe-path"
  | "not-found"
  | "forbidden"
  | "rate-limited"
  | "server-error"
  | "network"
  | "timeout"
  | "redirect"
  | "bad-response"
  | "too-large"
  | "unsupported-type"
  | "truncated"
  | "empty"
  | "url-not-public"
  | "upload-failed";
