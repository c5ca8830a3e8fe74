import { ENVIRONMENTS, type ModelName, MODELS, parseModelName } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import type { StorageObject } from "@vg/image";
import * as v from "valibot";
import { clipLengthSchema } from "../job/job.ts";
import type { Plan, PlannedBudget, PlannedClip, PlannedImage, PlannedPrice, PlanWarning } from "./plan.ts";

/** Not a plan, or a plan of another format. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  /** What is wrong: the field's path and the rule, one for each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`This is no plan of the format vg-plan/1; make one with \`vg plan --out\`:\n${problems.join("\n")}`);
    this.problems = Object.freeze([...problems]);
  }
}

/**
 * The plan in a parsed plan.json, for whoever runs it.
 *
 * @throws {@link PlanError} that names every field which is wrong; never with a value, which may be a signed URL.
 * @example
 * ```ts
 * import { parsePlan } from "@vg/cli";
 *
 * parsePlan({ format: "vg-plan/2" }); // throws PlanError: This is no plan of the format vg-plan/1
 * ```
 */
export function parsePlan(value: unknown): Plan {
  const parsed = v.safeParse(planSchema, value);
  if (parsed.success) return parsed.output;
  throw new PlanError(
    parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "plan"}: expected ${issue.expected ?? issue.type}`),
  );
}

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const count = index;

const decimal = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/));

const cost: v.GenericSchema<CostJSON> = v.strictObject({ amount: decimal, currency: v.literal("USD") });

const modelName: v.GenericSchema<ModelName> = v.picklist(Object.keys(MODELS).map(parseModelName));

const price: v.GenericSchema<PlannedPrice> = v.strictObject({
  currency: v.literal("USD"),
  baseCost: described(decimal, "Dollars per clip."),
  perSecond: described(decimal, "Dollars per second of clip."),
  asOf: v.exactOptional(described(v.string(), "When the price was read: a day, a month or a year.")),
  source: v.exactOptional(described(v.string(), "Where the price was read.")),
  from: described(
    v.picklist(["settings", "catalogue", "environment"]),
    "Whether somebody set the rates, a model's price in the catalogue gave them, or the environment's formula did.",
  ),
  model: v.exactOptional(described(modelName, "The model whose price it is, where it is one's.")),
  ageDays: v.exactOptional(described(count, "How old the price is in days; a month or a year counts from its end.")),
  clips: described(count, "How many clips it prices."),
});

const budget: v.GenericSchema<PlannedBudget> = v.strictObject({
  withinBudget: v.boolean(),
  limit: cost,
  remaining: cost,
  overrun: cost,
  firstClipOver: described(v.nullable(index), "Position of the clip that crosses the limit, from 0."),
  affordableClips: described(count, "How many clips, from the first on, fit."),
  atNearestLengths: v.exactOptional(
    described(
      v.strictObject({ total: cost, withinBudget: v.boolean() }),
      "The same at the nearest lengths that the models make, where a clip has a length that its model does not make.",
    ),
  ),
});

const warning: v.GenericSchema<PlanWarning> = v.strictObject({
  code: v.picklist([
    "duration-impossible",
    "duration-too-long",
    "setting-impossible",
    "setting-ignored",
    "prompt-ignored",
    "image-needed",
    "image-ignored",
    "image-unavailable",
    "price-unknown",
  ]),
  message: described(v.string(), "A sentence for a person."),
  nearest: v.exactOptional(described(v.union([v.number(), v.string()]), "The nearest value that is possible.")),
  nearestCost: v.exactOptional(described(cost, "What the clip costs with that value, where it costs something else.")),
});

const object: v.GenericSchema<StorageObject> = v.strictObject({
  bucket: v.string(),
  path: v.pipe(v.string(), v.description("The object's key, decoded.")),
});

const attempts = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.description("Attempts in all; 0 where none was needed."),
);

const facts = {
  mediaType: v.exactOptional(v.pipe(v.string(), v.description("Told from the bytes, where they were looked at."))),
  width: v.exactOptional(v.pipe(v.number(), v.description("Pixels."))),
  height: v.exactOptional(v.pipe(v.number(), v.description("Pixels."))),
};

const imageUrl = v.pipe(v.string(), v.url());

/** The shape of what a clip's model gets as its image; `via` tells which. */
const plannedImageSchema: v.GenericSchema<PlannedImage> = v.variant("via", [
  v.pipe(
    v.strictObject({
      via: v.picklist(["signed-url", "upload"]),
      input: v.pipe(v.string(), v.url(), v.description("Goes into the prediction's input as it stands; a secret.")),
      object,
      attempts,
      expiresAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp(), v.description("When the URL stops to work."))),
      ...facts,
    }),
    v.description("A URL that the model fetches; an uploaded one works in the same account's predictions only."),
  ),
  v.pipe(
    v.strictObject({
      via: v.literal("file"),
      imageUrl,
      object,
      attempts,
      name: v.string(),
      bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.description("Size in bytes.")),
      ...facts,
    }),
    v.description(
      "Bytes that have to go with the prediction itself. JSON holds none: right before the prediction, call prepareImage(imageUrl, { jobId }) of @vg/image and pass the File that it gives.",
    ),
  ),
  v.pipe(
    v.strictObject({ via: v.literal("not-prepared"), imageUrl, object }),
    v.description(
      "Nobody has looked at it (--no-images): call prepareImage(imageUrl, { jobId }) of @vg/image before the prediction.",
    ),
  ),
  v.pipe(
    v.strictObject({
      via: v.literal("none"),
      reason: v.picklist([
        "no-image",
        "not-taken",
        "invalid-url",
        "untrusted-origin",
        "unsafe-path",
        "not-found",
        "forbidden",
        "rate-limited",
        "server-error",
        "network",
        "timeout",
        "redirect",
        "bad-response",
        "too-large",
        "unsupported-type",
        "truncated",
        "empty",
        "url-not-public",
        "upload-failed",
      ]),
      retryable: v.pipe(v.boolean(), v.description("Whether planning again may succeed.")),
      attempts,
      object: v.exactOptional(object),
    }),
    v.description("No image: the clip is made from its prompt alone. reason says why."),
  ),
]);

const clip: v.GenericSchema<unknown, PlannedClip> = v.strictObject({
  index: described(index, "Position in the job, from 0."),
  prompt: v.string(),
  duration: described(clipLengthSchema, "Seconds, as asked for."),
  model: v.strictObject({
    name: modelName,
    reference: described(v.string(), "owner/name:version, as the provider takes it once it is resolved."),
    resolved: described(
      v.boolean(),
      "Whether the version is a full id; where it is not, pass the reference to resolveModelVersion of @vg/config first.",
    ),
  }),
  settings: v.strictObject({
    resolution: v.pipe(v.string(), v.regex(/^\d+x\d+$/), v.guard(isResolution)),
    fps: v.number(),
    motionBucketId: v.number(),
    steps: v.number(),
    maxDuration: v.number(),
  }),
  cost: described(cost, "Exact; the clips' costs add up to the total."),
  image: plannedImageSchema,
  warnings: described(v.array(warning), "What the model cannot do or will ignore."),
});

/** The shape of a plan; its JSON Schema is published as `@vg/cli/plan.schema.json`. */
export const planSchema: v.GenericSchema<unknown, Plan> = v.pipe(
  v.strictObject({
    format: described(v.literal("vg-plan/1"), "The shape of this plan."),
    jobId: v.string(),
    createdAt: described(
      v.pipe(v.string(), v.isoTimestamp()),
      "When the plan was made; signed URLs live from then on.",
    ),
    environment: v.picklist([...ENVIRONMENTS]),
    prices: described(v.array(price), "What the clips' costs were made from, each once."),
    totalDuration: described(v.number(), "Seconds of all clips."),
    total: described(cost, "The exact sum of the clips' costs."),
    budget: v.exactOptional(described(budget, "The comparison with a budget: limit = total + remaining - overrun.")),
    clips: v.pipe(v.array(clip), v.minLength(1)),
  }),
  v.title("A plan of vg"),
  v.description(
    "What a job will run, clip by clip, what that will cost, and what each model gets as its image. It holds signed URLs: whoever reads it can fetch the images.",
  ),
);

function described<T>(schema: v.GenericSchema<T>, text: string): v.GenericSchema<T> {
  return v.pipe(schema, v.description(text));
}

/** Always so after the pattern; this only tells the compiler. */
function isResolution(text: string): text is `${number}x${number}` {
  return text.includes("x");
}
