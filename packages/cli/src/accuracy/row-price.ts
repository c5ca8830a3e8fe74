import { ConfigError, getModelPrice, type ModelName, MODELS, parseModelName, type Price } from "@vg/config";
import type { ActualRow } from "./actual-row.ts";

/** Every model of the catalogue. */
const NAMES = Object.keys(MODELS).map(parseModelName);

/** How a row's run was billed, or why that cannot be said. */
export type RowPrice = { readonly price: Price } | { readonly why: string };

/** The model of the catalogue that made a row's clip, where the row names one. */
export function modelOfRow({ model, version }: ActualRow): ModelName | undefined {
  const reference = model?.toLowerCase().replace(/:.*$/, "");
  return NAMES.find((name) => {
    const spec = MODELS[name];
    if (reference !== undefined && reference !== "")
      return reference === `${spec.owner}/${spec.name}` || reference === name;
    return version === spec.version && version !== "latest";
  });
}

/** What a row calls its model: the reference or the version, where it has one. */
export function modelWords({ model, version }: ActualRow): string | undefined {
  return model || version || undefined;
}

/** The catalogue's price of a row's model, at the resolution that the prediction was asked for. */
export function priceOfRow(row: ActualRow, model: ModelName | undefined): RowPrice {
  if (model === undefined) {
    const named = modelWords(row);
    const what = named === undefined ? "it does not say its model" : `the catalogue does not know ${named}`;
    return { why: `its price is not known: ${what}; say how it is billed with --price` };
  }
  const resolution = row.input?.["resolution"];
  try {
    return { price: getModelPrice(model, typeof resolution === "string" ? { resolution } : {}) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { why: whyUnpriced(model) };
  }
}

function whyUnpriced(model: ModelName): string {
  const { prices, priceUnknown } = MODELS[model];
  if (prices.length === 0) {
    return `the price of ${model} is not known (${priceUnknown ?? "no source"}); say how it is billed with --price`;
  }
  const priced = prices.map(({ resolution }) => resolution).join(", ");
  return `the price of ${model} depends on input.resolution (${priced}), which is none of these; say how it is billed with --price`;
}
