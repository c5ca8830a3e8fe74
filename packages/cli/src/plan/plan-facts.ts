import type { PlannedClip, PlannedImage, PlannedPrice } from "@vg/plan";
import { formatSeconds } from "../render/format.ts";

/** A price older than this many days should be read again. */
export const OLD_PRICE_DAYS = 90;

/** Returns the images of a clip: the first one, and the last one if the clip has it. */
export function imagesOf({ image, lastImage }: PlannedClip): readonly PlannedImage[] {
  return lastImage === undefined ? [image] : [image, lastImage];
}

/** Returns whether a clip needs no such image: the job names none, or the model takes none. */
export function isUnneeded(image: PlannedImage): boolean {
  return image.via === "none" && (image.reason === "no-image" || image.reason === "not-taken");
}

/** How rates are formatted. */
export interface RatesFormat {
  /** The words for rates that cost nothing. */
  readonly none: string;
  /** The seconds that the rates are for, if they are to be seen. */
  readonly seconds?: number;
}

/** Formats the rates that cost something: `$0.02 a clip + $0.07 a second`, or `... + 5 s at $0.07 a second`. */
export function formatRates(
  { baseCost, perSecond }: Pick<PlannedPrice, "baseCost" | "perSecond">,
  { none, seconds }: RatesFormat,
): string {
  const length = seconds === undefined ? "" : `${formatSeconds(seconds)} s at `;
  const parts = [
    ...(Number(baseCost) > 0 ? [`$${baseCost} a clip`] : []),
    ...(Number(perSecond) > 0 ? [`${length}$${perSecond} a second`] : []),
  ];
  return parts.length === 0 ? none : parts.join(" + ");
}
