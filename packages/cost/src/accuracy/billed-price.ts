import type { Condition, ModelValue, Price } from "@vg/config";
import { formatList, formatValue, isObject, remember } from "@vg/internal";
import { CostError } from "../errors.ts";
import type { MeteredPrediction, PredictionMetrics } from "./prediction.ts";
import { isValue, type PriceList } from "./price-list.ts";

/**
 * Finds the price that a prediction was billed at: its metrics win over its inputs, its inputs over the model's defaults.
 *
 * @throws {@link CostError} `MISSING_METRIC` if they leave more than one price open, `INVALID_RATES` if none fits.
 */
export function findBilledPrice(prediction: MeteredPrediction, pricing: PriceList): Price {
  const facts = new Map<string, Fact>();
  const open: string[] = [];
  const fitting: Price[] = [];
  for (const price of pricing.prices) {
    const verdicts = Object.entries(price.when ?? {}).map(([input, condition]) => {
      const fact = remember(facts, input, () => findFact(input, prediction, pricing));
      return { input, verdict: judge(condition, fact) };
    });
    if (verdicts.some(({ verdict }) => verdict === "fails")) continue;
    fitting.push(price);
    const unclear = verdicts.filter(({ verdict }) => verdict === "open").map(({ input }) => input);
    if (unclear.length === 0) break;
    open.push(...unclear);
  }
  const [first, ...others] = fitting;
  if (first === undefined) throw noPrice(pricing, facts);
  if (others.every((price) => isSameAmount(price, first))) return first;
  throw openPrice(open[0] ?? "", pricing, facts);
}

/** An input that a price depends on, as far as it is known. */
interface Fact {
  /** The place that says it, and its value there, for messages. */
  readonly place: string;
  readonly value: unknown;
  /** Returns whether the input had a value; absent if its value is not known. */
  readonly equals?: (wanted: ModelValue) => boolean;
  /** True if the input was given at all; absent if that is not known. */
  readonly given?: boolean;
}

function judge(condition: Condition, { equals, given }: Fact): "holds" | "fails" | "open" {
  if (isPresence(condition)) {
    if (given === undefined) return "open";
    return given === condition.present ? "holds" : "fails";
  }
  if (equals === undefined) return "open";
  return wantedValues(condition).some(equals) ? "holds" : "fails";
}

function findFact(input: string, prediction: MeteredPrediction, pricing: PriceList): Fact {
  const metrics: PredictionMetrics = prediction.metrics ?? {};
  const role = roleOf(input, pricing);
  const asked = askedFact(input, prediction, pricing);
  if (role === "audio" && metrics.with_audio != null) return audioFact(metrics.with_audio);
  if (role === "resolution" && metrics.resolution_target != null) {
    return sizeFact("metrics.resolution_target", metrics.resolution_target, input, pricing);
  }
  if (role === "duration" && metrics.video_output_duration_seconds != null) {
    return lengthFact(metrics.video_output_duration_seconds, input, pricing, asked);
  }
  return (metrics.model_variant == null ? undefined : variantFact(metrics.model_variant, input, pricing)) ?? asked;
}

type BilledRole = "audio" | "resolution" | "duration";

/** Returns the part that an input plays; without a model, its name and its priced values have to say it. */
function roleOf(input: string, pricing: PriceList): BilledRole | undefined {
  const roles: readonly BilledRole[] = ["audio", "resolution", "duration"];
  const { spec } = pricing;
  if (spec !== undefined) return roles.find((role) => spec.roles[role] === input);
  const values = pricedValues(input, pricing);
  if (values.length === 0) return undefined;
  if (values.every((value) => typeof value === "boolean")) return /audio|sound/i.test(input) ? "audio" : undefined;
  if (values.every((value) => shorterSideOf(String(value)) !== undefined)) return "resolution";
  return /^(?:duration|seconds|length)$/i.test(input) ? "duration" : undefined;
}

function audioFact(value: unknown): Fact {
  const place = "metrics.with_audio";
  const on = value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
  return on === undefined ? { place, value } : { place, value, equals: (wanted) => wanted === on, given: on };
}

/** A size of the clip; it may be spelled otherwise than in the prices: `720p` for `1280*720`, `1080p` for `pro`. */
function sizeFact(place: string, value: unknown, input: string, pricing: PriceList): Fact {
  if (typeof value !== "string") return { place, value };
  const isSpelled = (wanted: ModelValue): boolean => String(wanted).toLowerCase() === value.toLowerCase();
  if (pricedValues(input, pricing).some(isSpelled)) return { place, value, equals: isSpelled, given: true };
  const sideOf = (text: string): number | undefined => shorterSideOf(own(pricing.spec?.resolutions, text) ?? text);
  const side = sideOf(value);
  if (side === undefined) return { place, value };
  return { place, value, equals: (wanted) => sideOf(String(wanted)) === side, given: true };
}

/** The seconds by which a clip's length may differ from the length that its price is for: models round to whole frames. */
const LENGTH_ROUNDING = 0.5;

