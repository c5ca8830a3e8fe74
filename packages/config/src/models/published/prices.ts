import { deepFreeze, formatValue, isObject } from "@vg/internal";
import { ConfigError, type ConfigIssue, unknownName, wrongValue } from "../../errors.ts";
import { inputField } from "../fields.ts";
import type { ClipPrice, Conditions, ModelSpec, ModelValue, OutputSecondPrice } from "../model.ts";
import { differenceOf, type ModelDifference } from "./check-model.ts";

/** The day and the place of published prices, as each price says them. */
export interface PublishedPriceFacts {
  /** The day when they were read: `2026-11-26`. */
  readonly asOf: string;
  /** The address of the page. */
  readonly source: string;
}

/** A price that the provider's page shows in its tiers; hardware that is billed by time has none there. */
export type PublishedPrice = OutputSecondPrice | ClipPrice;

/**
 * Reads the prices of a model from the `billingConfig` that the data of the provider's public page holds.
 *
 * Every criterion must be one that says which inputs it is about, and every metric one that this package counts: an unknown
 * one refuses the model, since a guess would price something else.
 *
 * @throws {@link ConfigError} with every criterion, metric and price that cannot be read.
 * @example
 * ```ts
 * import { MODELS, readPublishedPrices } from "@vg/config";
 *
 * const tier = (audio: boolean, price: string) => ({
 *   criteria: [{ title: "with audio", type: "equals", value: audio }],
 *   prices: [{ metric: "video_output_duration_seconds", price }],
 * });
 * const facts = { asOf: "2026-11-26", source: "https://replicate.com/kwaivgi/kling-v2.6" };
 * const billingConfig = { current_tiers: [tier(true, "$0.14"), tier(false, "$0.07")] };
 * readPublishedPrices(MODELS["kling-v2.6"], billingConfig, facts).map(({ when }) => when); // => [ { generate_audio: true }, { generate_audio: false } ]
 * readPublishedPrices(MODELS["veo-2"], billingConfig, facts); // throws billingConfig.current_tiers[0].criteria[0].title must be
 * ```
 */
export function readPublishedPrices(
  spec: ModelSpec,
  billingConfig: unknown,
  facts: PublishedPriceFacts,
): readonly PublishedPrice[] {
  const tiers = isObject(billingConfig) ? billingConfig["current_tiers"] : undefined;
  if (!Array.isArray(tiers)) {
    throw new ConfigError([wrongValue("billingConfig.current_tiers", "a list of prices", tiers)]);
  }
  const issues: ConfigIssue[] = [];
  const prices = tiers.flatMap((tier: unknown, index) => {
    const reader = new TierReader(`billingConfig.current_tiers[${index}]`, spec, issues);
    return reader.read(tier, facts) ?? [];
  });
  if (issues.length > 0) throw new ConfigError(issues);
  return deepFreeze(prices);
}

/** Reads one tier, and collects what is wrong with it. */
class TierReader {
  readonly #path: string;
  readonly #spec: ModelSpec;
  readonly #issues: ConfigIssue[];

  constructor(path: string, spec: ModelSpec, issues: ConfigIssue[]) {
    this.#path = path;
    this.#spec = spec;
    this.#issues = issues;
  }

  read(tier: unknown, facts: PublishedPriceFacts): PublishedPrice | undefined {
    const { criteria, prices } = isObject(tier) ? tier : {};
    const before = this.#issues.length;
    const when: Conditions = Object.assign(
      {},
      ...this.#list("criteria", criteria).map((criterion, index) => this.#criterion(`criteria[${index}]`, criterion)),
    );
    const amounts = new Map(
      this.#list("prices", prices).flatMap((price, index) => this.#price(`prices[${index}]`, price)),
    );
    const perSecond = amounts.get("video_output_duration_seconds");
    const perClip = amounts.get("video_output_count");
    if (perSecond === undefined && perClip === undefined) {
      this.#wrong("prices", "at least one price that is counted", prices);
    }
    if (this.#issues.length > before) return undefined;
    const shared = { ...(Object.keys(when).length === 0 ? {} : { when }), ...facts };
    return perSecond === undefined
      ? { kind: "clip", ...shared, perClip: perClip ?? "0" }
      : { kind: "output-second", ...shared, perSecond, ...(perClip === undefined ? {} : { perClip }) };
  }

  #list(field: string, value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.#wrong(field, "a list", value);
    return [];
  }

  /** Returns the inputs that a criterion is about. */
  #criterion(field: string, criterion: unknown): Conditions {
    const { title, type, value } = isObject(criterion) ? criterion : {};
    if (type !== "equals") {
      this.#wrong(`${field}.type`, '"equals", the only comparison that is known', type);
      return {};
    }
    if (title === "model variant") return this.#variant(`${field}.value`, value);
    const name = typeof title === "string" ? this.#inputOf(title) : undefined;
    const input = name === undefined ? undefined : inputField(this.#spec, name);
    if (name === undefined || input === undefined) {
      const known = `"model variant", "target resolution", "with audio" or the name of an input of ${this.#spec.name}`;
      this.#wrong(`${field}.title`, known, title);
      return {};
    }
    const wanted = input.format === "uri" ? booleanOf(value) : valueOf(value, input.enum ?? []);
    if (wanted === undefined) {
      this.#wrong(`${field}.value`, `a value of ${name}`, value);
      return {};
    }
    return { [name]: input.format === "uri" ? { present: wanted === true } : wanted };
  }

