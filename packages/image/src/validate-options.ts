import { type CredentialOwner, findCredentialMistake, findSupabasePath, formatList, formatValue } from "@vg/internal";
import * as v from "valibot";
import { type ImageOptionIssue, ImageOptionsError } from "./errors.ts";
import type { TimeSource } from "./http/deadline.ts";
import { createDefaultLogger, type Logger, safeLogger } from "./logger.ts";
import type { CallOptions, ImageHandlerOptions } from "./options.ts";
import type { ImageStrategy } from "./outcome.ts";

/** The checked options, with every default in place. */
export interface ValidatedOptions extends TimeSource {
  readonly supabase: { readonly url: string; readonly serviceRoleKey: string };
  /** The token is empty if there is none, and then no strategy needs it. */
  readonly replicate: { readonly token: string; readonly baseUrl: string };
  readonly strategies: readonly ImageStrategy[];
  readonly signedUrlTtl: number;
  readonly attempts: number;
  readonly baseDelay: number;
  readonly maxRetryAfter: number;
  readonly attemptTimeout: number;
  readonly totalTimeout: number;
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly concurrency: number;
  readonly inspect: "none" | "probe";
  readonly trustedOrigins: readonly string[];
  readonly logger: Logger;
  readonly fetch: typeof fetch;
  /** Returns whether `fetch` is Node's own, which keeps nothing of what it has sent; another one may. */
  readonly isNodeFetch: () => boolean;
}

const NODE_FETCH = globalThis.fetch;
const MAX_TIMER = 2_147_483_647;
const REPLICATE = "https://api.replicate.com/v1";

