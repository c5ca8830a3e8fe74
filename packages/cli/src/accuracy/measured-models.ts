import { getModel, type Models, type ModelSpec } from "@vg/config";
import { formatSeconds } from "../render/format.ts";
import type { Accuracy, ModelAccuracy } from "./accuracy.ts";
import { betterRates } from "./format.ts";

/**
 * Returns the known models with the rates found for them as their price, as a file of models has them; only those
 * whose rates keep the promise and are better than those in use.
 *
 * A measured price is one for the whole model: it says in its note which clips it was measured on.
 */
export function measuredModels({ models }: Pick<Accuracy, "models">, known: Models, measuredAt: Date): Models {
  return Object.fromEntries(
    models.flatMap((group) => {
      const { isKnown, model } = group;
      const spec =
        isKnown && model !== undefined ? measuredModel(getModel(model, known), group, measuredAt) : undefined;
      return model === undefined || spec === undefined ? [] : [[model, spec]];
    }),
  );
}

function measuredModel(
  { priceUnknown: _unknown, ...spec }: ModelSpec,
  group: ModelAccuracy,
  measuredAt: Date,
): ModelSpec | undefined {
  const rates = betterRates(group);
  if (rates === undefined) return undefined;
  const durations = group.clips.flatMap(({ duration }) => duration ?? []).toSorted((a, b) => a - b);
  const [shortest = 0] = durations;
  const span = `${formatSeconds(shortest)} to ${formatSeconds(durations.at(-1) ?? shortest)} s`;
  return {
    ...spec,
    prices: [
      {
        kind: "output-second",
        perSecond: rates.perSecond,
        perClip: rates.baseCost,
        asOf: measuredAt.toISOString().slice(0, 10),
        source: "vg accuracy",
        note: `measured on ${durations.length} clips of ${span}`,
      },
    ],
  };
}
