import { getModelVersion, type ModelName, MODELS, type ModelSpec, parseModelName, type Price } from "@vg/config";
import type { ExitCode } from "../exit-code.ts";
import { OLD_PRICE_DAYS, priceAgeDays } from "../render/price-age.ts";
import { renderTable } from "../render/table.ts";
import type { Terminal } from "../terminal.ts";
import { clipsText } from "./clips-text.ts";
import { pricesText } from "./prices-text.ts";

/** The options of `vg models`, as the command line gives them. */
export interface ModelsOptions {
  readonly json?: boolean;
}

interface ListedModel {
  readonly name: ModelName;
  readonly reference: string;
  readonly spec: ModelSpec;
  readonly prices: readonly (Price & { readonly ageDays?: number })[];
}

/** Lists the catalogue, and warns of prices that are old. */
export async function runModels({ json = false }: ModelsOptions, terminal: Terminal, now: Date): Promise<ExitCode> {
  const models = Object.keys(MODELS).map((name) => listed(parseModelName(name), now));
  terminal.data(json ? JSON.stringify(models.map(asJson), undefined, 2) : asTable(models, terminal));
  for (const { name, prices } of models) {
    const old = prices.find(({ ageDays = 0 }) => ageDays > OLD_PRICE_DAYS);
    if (old !== undefined) {
      terminal.warn(`the price of ${name} is of ${old.asOf}, ${old.ageDays} days old: read it again at ${old.source}`);
    }
  }
  return 0;
}

function listed(name: ModelName, now: Date): ListedModel {
  const spec: ModelSpec = MODELS[name];
  const prices = spec.prices.map((price) => {
    const ageDays = priceAgeDays(price.asOf, now);
    return { ...price, ...(ageDays !== undefined && { ageDays }) };
  });
  return { name, reference: getModelVersion(name), spec, prices };
}

function asJson({ name, reference, spec, prices }: ListedModel): object {
  const { image, prompt, clips, inputs, priceUnknown } = spec;
  return { name, reference, image, prompt, inputs, clips, prices, ...(priceUnknown && { priceUnknown }) };
}

function asTable(models: readonly ListedModel[], terminal: Terminal): string {
  return renderTable(
    [{ head: "model" }, { head: "image" }, { head: "prompt" }, { head: "clips" }, { head: "price" }, { head: "as of" }],
    models.map(({ name, spec, prices }) => [
      name,
      spec.image,
      spec.prompt,
      clipsText(spec.clips),
      pricesText(spec),
      asOfText(prices),
    ]),
    terminal,
  );
}

function asOfText(prices: ListedModel["prices"]): string {
  const dates = prices.map(({ asOf, ageDays }) => `${asOf}${ageDays === undefined ? "" : ` (${ageDays} days)`}`);
  return dates.length === 0 ? "-" : [...new Set(dates)].join(", ");
}
