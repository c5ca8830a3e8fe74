import type { PlannedImage } from "@vg/plan";
import { expect, test } from "vitest";
import { formatImageCounts, formatImage } from "../../src/plan/render-plan.ts";

const object = { bucket: "images", path: "boat.png" };
const imageUrl = "https://abc.supabase.co/storage/v1/object/images/boat.png";
const IMAGES: readonly (readonly [PlannedImage, string, string])[] = [
  [{ via: "signed-url", input: imageUrl, imageUrl, object, attempts: 1 }, "signed URL", "1 signed URL"],
  [
    { via: "signed-url", input: imageUrl, imageUrl, object, attempts: 3 },
    "signed URL after 3 attempts",
    "1 signed URL",
  ],
  [{ via: "upload", input: imageUrl, imageUrl, object, attempts: 2 }, "uploaded after 2 attempts", "1 uploaded"],
  [
    { via: "file", imageUrl, object, name: "boat.png", bytes: 9, attempts: 1 },
    "file, to go with the prediction",
    "1 as a file",
  ],
  [{ via: "not-prepared", imageUrl, object }, "not prepared", "1 not prepared"],
  [{ via: "none", reason: "no-image", retryable: false, attempts: 0 }, "text only: no image", "1 text only"],
  [
    { via: "none", reason: "not-taken", retryable: false, attempts: 0 },
    "text only: the model takes no image",
    "1 text only",
  ],
  [
    { via: "none", reason: "timeout", retryable: true, attempts: 3 },
    "text only: no answer in time after 3 attempts",
    "1 text only",
  ],
];

test.each(IMAGES)("shows %j as %j, and sums it up as %j", (image, text, summary) => {
  expect(formatImage(image)).toBe(text);
  expect(formatImageCounts([{ image }])).toBe(summary);
});

test("sums up what happened to all images", () => {
  expect(formatImageCounts(IMAGES.map(([image]) => ({ image })))).toBe(
    "2 signed URLs, 1 uploaded, 1 as a file, 1 not prepared, 3 text only",
  );
});
