import { ConfigError } from "./config-error.ts";
import {
  asOfField,
  baseCostField,
  currencyField,
  modelField,
  perSecondField,
  settingFields,
  sourceField,
} from "./config-field.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { ConfigWarning } from "./config-warning.ts";
import { type CostRates, getCostRates } from "./cost-rates.ts";
import type { Environment } from "./environment.ts";
import type { GenerationSettings } from "./generation-settings.ts";
import { getModelRates } from "./model-rates.ts";
import type { ModelName } from "./model-name.ts";
import { MODELS } from "./models.ts";

/** What the rates depend on where nobody sets them. */
interface RatesContext {
  readonly environment: Environment;
  readonly model: ModelName;
  readonly settings: GenerationSettings;
}

/** The rates that somebody sets, else those of a model that somebody chose, else the environment's. */
export function readRates(reader: ConfigReader, context: RatesContext, warnings: ConfigWarning[]): CostRates {
  const baseCost = reader.read(baseCostField);
  const perSecond = reader.read(perSecondField);
  const currency = reader.read(currencyField) ?? "USD";
  const asOf = reader.read(asOfField);
  const source = reader.read(sourceField);
  reader.requireAll([baseCostField, perSecondField], { required: false });
  if (baseCost !== undefined && perSecond !== undefined) {
    return { currency, baseCost, perSecond, ...(asOf && { asOf }), ...(source && { source }) };
  }
  const chosen = reader.isSet(modelField) ? chosenModelRates(reader, context, warnings) : undefined;
  return chosen ?? getCostRates(context.environment);
}

function chosenModelRates(
  reader: ConfigReader,
  { model, settings }: RatesContext,
  warnings: ConfigWarning[],
): CostRates | undefined {
  if (MODELS[model].prices.length === 0) {
    warnings.push(priceUnknown(reader.nameOf(modelField), model));
    return undefined;
  }
  try {
    return getModelRates(model, { resolution: settings.resolution });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const variable = reader.nameOf(settingFields.resolution);
    reader.issues.push(...error.issues.map(({ message }) => ({ variable, message })));
    return undefined;
  }
}

function priceUnknown(variable: string, model: ModelName): ConfigWarning {
  return {
    code: "price-unknown",
    variables: [variable],
    message: `The price of ${model} is not known (${MODELS[model].priceUnknown ?? "no source"}), so the environment's rates are used: measure it with \`vg accuracy\` and set VG_BASE_COST and VG_COST_PER_SECOND.`,
  };
}
