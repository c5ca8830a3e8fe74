/**
 * Returns the reason why a clip has no image in words: `image not found` for `not-found`.
 *
 * @param reason - The `reason` of a planned image whose `via` is `none`.
 * @example
 * ```ts
 * import { formatImageReason } from "@vg/plan";
 *
 * formatImageReason("timeout"); // => 'no answer in time'
 * ```
 */
export function formatImageReason(reason: string): string {
  return Object.hasOwn(WORDS, reason) ? (WORDS[reason] ?? reason) : reason.replaceAll("-", " ");
}

const WORDS: Readonly<Record<string, string>> = {
  "no-image": "no image",
  "not-taken": "the model takes no image",
  "invalid-url": "no Supabase Storage URL",
  "untrusted-origin": "its image is on another server than SUPABASE_URL",
  "unsafe-path": "no legal object key",
  "not-found": "image not found",
  forbidden: "access refused",
  "rate-limited": "too many requests",
  "server-error": "server error",
  network: "server not reached",
  timeout: "no answer in time",
  redirect: "redirected",
  "bad-response": "unintelligible answer",
  "too-large": "image too large",
  "unsupported-type": "no supported image type",
  truncated: "image cut off",
  empty: "image is empty",
  "url-not-public": "URL not public",
  "upload-failed": "upload failed",
};
