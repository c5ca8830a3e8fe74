import type { NoImage, PlannedImage } from "./planned-image.ts";
import type { PlannedClip } from "./plan.ts";

/** What happened to an image, in words. */
export function imageText(image: PlannedImage): string {
  switch (image.via) {
    case "signed-url":
      return `signed URL${attemptsText(image.attempts)}`;
    case "upload":
      return `uploaded${attemptsText(image.attempts)}`;
    case "file":
      return `file, to go with the prediction${attemptsText(image.attempts)}`;
    case "not-prepared":
      return "not prepared";
    case "none":
      return `text only: ${reasonText(image.reason)}${attemptsText(image.attempts)}`;
    default:
      return image satisfies never;
  }
}

/** How many images got where: `3 signed URLs, 2 text only`. */
export function imageSummary(clips: readonly Pick<PlannedClip, "image">[]): string {
  const count = (via: PlannedImage["via"]): number => clips.filter(({ image }) => image.via === via).length;
  const signed = count("signed-url");
  const parts: readonly (readonly [number, string])[] = [
    [signed, signed === 1 ? "signed URL" : "signed URLs"],
    [count("upload"), "uploaded"],
    [count("file"), "as a file"],
    [count("not-prepared"), "not prepared"],
    [count("none"), "text only"],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(", ");
}

/** Why there is no image, in words. */
export function reasonText(reason: NoImage["reason"]): string {
  return REASONS[reason];
}

const REASONS: { readonly [Reason in NoImage["reason"]]: string } = {
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

function attemptsText(attempts: number): string {
  return attempts > 1 ? ` after ${attempts} attempts` : "";
}