const Secret = v.pipe(
  v.string("must be a text"),
  v.regex(
    /^[\x21-\x7e]+$/,
    "must not be empty and must hold neither spaces nor line breaks nor anything that is not ASCII",
  ),
  v.check((text) => !/^["'`]|["'`]$/.test(text), "must have no quotes around it"),
);
const ServiceKey = credential(
  "supabase",
  "a secret key (sb_secret_...) or the service_role key",
  "both are in the dashboard's Settings, API Keys",
);
const ReplicateToken = credential(
  "replicate",
  "an API token (r8_...)",
  "it is on replicate.com under Account, API tokens",
);
const Server = v.pipe(
  v.string("must be a text"),
  v.check(isServerUrl, "must be an http or https URL without white space, user, query and fragment"),
  v.check(
    (url) => findSupabasePath(url) === undefined,
    ({ input }) => `must be the project's URL, without ${findSupabasePath(input)}`,
  ),
  v.transform(normaliseServer),
);
const Supabase = v.object({ url: Server, serviceRoleKey: ServiceKey }, "must be { url, serviceRoleKey }");
const Replicate = v.object(
  { token: ReplicateToken, baseUrl: v.optional(Server, REPLICATE) },
  "must be { token, baseUrl? }",
);
const Strategies = v.pipe(
  v.array(choice(["signed-url", "upload", "file"]), not("must be a list")),
  v.nonEmpty("must name at least one strategy"),
  v.check((list) => new Set(list).size === list.length, "must name each strategy only once"),
);

const Options = v.object(
  {
    supabase: Supabase,
    replicate: v.optional(Replicate),
    strategies: v.optional(Strategies),
    signedUrlTtl: v.optional(whole("seconds", 1, 31_536_000), 3600),
    attempts: v.optional(whole("attempts", 1, 10), 3),
    baseDelay: v.optional(whole("milliseconds", 0, MAX_TIMER), 2000),
    maxRetryAfter: v.optional(whole("milliseconds", 0, MAX_TIMER), 20_000),
    attemptTimeout: v.optional(whole("milliseconds", 1, MAX_TIMER), 30_000),
    totalTimeout: v.optional(whole("milliseconds", 1, MAX_TIMER), 120_000),
    maxBytes: v.optional(whole("bytes", 1, 100_000_000), 20_000_000),
    maxPixels: v.optional(whole("pixels", 1, Number.MAX_SAFE_INTEGER), 64_000_000),
    concurrency: v.optional(whole("images", 1, 1000), 8),
    inspect: v.optional(choice(["none", "probe"]), "none"),
    trustedOrigins: v.optional(v.array(Server, not("must be a list")), []),
    logger: v.optional(v.custom<Logger>(isLogger, "must be an object with debug, info, warn and error")),
    logLevel: v.optional(choice(["error", "warn", "info", "debug"]), "info"),
    fetch: v.optional(v.custom<typeof fetch>(isFunction, not("must be a function"))),
  },
  "must be given: createImageHandler({ supabase: { url, serviceRoleKey } })",
);

const WithoutReplicate = v.object({ strategies: v.array(v.unknown()), replicate: v.optional(v.undefined()) });

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {@link ImageOptionsError} with everything that is wrong.
 */
export function validateOptions(options: ImageHandlerOptions, time: TimeSource): ValidatedOptions {
  const parsed = v.safeParse(Options, options);
  const issues = [...(parsed.issues ?? []).map(optionIssue), ...missingReplicate(options)];
  if (!parsed.success || issues.length > 0) throw new ImageOptionsError(issues);
  const { logLevel, logger = createDefaultLogger(logLevel), replicate, fetch: given, ...rest } = parsed.output;
  const strategies = rest.strategies ?? defaultStrategies(replicate !== undefined);
  return {
    ...rest,
    replicate: replicate ?? { token: "", baseUrl: REPLICATE },
    strategies,
    logger: safeLogger(logger),
    // Looked up at each call, so that a global one that is replaced later is used.
    fetch: given ?? ((...request) => fetch(...request)),
    isNodeFetch: () => given === undefined && globalThis.fetch === NODE_FETCH,
    ...time,
  };
}

function defaultStrategies(canUpload: boolean): ImageStrategy[] {
  return canUpload ? ["signed-url", "upload", "file"] : ["signed-url", "file"];
}

/** Checked by itself, so that it is reported together with all other issues. */
function missingReplicate(options: unknown): ImageOptionIssue[] {
  if (!v.is(WithoutReplicate, options) || !options.strategies.includes("upload")) return [];
  return [{ option: "replicate", message: `${MISSING}, but the strategy "upload" needs its token` }];
}

/** Creates the schema of a key or token; the first thing that is wrong with it is enough. */
function credential(owner: CredentialOwner, what: string, place: string): v.GenericSchema<unknown, string> {
  const isRight = v.check<string, (issue: v.CheckIssue<string>) => string>(
    (text) => findCredentialMistake(text, owner) === undefined,
    ({ input }) => `must be ${what}, not ${findCredentialMistake(input, owner)}; ${place}`,
  );
  return v.config(v.pipe(Secret, isRight), { abortPipeEarly: true });
}

/** Returns the message of a rule with the wrong value in it; not for values that are secrets. */
function not(rule: string): (issue: { readonly input: unknown }) => string {
  return ({ input }) => `${rule}, not ${formatValue(input)}`;
}

function whole(unit: string, min: number, max: number): v.GenericSchema<number> {
  const isInRange = (value: unknown): boolean =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max;
  return v.custom<number>(isInRange, not(`must be a whole number of ${unit} from ${min} to ${max}`));
}

function choice<const T extends readonly string[]>(values: T): v.GenericSchema<T[number]> {
  return v.picklist(values, not(`must be ${formatList(values)}`));
}

/** Returns the URL as a client spells it in its requests, without a slash at the end. */
function normaliseServer(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}

/** Stricter than the parser of URLs, which drops white space and takes a backslash for a slash. */
function isServerUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username + password === "" && !/[?#]/.test(text);
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function isLogger(value: unknown): boolean {
  return hasFunctions(value, ["debug", "info", "warn", "error"]);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => name in value && isFunction(Reflect.get(value, name)));
}

const Call = v.object(
  {
    jobId: v.string(not("must be a text")),
    signal: v.optional(v.instance(AbortSignal, not("must be an AbortSignal"))),
  },
  "must be given: { jobId }",
);

/**
 * Checks the options of a call.
 *
 * @throws {@link ImageOptionsError} with everything that is wrong.
 */
export function validateCallOptions(options: CallOptions): CallOptions {
  const checked = v.safeParse(Call, options);
  if (!checked.success) throw new ImageOptionsError(checked.issues.map(optionIssue));
  return checked.output;
}

/** The message of a missing option. */
const MISSING = "is missing";

/** The parts of a configuration of `@vg/config` keep their secrets to themselves when they are copied. */
const COPIED = `${MISSING}; a copy of a part of a Config has no secret, so pass the part itself`;

/** Returns a validator's issue by the name of the option; an issue of all of them is one of `options`. */
function optionIssue(issue: v.BaseIssue<unknown>): ImageOptionIssue {
  const option = v.getDotPath(issue);
  if (option === null) return { option: "options", message: issue.message };
  return { option, message: issue.received === "undefined" ? missingMessage(option) : issue.message };
}

function missingMessage(option: string): string {
  return option === "supabase.serviceRoleKey" || option === "replicate.token" ? COPIED : MISSING;
}
