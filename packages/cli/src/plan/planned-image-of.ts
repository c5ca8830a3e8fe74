import { type ImageOutcome, parseSupabaseUrl, type PreparedImage, type Step } from "@vg/image";
import type { PlannedImage, SkippedImage } from "./planned-image.ts";

/** What a plan keeps of an image's outcome: all of it but the bytes. */
export function plannedImageOf(imageUrl: string, outcome: ImageOutcome): PlannedImage {
  if (!outcome.ok) {
    const { reason, retryable, object } = outcome;
    return { via: "none", reason, retryable, attempts: failures(outcome.steps), ...(object && { object }) };
  }
  const { input, object, expiresAt } = outcome;
  const attempts = failures(outcome.steps) + 1;
  if (typeof input !== "string") {
    return { via: "file", imageUrl, object, name: input.name, bytes: input.size, attempts, ...factsOf(outcome) };
  }
  const via = outcome.via === "upload" ? "upload" : "signed-url";
  return {
    via,
    input,
    object,
    attempts,
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...factsOf(outcome),
  };
}

/** What a plan holds of an image that nobody has looked at. */
export function skippedImage(imageUrl: string): SkippedImage {
  return { via: "not-prepared", imageUrl, object: parseSupabaseUrl(imageUrl) };
}

function failures(steps: readonly Step[]): number {
  return steps.filter(({ result }) => result !== "ok").length;
}

function factsOf({ mediaType, width, height }: PreparedImage): Pick<PreparedImage, "mediaType" | "width" | "height"> {
  return {
    ...(mediaType && { mediaType }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}
