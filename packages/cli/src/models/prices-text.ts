import type { ModelSpec, Price } from "@vg/config";

/** What a model costs, in words, by resolution where that makes a difference. */
export function pricesText({ prices }: ModelSpec): string {
  if (prices.length === 0) return "not known";
  return prices
    .map((price) => `${priceText(price)}${price.resolution === undefined ? "" : ` at ${price.resolution}`}`)
    .join(", ");
}

function priceText(price: Price): string {
  switch (price.kind) {
    case "gpu-second":
      return `$${price.perSecond}/s of ${price.hardware}, about ${price.typicalRunSeconds} s a clip`;
    case "output-second":
      return `$${price.perSecond}/s`;
    case "clip":
      return `$${price.perClip}/clip`;
    default:
      return price satisfies never;
  }
}
