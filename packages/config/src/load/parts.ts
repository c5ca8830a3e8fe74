import { RedactedReplicate, RedactedSupabase, type ReplicateConfig, type SupabaseConfig } from "../access.ts";
import type { Config, ConfigWarning } from "../config.ts";
import type { Environment } from "../environment.ts";
import { ConfigError } from "../errors.ts";
import { getModel, type ModelName } from "../models/catalogue.ts";
import { clipDurations } from "../models/clips.ts";
import type { Models, ModelSpec, Price } from "../models/model.ts";
import { markRight } from "../models/own/right.ts";
import { priceAge } from "../models/price-age.ts";
import { ratesOf } from "../models/price-rates.ts";
import { getModelPrice } from "../models/pricing.ts";
import { modelReference } from "../models/version.ts";
import { type CostRates, getCostRates } from "../rates.ts";
import { type GenerationSettings, getGenerationSettings } from "../settings.ts";
import {
  asOfField,
  baseCostField,
  currencyField,
  modelField,
  modelVersionField,
  perSecondField,
  replicateTokenField,
  replicateUrlField,
  serviceRoleKeyField,
  settingFields,
  sourceField,
  supabaseUrlField,
} from "./fields.ts";
import type { ConfigReader } from "./reader.ts";

/** Reads the settings: those that are set, and else the environment's. */
export function readSettings(reader: ConfigReader, environment: Environment): GenerationSettings {
  const defaults = getGenerationSettings(environment);
  return {
    resolution: reader.read(settingFields.resolution) ?? defaults.resolution,
    fps: reader.read(settingFields.fps) ?? defaults.fps,
    motionBucketId: reader.read(settingFields.motionBucketId) ?? defaults.motionBucketId,
    steps: reader.read(settingFields.steps) ?? defaults.steps,
    maxDuration: reader.read(settingFields.maxDuration) ?? defaults.maxDuration,
  };
}

/** Reads every model and its reference with the versions that are set, and warns of each that is not a full id. */
export function readModels(reader: ConfigReader, models: Models, warnings: ConfigWarning[]): ReadModels;
export function readModels(reader: ConfigReader, models: Models, warnings: ConfigWarning[]): object {
  const versions = new Map<string, string>();
  const references = Object.entries(models).map(([name, spec]) => {
    const field = modelVersionField(name, spec);
    const version = reader.read(field);
    if (version !== undefined) versions.set(name, version);
    if (version !== undefined && version.length < 64) warnings.push(partialVersion(reader.nameOf(field), version));
    return [name, modelReference(spec, version)] as const;
  });
  return { modelVersions: Object.fromEntries(references), models: withVersions(models, versions) };
}

type ReadModels = Pick<Config, "modelVersions" | "models">;

/** Returns the models with other versions; official ones run by their names and keep theirs. */
function withVersions(models: Models, versions: ReadonlyMap<string, string>): Models {
  if (versions.size === 0) return models;
  const changed = Object.entries(models).flatMap(([name, spec]): [string, ModelSpec][] => {
    const version = versions.get(name);
    if (version === undefined || spec.kind === "official") return [];
    const { knownVersion: _, ...rest } = spec;
    const other = { ...rest, version };
    markRight(other);
    return [[name, other]];
  });
  return { ...models, ...Object.fromEntries(changed) };
}

function partialVersion(variable: string, version: string): ConfigWarning {
  return {
    code: "partial-version",
    variables: [variable],
    message: `${variable} is ${JSON.stringify(version)}, not a full version id of 64 hex digits, and the provider takes full ids only: pass the model's reference through resolveModelVersion before it is used.`,
  };
}

/** The values that the rates follow from if they are not set. */
interface RatesContext {
  readonly environment: Environment;
  readonly model: ModelName;
  readonly models: Models;
  readonly settings: GenerationSettings;
  readonly now: Date;
  readonly staleAfterDays: number | undefined;
}

/** Reads the rates: those that are set, else those of a chosen model, else the environment's. */
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
  const chosen = reader.isSet(modelField(context.models)) ? chosenModelRates(reader, context, warnings) : undefined;
  return chosen ?? getCostRates(context.environment);
}

