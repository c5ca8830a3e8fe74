import { ENVIRONMENTS, type ModelName, MODELS, parseModelName } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import * as v from "valibot";
import { plannedImageSchema } from "./planned-image-schema.ts";
import { clipLengthSchema } from "../job/clip-length.ts";
import type { Plan, PlannedBudget, PlannedClip, PlannedPrice } from "./plan.ts";
import type { PlanWarning } from "./plan-warning.ts";

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
