import { formatValue } from "@vg/internal";
import { ConfigError, validateOptions, wrongArgument } from "../errors.ts";
import type { CostRates } from "../rates.ts";
import { getModel, type ModelName } from "./catalogue.ts";
import { fieldOf, inputField, isPresence, meets, misfit, wantedValues } from "./fields.ts";
import type { Conditions, Models, ModelSpec, ModelValue, Price, Role } from "./model.ts";
import { ratesOf } from "./price-rates.ts";
import { parseSize } from "./sizes.ts";

/** The facts about a clip that its price depends on. Beside these, any input of the model is an option: `{ draft: true }`. */
export interface ModelPriceOptions {
  /**
   * The clip's resolution: `720p`, `1280x720`, or as the model spells it; needed if the price depends on it.
   *
   * A size in pixels takes the lowest priced resolution that its shorter side fits into; if the model has one price only,
   * that is the price of every size.
   */
  readonly resolution?: string | undefined;
  /**
   * True if the clip has sound.
   *
   * @default false
   */
  readonly audio?: boolean | undefined;
  /** The length in seconds; needed if each length has a price of its own. */
  readonly duration?: number | undefined;
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
  readonly [input: string]: unknown;
}

/**
 * Returns the price of a model's clip.
 *
 * An input that is not an option has its default; one that has no default must be given if the price depends on it.
 *
 * @throws {@link ConfigError} if the model is unknown, its price is not known, an option is wrong or has no price, or the
 * price depends on one that is missing.
 * @example
 * ```ts
 * import { getModelPrice } from "@vg/config";
 *
 * getModelPrice("wan-2.2-i2v-fast", { resolution: "480p" }).kind; // => 'clip'
 * getModelPrice("kling-v2.6", { audio: true }); // => { kind: 'output-second', asOf: '2026-10-06', source: 'https://replicate.com/kwaivgi/kling-v2.6', when: { generate_audio: true }, perSecond: '0.14' }
 * getModelPrice("svd"); // throws is not known
 * ```
 */
export function getModelPrice(model: ModelName, options: ModelPriceOptions = {}): Price {
  const { models, ...wanted } = validateOptions(options);
  const spec = getModel(model, models);
  if (spec.prices.length > 0) return priceFor({ name: model, spec }, wanted);
  throw new ConfigError([
    {
      variable: "model",
      message: `${model} has no rates: its price is not known (${spec.priceUnknown ?? "no source"}); measure it with \`vg accuracy\` on predictions you have paid for, and pass the rates it prints as VG_BASE_COST and VG_COST_PER_SECOND`,
    },
  ]);
}

/** Which of a model's prices the rates are made of. */
export type ModelRatesOptions = ModelPriceOptions;

/**
 * Returns the rates of a model's clip, by its price.
 *
 * A price per second of clip becomes `perSecond`, a price per clip `baseCost`, and a price per second of GPU the
 * `baseCost` of a run that takes the typical time.
 *
 * @throws {@link ConfigError} if the model is unknown, its price is not known, an option is wrong or has no price, or the
 * price depends on one that is missing.
 * @example
 * ```ts
 * import { getModelRates } from "@vg/config";
 *
 * getModelRates("veo-3.1-lite", { resolution: "1280x720" }).perSecond; // => '0.05'
 * getModelRates("hailuo-2.3-fast", { resolution: "768p", duration: 10 }).baseCost; // => '0.32'
 * getModelRates("svd"); // throws is not known
 * ```
 */
export function getModelRates(model: ModelName, options: ModelRatesOptions = {}): CostRates {
  return ratesOf(getModelPrice(model, options));
}

interface PricedModel {
  readonly name: string;
  readonly spec: ModelSpec;
}

/** Returns the price of what is wanted, an error if that is not one price. */
function priceFor(model: PricedModel, wanted: Readonly<Record<string, unknown>>): Price {
  const given = givenInputs(model, wanted);
  const { prices } = model.spec;
  const fitting = prices.find(({ when = {} }) => Object.entries(when).every((entry) => holds(given, entry)));
  if (fitting !== undefined) return fitting;
  const missing = prices.flatMap(({ when = {} }) => missingIn(when, given));
  const [first] = missing;
  if (first !== undefined) throw missingInput(model, first);
  throw unpriced(model, given, wanted);
}

/** The values that inputs may have: if there are several, it is still open which. */
type GivenInputs = ReadonlyMap<string, readonly unknown[]>;

function holds(given: GivenInputs, [input, condition]: [string, Conditions[string]]): boolean {
  const values = given.get(input);
  if (values === undefined) return isPresence(condition) && !condition.present;
  return values.some((value) => meets(condition, value));
}

/** Returns the inputs that a price depends on and that are not given, if the given ones are those of the price. */
function missingIn(when: Conditions, given: GivenInputs): readonly string[] {
  const open = Object.entries(when).filter((entry) => !holds(given, entry));
  return open.every(([input]) => !given.has(input)) ? open.map(([input]) => input) : [];
}

/** Returns the inputs that the options name, checked, and the defaults of those that only the price depends on. */
function givenInputs(model: PricedModel, wanted: Readonly<Record<string, unknown>>): GivenInputs {
  const { spec } = model;
  const given = new Map<string, readonly unknown[]>();
  for (const { when = {} } of spec.prices) {
    for (const input of Object.keys(when)) {
      const usual = inputField(spec, input)?.default;
      const isOpen = input === spec.roles.resolution || input === spec.roles.duration;
      if (usual !== undefined && !isOpen) given.set(input, [usual]);
    }
  }
  const { audio } = spec.roles;
  if (audio !== undefined) given.set(audio, [false]);
  for (const [option, value] of Object.entries(wanted)) {
    if (value === undefined) continue;
    if (option === "resolution") setResolution(model, value, given);
    else setInput(model, option, value, given);
  }
  return given;
}