function chosenModelRates(
  reader: ConfigReader,
  context: RatesContext,
  warnings: ConfigWarning[],
): CostRates | undefined {
  const { model, models, now, staleAfterDays } = context;
  const spec = getModel(model, models);
  const variable = reader.nameOf(modelField(models));
  if (spec.prices.length === 0) {
    warnings.push(priceUnknown(variable, model, spec));
    return undefined;
  }
  try {
    const { price, seconds } = priceInForce(context, spec);
    const { days, stale } = priceAge(price, now, { staleAfterDays });
    if (seconds !== undefined) warnings.push(priceByLength(variable, model, seconds));
    if (stale) warnings.push(priceStale(variable, model, { ...price, days }));
    Object.assign(reader.origins, { "rates.asOf": "default", "rates.source": "default" });
    return ratesOf(price);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const setting = reader.nameOf(settingFields.resolution);
    reader.issues.push(...error.issues.map(({ message }) => ({ variable: setting, message })));
    return undefined;
  }
}

/** Returns the price at the settings; if each length has its own, that of the longest clip that is asked for. */
function priceInForce(
  { model, models, settings }: RatesContext,
  spec: ModelSpec,
): { readonly price: Price; readonly seconds?: number } {
  const { resolution, maxDuration } = settings;
  const input = spec.roles.duration;
  const isByLength = spec.prices.some(({ when = {} }) => input !== undefined && Object.hasOwn(when, input));
  if (!isByLength) return { price: getModelPrice(model, { resolution, models }) };
  const priced = clipDurations(model, { models }).flatMap(({ seconds }) => {
    try {
      return [{ price: getModelPrice(model, { resolution, duration: seconds, models }), seconds }];
    } catch (error) {
      if (error instanceof ConfigError) return [];
      throw error;
    }
  });
  const chosen = priced.find(({ seconds }) => seconds >= maxDuration) ?? priced.at(-1);
  return chosen ?? { price: getModelPrice(model, { resolution, models }) };
}

function priceByLength(variable: string, model: ModelName, seconds: number): ConfigWarning {
  return {
    code: "price-by-length",
    variables: [variable],
    message: `The price of ${model} depends on the length of the clip; the rates are those of ${seconds} s, and modelInput gives those of each clip.`,
  };
}

function priceStale(
  variable: string,
  model: ModelName,
  { asOf, days, source }: Pick<Price, "asOf" | "source"> & { readonly days: number },
): ConfigWarning {
  return {
    code: "price-stale",
    variables: [variable],
    message: `The price of ${model} was read ${days} days ago (${asOf}): read it again at ${source}, or set VG_BASE_COST and VG_COST_PER_SECOND.`,
  };
}

function priceUnknown(variable: string, model: ModelName, spec: ModelSpec): ConfigWarning {
  return {
    code: "price-unknown",
    variables: [variable],
    message: `The price of ${model} is not known (${spec.priceUnknown ?? "no source"}), so the environment's rates are used: measure it with \`vg accuracy\` and set VG_BASE_COST and VG_COST_PER_SECOND.`,
  };
}

/** Reads the access to Supabase; one half without the other is an issue, and so is a required one that is missing. */
export function readSupabase(reader: ConfigReader, required: boolean): SupabaseConfig | undefined {
  const url = reader.read(supabaseUrlField);
  const key = reader.read(serviceRoleKeyField);
  const place = "in the Supabase dashboard under Project Settings, API";
  reader.requireAll([supabaseUrlField, serviceRoleKeyField], { required, place });
  return url === undefined || key === undefined ? undefined : new RedactedSupabase(url, key);
}

/** Reads the access to Replicate; if it is required and missing, that is an issue. */
export function readReplicate(reader: ConfigReader, required: boolean): ReplicateConfig | undefined {
  const token = reader.read(replicateTokenField);
  const place = "on replicate.com under Account, API tokens";
  reader.requireAll([replicateTokenField], { required, place });
  const baseUrl = reader.read(replicateUrlField);
  return token === undefined ? undefined : new RedactedReplicate(token, baseUrl);
}
