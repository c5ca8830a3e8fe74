import { type CredentialOwner, findCredentialMistake, findSupabasePath, formatList } from "@vg/internal";
import * as v from "valibot";
import { type Environment, ENVIRONMENTS } from "./environment.ts";
import { formatNames, isModelName, type ModelName } from "./models/catalogue.ts";
import type { Models } from "./models/model.ts";
import { type GenerationSettings, LOG_LEVELS, type LogLevel } from "./settings.ts";

/** The rule that a value must keep, as a schema and in the words of a message. */
export interface ValueRule<T> {
  readonly schema: v.GenericSchema<unknown, T>;
  /** The allowed values in words, as they follow "must be". */
  readonly allowed: string;
  /** A value that is right. */
  readonly example: string;
  /** The names there are, if it is one of many: a message has the nearest to a wrong one. */
  readonly names?: readonly string[];
  /** Returns what a wrong value is instead, in words that show nothing of it, as they follow "not"; if it can be told. */
  readonly mistake?: (value: unknown) => string | undefined;
  /** True if a message must not show the value. */
  readonly secret?: true;
}

/** One of the environments. */
export const environmentRule: ValueRule<Environment> = {
  schema: v.picklist(ENVIRONMENTS),
  allowed: formatList(ENVIRONMENTS),
  example: "production",
  names: ENVIRONMENTS,
};

/** A rule for the name of one of the models. */
export function modelRule(models: Models): ValueRule<ModelName> {
  const names = Object.keys(models);
  return {
    schema: v.custom<ModelName>((value) => isModelName(value, models)),
    allowed: formatNames(names),
    example: "svd",
    names,
  };
}

/** A full version id, the beginning of one, or `latest`. */
export const modelVersionRule: ValueRule<string> = {
  schema: v.pipe(v.string(), v.regex(/^([0-9a-f]{1,64}|latest)$/)),
  allowed: "a version id of 64 lower-case hex digits, the beginning of one, or latest",
  example: "latest",
};

const side = v.pipe(v.string(), v.regex(/^[1-9]\d{1,3}$/), v.transform(Number), v.minValue(16), v.maxValue(4096));
const sides = v.pipe(
  v.string(),
  v.transform((text) => text.split("x")),
  v.strictTuple([side, side]),
  v.transform(([width, height]): GenerationSettings["resolution"] => `${width}x${height}`),
);

/** A width and a height in pixels. */
export const resolutionRule: ValueRule<GenerationSettings["resolution"]> = {
  schema: sides,
  allowed: "WIDTHxHEIGHT in pixels, each from 16 to 4096",
  example: "1024x576",
};

/** The longest clip. */
export const secondsRule: ValueRule<number> = {
  schema: v.pipe(decimalNumber(), v.gtValue(0), v.maxValue(60)),
  allowed: "a number of seconds above 0 and at most 60",
  example: "8",
};

/** Dollars, exact, so text and never a number; what `@vg/cost` reads, a test there holds the two together. */
export const moneyRule: ValueRule<string> = {
  schema: v.pipe(v.string(), v.regex(/^(0|[1-9]\d*)(\.\d+)?$/)),
  allowed: "a non-negative decimal of dollars without leading zeros",
  example: "0.10",
};

/** The one currency there is. */
export const currencyRule: ValueRule<"USD"> = { schema: v.literal("USD"), allowed: "USD", example: "USD" };

/** A rule for any text that says something. */
export function textRule(example: string): ValueRule<string> {
  return { schema: v.pipe(v.string(), v.nonEmpty()), allowed: "a text", example };
}

/** One of the log levels. */
export const logLevelRule: ValueRule<LogLevel> = {
  schema: v.picklist(LOG_LEVELS),
  allowed: formatList(LOG_LEVELS),
  example: "info",
};

/** A server; never shown in a message, because a key can be put here by mistake, and a URL can contain a password. */
const urlRule: ValueRule<string> = {
  schema: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/), v.check(isPlainHttpUrl)),
  allowed: "an http or https URL without user, password, query and fragment",
  example: "https://abcdefghijklmnopqrst.supabase.co",
  secret: true,
};

/** The address of an API. */
export const baseUrlRule: ValueRule<string> = {
  ...urlRule,
  schema: v.pipe(
    urlRule.schema,
    v.transform((url) => url.replace(/\/+$/, "")),
  ),
  example: "https://api.replicate.com/v1",
};

/** Servers, in a variable separated by commas; like every URL never shown in a message. */
export const originsRule: ValueRule<readonly string[]> = {
  schema: v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === "string" ? value.split(",").map((origin) => origin.trim()) : value)),
    v.array(v.pipe(urlRule.schema, v.check(isOrigin))),
  ),
  allowed: "servers such as https://images.example.com, without a path, separated by commas",
  example: "https://images.example.com",
  secret: true,
};

/** A rule for a key or a token, which a header can carry. */
export function secretRule(owner: CredentialOwner): ValueRule<string> {
  const mistake = (value: unknown): string | undefined =>
    typeof value === "string" ? findCredentialMistake(value, owner) : undefined;
  return {
    schema: v.pipe(
      v.string(),
      v.regex(/^[\x21-\x7e]+$/),
      v.check((text) => mistake(text) === undefined),
    ),
    allowed: "one line of visible ASCII characters without spaces",
    example: "the value as the provider shows it, without quotes",
    mistake,
    secret: true,
  };
}

/** The URL of a Supabase project, without the path of one of its interfaces. */
export const projectUrlRule: ValueRule<string> = {
  ...urlRule,
  schema: v.pipe(
    urlRule.schema,
    v.check((url) => projectUrlMistake(url) === undefined),
  ),
  mistake: (value) => (typeof value === "string" ? projectUrlMistake(value) : undefined),
};

function projectUrlMistake(url: string): string | undefined {
  const path = findSupabasePath(url);
  if (path !== undefined) return `one with the path ${path}, which clients add by themselves`;
  if (/^https?:\/\/(?:app\.)?supabase\.(?:com|io)(?:\/|$)/i.test(url)) return "the address of the dashboard";
  if (/^postgres(?:ql)?:/i.test(url)) return "the address of the project's database";
  return /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/?$/.test(url) ? "one without https:// before it" : undefined;
}

/** A rule for whole numbers in a range, its ends included. */
export function wholeNumberRule(min: number, max: number, example: number): ValueRule<number> {
  return {
    schema: v.pipe(decimalNumber(), v.safeInteger(), v.minValue(min), v.maxValue(max)),
    allowed: `a whole number from ${min} to ${max}`,
    example: String(example),
  };
}

/** Returns whether a value keeps the rule. */
export function passes<T>(rule: ValueRule<T>, value: unknown): boolean {
  return v.is(rule.schema, value);
}

function decimalNumber(): v.GenericSchema<unknown, number> {
  return v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,20}(\.\d{1,20})?$/), v.transform(Number))]);
}

function isOrigin(text: string): boolean {
  return URL.parse(text)?.pathname === "/";
}

function isPlainHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    /^https?:\/\/[^/]/i.test(text) &&
    !/[\\@?#]/.test(text)
  );
}