  /** Returns the name of the input that a criterion's title means. */
  #inputOf(title: string): string | undefined {
    const { inputs, roles } = this.#spec;
    if (title === "target resolution") return roles.resolution;
    if (title === "with audio") return roles.audio;
    if (title === "second of output video") return roles.duration;
    const name = title.replaceAll(" ", "_");
    return Object.hasOwn(inputs, name) ? name : undefined;
  }

  #variant(field: string, value: unknown): Conditions {
    const { variants = {} } = this.#spec;
    const conditions = typeof value === "string" && Object.hasOwn(variants, value) ? variants[value] : undefined;
    if (conditions !== undefined) return conditions;
    const problem = `${formatValue(value)} is not a variant of ${this.#spec.name}`;
    this.#issues.push(unknownName(`${this.#path}.${field}`, problem, String(value), Object.keys(variants)));
    return {};
  }

  #price(field: string, price: unknown): (readonly [metric: string, amount: string])[] {
    const { metric, price: text } = isObject(price) ? price : {};
    if (metric !== "video_output_duration_seconds" && metric !== "video_output_count") {
      this.#wrong(`${field}.metric`, "video_output_duration_seconds or video_output_count", metric);
      return [];
    }
    const amount = typeof text === "string" ? /^\$((?:0|[1-9]\d*)(?:\.\d+)?)$/.exec(text)?.[1] : undefined;
    if (amount !== undefined) return [[metric, amount]];
    this.#wrong(`${field}.price`, 'dollars such as "$0.40"', text);
    return [];
  }

  #wrong(field: string, rule: string, value: unknown): void {
    this.#issues.push(wrongValue(`${this.#path}.${field}`, rule, value));
  }
}

/** Returns the value of an input that a criterion's value means: the enumeration's own spelling, and `true` of "true". */
function valueOf(value: unknown, known: readonly ModelValue[]): ModelValue | undefined {
  if (known.length > 0) {
    return known.find((one) => String(one).toLowerCase() === String(value).toLowerCase());
  }
  const flag = booleanOf(value);
  return flag ?? (typeof value === "string" || typeof value === "number" ? value : undefined);
}

function booleanOf(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}

/**
 * Compares a model's prices with those that were read from the provider's page, tier by tier.
 *
 * @returns the differences; none if each tier costs the same. Days, sources and notes are not compared.
 * @example
 * ```ts
 * import { checkPrices, MODELS } from "@vg/config";
 *
 * const [price] = MODELS["veo-2"].prices;
 * checkPrices(MODELS["veo-2"], []); // => [ { field: 'prices', ours: '$0.5 a second' } ]
 * checkPrices(MODELS["veo-2"], [price]); // => []
 * ```
 */
export function checkPrices(
  { prices }: Pick<ModelSpec, "prices">,
  published: readonly ModelSpec["prices"][number][],
): readonly ModelDifference[] {
  const ours = new Map(prices.flatMap(tiersOf));
  const theirs = new Map(published.flatMap(tiersOf));
  return deepFreeze(
    [...new Set([...ours.keys(), ...theirs.keys()])]
      .filter((tier) => ours.get(tier) !== theirs.get(tier))
      .map((tier) => differenceOf(tier, ours.get(tier), theirs.get(tier))),
  );
}

/** Returns the amounts of a price, one for each single value of its conditions. */
function tiersOf(price: ModelSpec["prices"][number]): (readonly [tier: string, amount: string])[] {
  let tiers: readonly string[] = [""];
  for (const [input, condition] of Object.entries(price.when ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const values = typeof condition === "object" && !("present" in condition) ? condition : [condition];
    tiers = tiers.flatMap((tier) =>
      values.map((value) => `${tier}${tier === "" ? "" : ", "}${input}: ${formatWanted(value)}`),
    );
  }
  return tiers.map((tier) => [tier === "" ? "prices" : `prices (${tier})`, formatAmount(price)] as const);
}

/** Writes a wanted value: a switch that is off, or a file that is not given, is `no`. */
function formatWanted(value: ModelValue | { readonly present?: boolean }): string {
  const wanted = typeof value === "object" ? value.present === true : value;
  if (typeof wanted === "boolean") return wanted ? "yes" : "no";
  return String(wanted);
}

function formatAmount(price: ModelSpec["prices"][number]): string {
  switch (price.kind) {
    case "gpu-second":
      return `$${plain(price.perSecond)} a second of ${price.hardware}`;
    case "clip":
      return `$${plain(price.perClip)} a clip`;
    case "output-second": {
      const perClip = plain(price.perClip ?? "0");
      return `$${plain(price.perSecond)} a second${perClip === "0" ? "" : ` and $${perClip} a clip`}`;
    }
    default:
      return price satisfies never;
  }
}

/** Writes an amount without zeros that say nothing. */
function plain(amount: string): string {
  return amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount;
}