function setInput(
  { name, spec }: PricedModel,
  option: string,
  value: unknown,
  given: Map<string, unknown[] | readonly unknown[]>,
): void {
  const role = isRole(option) ? option : undefined;
  const input = role === undefined ? option : spec.roles[role];
  const field = input === undefined ? undefined : inputField(spec, input);
  if (input !== undefined && field !== undefined) {
    const wrong = misfit(field, value);
    if (wrong !== undefined) throw new ConfigError([{ variable: option, message: `must be ${wrong}` }]);
    given.set(input, [value]);
    return;
  }
  if (role === "audio" && typeof value !== "boolean") throw wrongArgument("audio", "true or false", value);
  if (role === "duration" && !(typeof value === "number" && value > 0))
    throw wrongArgument("duration", "a number of seconds above 0", value);
  if (role !== undefined) return;
  const inputs = Object.keys(spec.inputs).join(", ");
  throw new ConfigError([{ variable: option, message: `is not an input of ${name}; it has ${inputs}` }]);
}

const ROLES: ReadonlySet<string> = new Set<Role>(["audio", "duration", "aspectRatio", "fps", "frames", "steps"]);

function isRole(text: string): text is Role {
  return ROLES.has(text);
}

function setResolution(model: PricedModel, wanted: unknown, given: Map<string, readonly unknown[]>): void {
  const { spec } = model;
  const priced = pricedResolutions(spec);
  const input = spec.roles.resolution;
  if (priced.length === 0 || input === undefined) {
    if (typeof wanted === "string" && isAnyResolution(spec, wanted)) return;
    throw wrongResolution(model, wanted);
  }
  const values = typeof wanted === "string" ? matching(priced, wanted) : [];
  if (values.length === 0) throw wrongResolution(model, wanted);
  given.set(input, values);
}

interface PricedResolution {
  readonly value: ModelValue;
  /** The shorter side in pixels, if the value says it. */
  readonly shorter: number | undefined;
}

/** Returns the resolutions that have a price, the lowest first; none if the price is that of every resolution. */
function pricedResolutions({ prices, roles, resolutions = {} }: ModelSpec): readonly PricedResolution[] {
  const input = roles.resolution;
  if (input === undefined) return [];
  const values = prices.flatMap(({ when = {} }) => {
    const condition = when[input];
    return condition === undefined ? [] : wantedValues(condition);
  });
  return [...new Set(values)]
    .map((value) => ({ value, shorter: parseSize(resolutions[String(value)] ?? String(value))?.shorter }))
    .toSorted((a, b) => (a.shorter ?? 0) - (b.shorter ?? 0));
}

/** Returns the priced resolutions that a wanted one means. */
function matching(priced: readonly PricedResolution[], wanted: string): readonly ModelValue[] {
  const spelled = priced.filter(({ value }) => String(value).toLowerCase() === wanted.toLowerCase());
  if (spelled.length > 0) return spelled.map(({ value }) => value);
  const size = parseSize(wanted);
  if (size === undefined) return [];
  const shorter =
    size.width === undefined
      ? size.shorter
      : priced.find((candidate) => candidate.shorter !== undefined && candidate.shorter >= size.shorter)?.shorter;
  return priced.filter((candidate) => candidate.shorter === shorter).map(({ value }) => value);
}

/** Returns whether a model that has the same price at every resolution can be said to make this one. */
function isAnyResolution(spec: ModelSpec, wanted: string): boolean {
  const input = fieldOf(spec, "resolution");
  if (input?.field.enum?.includes(wanted)) return true;
  const size = parseSize(wanted);
  const fixed = spec.clips?.resolution;
  return size !== undefined && (size.width !== undefined || fixed === undefined || fixed === wanted.toLowerCase());
}

function wrongResolution({ name, spec }: PricedModel, wanted: unknown): ConfigError {
  const priced = pricedResolutions(spec).map(({ value }) => String(value));
  const names = priced.length > 0 ? priced.join(", ") : (spec.clips?.resolution ?? "a name such as 720p");
  const sizes = priced.length > 1 ? "a size in pixels that fits into one" : "any size in pixels";
  return wrongArgument("resolution", `one that ${name} has a price for (${names}, or ${sizes})`, wanted);
}

function missingInput({ name, spec }: PricedModel, input: string): ConfigError {
  const role = input === spec.roles.resolution ? "resolution" : input === spec.roles.duration ? "duration" : input;
  const values = spec.prices.flatMap(({ when = {} }) => {
    const condition = when[input];
    return condition === undefined ? [] : wantedValues(condition).map(String);
  });
  const fix = values.length === 0 ? "pass it" : `pass one of ${[...new Set(values)].join(", ")}`;
  return new ConfigError([{ variable: role, message: `is missing: the price of ${name} depends on it, ${fix}` }]);
}

/** The error of values that are right one by one and have no price together. */
function unpriced({ name }: PricedModel, given: GivenInputs, wanted: Readonly<Record<string, unknown>>): ConfigError {
  const asked = [...given].map(
    ([input, values]) => `${input} ${values.map((value) => formatValue(value)).join(" or ")}`,
  );
  const variable = Object.keys(wanted).find((option) => wanted[option] !== undefined) ?? "model";
  return new ConfigError([{ variable, message: `has no known price at ${name}, with ${asked.join(", ")}` }]);
}
