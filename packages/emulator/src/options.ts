import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { type GivenModels, validateModels } from "./replicate/models/validate-model.ts";
import { type Pace, PACE_FIELDS } from "./replicate/predictions/prediction-script.ts";
import { formatSecret, objectOf, validateObject, wholeNumber, withRule } from "./validation.ts";

/** The options of an emulator. */
export interface EmulatorOptions {
  /**
   * The port on 127.0.0.1, 0 to 65535; 0 takes a free one.
   *
   * @default 0
   */
  readonly port?: number;
  /**
   * Returns the time in milliseconds since 1970; tokens, keys and files expire by it, and `Date` headers show it.
   *
   * @default Date.now
   */
  readonly clock?: () => number;
  /**
   * Milliseconds of real time that every request waits before anything happens, at least 0.
   *
   * @default 0
   */
  readonly latency?: number;
  /**
   * A path before `/storage/v1`, such as the `"/backend"` of a self-hosted Supabase.
   *
   * @default ""
   */
  readonly supabasePath?: string;
  /**
   * The secret that signs keys and tokens, at least 32 characters; one secret always gives the same keys.
   *
   * @default a random one
   */
  readonly jwtSecret?: string;
  /**
   * False if Supabase refuses the keys of the old kind, `serviceRoleKey` and `anonKey`, as a project does that has switched
   * them off.
   *
   * @default true
   */
  readonly legacyKeys?: boolean;
  /**
   * The only token that Replicate accepts.
   *
   * @default a random one, `r8_` and 37 characters
   */
  readonly replicateToken?: string;
  /**
   * The models of Replicate, by any names or in a list; `MODELS` of `@vg/config` are such models.
   *
   * @default []
   */
  readonly models?: GivenModels;
  /**
   * The time that predictions take, by the emulator's clock; `at-once` for no time at all.
   *
   * @default { startsAfter: 200, runsFor: 800 }
   */
  readonly pace?: Pace | "at-once";
  /**
   * `refuse` if a prediction with an input that the model's schema does not have is answered with 422; Replicate ignores
   * such inputs.
   *
   * @default "ignore"
   */
  readonly unknownInputs?: "ignore" | "refuse";
  /**
   * The secret that signs webhooks: `whsec_` and at least 24 bytes in base64.
   *
   * @default a random one
   */
  readonly webhookSecret?: string;
  /**
   * Versions on one page of a model's list, at least 1.
   *
   * @default 100
   */
  readonly maxVersionsPerPage?: number;
  /**
   * The largest object that may be uploaded to Supabase, in bytes; `putObject` takes any.
   *
   * @default 52_428_800
   */
  readonly maxObjectBytes?: number;
  /**
   * The largest file that Replicate takes, in bytes.
   *
   * @default 100_000_000
   */
  readonly maxFileBytes?: number;
  /**
   * The number of requests that the log keeps, the newest ones; at least 0.
   *
   * @default 100_000
   */
  readonly maxRequests?: number;
}

/** The options, completed with their defaults. */
export type EmulatorSettings = Required<EmulatorOptions>;

/**
 * Validates the options and adds the defaults; an option that is undefined counts as left out.
 *
 * @throws {@link EmulatorError} that names the invalid option.
 */
export function validateOptions(options: EmulatorOptions): EmulatorSettings {
  const settings = validateObject("options", OPTIONS, options);
  validateModels(settings.models);
  return settings;
}

/** The last millisecond of a valid `Date`. */
const LAST_DATE = 8_640_000_000_000_000;

const PACE = withRule(
  'be "at-once", or startsAfter and runsFor in milliseconds from 0 up',
  v.custom<Pace | "at-once">((value) => v.is(v.union([v.literal("at-once"), v.strictObject(PACE_FIELDS)]), value)),
);

const OPTIONS = objectOf("options", {
  port: v.optional(wholeNumber(0, 65_535), 0),
  clock: v.optional(
    withRule("be a function that returns the milliseconds since 1970", v.custom<() => number>(isClock)),
    () => () => Date.now(),
  ),
  latency: v.optional(wholeNumber(0, 2 ** 31 - 1), 0),
  supabasePath: v.optional(withRule('be empty or like "/backend"', v.pipe(v.string(), v.regex(/^(\/[\w.-]+)*$/))), ""),
  jwtSecret: v.optional(
    withRule("have at least 32 characters", v.pipe(v.string(), v.minLength(32)), formatSecret),
    () => randomBytes(32).toString("hex"),
  ),
  legacyKeys: v.optional(withRule("be true or false", v.boolean()), true),
  replicateToken: v.optional(
    withRule(
      "be a text of ASCII characters without spaces, not empty",
      v.pipe(v.string(), v.regex(/^[!-~]+$/)),
      formatSecret,
    ),
    () => `r8_${randomBytes(28).toString("base64url").replaceAll(/[-_]/g, "0").slice(0, 37)}`,
  ),
  models: v.optional(
    withRule(
      "be models by their names, or a list of them",
      v.custom<GivenModels>((value) => typeof value === "object" && value !== null),
    ),
    [],
  ),
  pace: v.optional(PACE, {}),
  unknownInputs: v.optional(withRule('be "ignore" or "refuse"', v.picklist(["ignore", "refuse"])), "ignore"),
  webhookSecret: v.optional(
    withRule(
      "be whsec_ and at least 24 bytes in base64",
      v.pipe(v.string(), v.regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)),
      formatSecret,
    ),
    () => `whsec_${randomBytes(24).toString("base64")}`,
  ),
  maxVersionsPerPage: v.optional(wholeNumber(1), 100),
  maxObjectBytes: v.optional(wholeNumber(0), 52_428_800),
  maxFileBytes: v.optional(wholeNumber(0), 100_000_000),
  maxRequests: v.optional(wholeNumber(0), 100_000),
});

function isClock(value: unknown): boolean {
  if (typeof value !== "function") return false;
  const now: unknown = value();
  return typeof now === "number" && Math.abs(now) <= LAST_DATE;
}