/** The length of the clip, if it is one that has a price; else the length that was asked for. */
function lengthFact(value: unknown, input: string, pricing: PriceList, asked: Fact): Fact {
  const place = "metrics.video_output_duration_seconds";
  const equals = (wanted: ModelValue): boolean =>
    typeof value === "number" && Math.abs(Number(wanted) - value) <= LENGTH_ROUNDING;
  if (pricedValues(input, pricing).some(equals)) return { place, value, equals, given: true };
  return asked.given === true ? asked : { place, value };
}

/** The input's value behind the name by which the provider bills; `undefined` if the name says nothing about it. */
function variantFact(variant: unknown, input: string, pricing: PriceList): Fact | undefined {
  const place = "metrics.model_variant";
  const { variants } = pricing.spec ?? {};
  if (variants !== undefined && Object.values(variants).some((conditions) => Object.hasOwn(conditions, input))) {
    const condition = typeof variant === "string" ? own(own(variants, variant), input) : undefined;
    if (condition === undefined) return { place, value: variant };
    if (isPresence(condition)) return { place, value: variant, given: condition.present };
    const values = wantedValues(condition);
    return { place, value: variant, equals: (wanted) => values.includes(wanted), given: true };
  }
  if (typeof variant !== "string") return undefined;
  const equals = (wanted: ModelValue): boolean => wanted === variant;
  return pricedValues(input, pricing).some(equals) ? { place, value: variant, equals, given: true } : undefined;
}

/** Returns the value that was asked for, or else the model's default; unknown if the provider has deleted the inputs. */
function askedFact(input: string, prediction: MeteredPrediction, pricing: PriceList): Fact {
  const place = `input.${input}`;
  const { spec } = pricing;
  const inputs = isObject(prediction.input) ? prediction.input : undefined;
  const given = own(inputs, input);
  if (given != null && !(Array.isArray(given) && given.length === 0)) return valueFact(place, given, input, pricing);
  const isUnknown = prediction.data_removed === true || (inputs === undefined && spec === undefined);
  if (isUnknown) return { place, value: given };
  const usual = own(spec?.inputs, input)?.default;
  return isValue(usual)
    ? { ...valueFact(place, usual, input, pricing), given: false }
    : { place, value: given, given: false };
}

function valueFact(place: string, value: unknown, input: string, pricing: PriceList): Fact {
  if (roleOf(input, pricing) === "resolution") return sizeFact(place, value, input, pricing);
  if (!isValue(value)) return { place, value, given: true };
  return { place, value, equals: (wanted) => String(wanted) === String(value), given: true };
}

function isPresence(condition: Condition): condition is { readonly present: boolean } {
  return typeof condition === "object" && "present" in condition;
}

function wantedValues(condition: Condition): readonly ModelValue[] {
  if (typeof condition !== "object") return [condition];
  return isPresence(condition) ? [] : condition;
}

/** The values of an input that have a price, each once. */
function pricedValues(input: string, { prices }: PriceList): readonly ModelValue[] {
  const values = prices.flatMap(({ when = {} }) => {
    const condition = own(when, input);
    return condition === undefined ? [] : wantedValues(condition);
  });
  return [...new Set(values)];
}

/** Returns a value by its name, but nothing that every object has. */
function own<Value>(values: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Reads the shorter side in pixels of `720p`, `1280x720`, `1280*720` or `4k`. */
function shorterSideOf(text: string): number | undefined {
  const [, width, height] = /^(\d{1,5})[x*×](\d{1,5})$/i.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return Math.min(Number(width), Number(height));
  const lines = /^(\d{1,5})p$/i.exec(text)?.[1];
  return lines === undefined ? own(SIDES_OF_K, text.toLowerCase()) : Number(lines);
}

const SIDES_OF_K: Readonly<Record<string, number>> = { "2k": 1440, "4k": 2160, "8k": 4320 };

function isSameAmount(a: Price, b: Price): boolean {
  return a.kind === b.kind && amountsOf(a) === amountsOf(b);
}

function amountsOf(price: Price): string {
  switch (price.kind) {
    case "gpu-second":
      return price.perSecond;
    case "output-second":
      return `${price.perSecond} ${price.perClip ?? "0"}`;
    case "clip":
      return price.perClip;
    default:
      return price satisfies never;
  }
}

/** The metrics that say what an input was. */
const METRIC_OF_ROLE = {
  audio: "metrics.with_audio",
  resolution: "metrics.resolution_target",
  duration: "metrics.video_output_duration_seconds",
} as const satisfies Record<BilledRole, string>;

function openPrice(input: string, pricing: PriceList, facts: ReadonlyMap<string, Fact>): CostError {
  const role = roleOf(input, pricing);
  const metric = role === undefined ? "metrics.model_variant" : METRIC_OF_ROLE[role];
  const values = pricedValues(input, pricing).map((value) => formatValue(value));
  const rule = values.length > 0 ? `must be ${formatList(values)}` : "must say whether it was given";
  return new CostError(
    "MISSING_METRIC",
    `${metric} or input.${input} ${rule}, not ${formatValue(facts.get(input)?.value)}; the price in ${pricing.place} depends on it`,
  );
}

function noPrice(pricing: PriceList, facts: ReadonlyMap<string, Fact>): CostError {
  const known = Array.from(facts.values(), ({ place, value }) => `${place} ${formatValue(value)}`);
  return new CostError("INVALID_RATES", `${pricing.place} must have a price for ${formatList(known, "and")}`);
}
