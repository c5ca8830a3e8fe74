import { ENVIRONMENTS, type MadeClip } from "@vg/config";
import type { CostJSON } from "@vg/cost";
import * as v from "valibot";
import type { AskedClip, ClipWarning, Plan, PlannedClip, PlannedImage, PlannedPrice } from "./plan.ts";

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const seconds = v.pipe(v.number(), v.minValue(0));
const decimal = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/));
const timestamp = v.pipe(v.string(), v.isoTimestamp());
const cost: v.GenericSchema<CostJSON> = v.strictObject({ amount: decimal, currency: v.literal("USD") });
const model = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.description("The name of a model, known or not to who reads the plan."),
);

const price: v.GenericSchema<PlannedPrice> = v.strictObject({
  currency: v.literal("USD"),
  baseCost: described(decimal, "Dollars per clip."),
  perSecond: described(decimal, "Dollars per second of clip."),
  asOf: v.exactOptional(described(v.string(), "The day, month or year when the price was read.")),
  source: v.exactOptional(described(v.string(), "Where the price was read.")),
  from: described(
    v.picklist(["settings", "model", "environment"]),
    "Where it is from: rates that somebody set, the model's own price, or the environment's formula, which is nobody's price.",
  ),
  model: v.exactOptional(described(model, "The model whose price it is.")),
  kind: v.exactOptional(
    described(
      v.picklist(["output-second", "clip", "gpu-second"]),
      "What a model's price counts; by gpu-second the cost is that of a run of typical length.",
    ),
  ),
  ageDays: v.exactOptional(
    described(index, "The age of the price in whole days; a month or a year counts from its end."),
  ),
  clips: described(index, "The number of clips that it prices."),
});

const budget = v.strictObject({
  withinBudget: v.boolean(),
  limit: cost,
  remaining: cost,
  overrun: cost,
  firstClipOver: described(v.nullable(index), "Position of the clip that crosses the limit, from 0."),
  affordableClips: described(index, "The number of clips, from the first on, that fit."),
});

const value = v.union([v.string(), v.number(), v.boolean()]);

const warningFields = {
  code: v.picklist([
    "duration-longer",
    "duration-shorter",
    "duration-too-long",
    "wish-adjusted",
    "wish-ignored",
    "prompt-ignored",
    "image-needed",
    "image-ignored",
    "image-unavailable",
    "price-unknown",
  ]),
  message: described(v.string(), "A sentence for a person; it names no clip."),
  field: described(
    v.picklist([
      "prompt",
      "duration",
      "image",
      "lastImage",
      "model",
      "resolution",
      "aspectRatio",
      "audio",
      "seed",
      "negativePrompt",
      "fps",
      "motionBucketId",
      "steps",
      "price",
    ]),
    "What it is about.",
  ),
  model: described(model, "The model that makes the clip."),
  asked: v.exactOptional(described(value, "The value that was asked for.")),
  made: v.exactOptional(described(value, "The value that is made instead.")),
};

const clipWarning: v.GenericSchema<ClipWarning> = v.strictObject(warningFields);

const planWarning = v.strictObject({
  ...warningFields,
  clips: described(v.array(index), "Positions of the clips that it is about, from 0, ascending."),
  alternative: v.exactOptional(
    described(
      v.strictObject({ model, total: cost }),
      "The cheapest model that can make the whole job as it is asked for, if the price is not known.",
    ),
  ),
});

const object = v.strictObject({
  bucket: v.string(),
  path: described(v.string(), "The object's key, decoded."),
});

const attempts = described(index, "Attempts in all; 0 if none was needed.");

const facts = {
  mediaType: v.exactOptional(described(v.string(), "Told from the bytes, if they were looked at.")),
  width: v.exactOptional(described(v.number(), "Pixels.")),
  height: v.exactOptional(described(v.number(), "Pixels.")),
};

const imageUrl = described(v.pipe(v.string(), v.url()), "The image's URL in the job, to prepare it again.");

const image: v.GenericSchema<PlannedImage> = v.variant("via", [
  v.pipe(
    v.strictObject({
      via: v.picklist(["signed-url", "upload"]),
      input: described(v.pipe(v.string(), v.url()), "The URL that is in the clip's input; a secret."),
      imageUrl,
      object,
      attempts,
      expiresAt: v.exactOptional(described(timestamp, "The time when the URL stops working.")),
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
      bytes: described(index, "Size in bytes."),
      ...facts,
    }),
    v.description(
      "Bytes that have to go with the prediction itself. JSON holds none: right before the prediction, call prepareImage(imageUrl, { jobId }) of @vg/image and pass its File to predictionRequest.",
    ),
  ),
  v.pipe(
    v.strictObject({ via: v.literal("not-prepared"), imageUrl, object }),
    v.description("Nobody has prepared it: call prepareImage(imageUrl, { jobId }) of @vg/image before the prediction."),
  ),
  v.pipe(
    v.strictObject({
      via: v.literal("none"),
      reason: described(v.pipe(v.string(), v.nonEmpty()), "no-image, not-taken, or why it could not be prepared."),
      problem: v.exactOptional(described(v.string(), "What is wrong with its URL in the job, if that is the reason.")),
      retryable: described(v.boolean(), "True if planning again may succeed."),
      attempts,
      object: v.exactOptional(object),
    }),
    v.description("No image."),
  ),
]);

const asked: v.GenericSchema<AskedClip> = v.strictObject({
  duration: described(seconds, "Seconds."),
  model: v.exactOptional(model),
  resolution: v.exactOptional(v.string()),
  aspectRatio: v.exactOptional(v.string()),
  audio: v.exactOptional(v.boolean()),
  seed: v.exactOptional(index),
  negativePrompt: v.exactOptional(v.string()),
  fps: v.exactOptional(v.number()),
  motionBucketId: v.exactOptional(v.number()),
  steps: v.exactOptional(v.number()),
});

const makes: v.GenericSchema<MadeClip> = v.strictObject({
  seconds,
  frames: v.exactOptional(index),
  fps: v.exactOptional(described(v.number(), "Frames per second.")),
  resolution: v.exactOptional(v.string()),
  aspectRatio: v.exactOptional(v.string()),
  audio: v.exactOptional(described(v.boolean(), "True if it has sound.")),
});

const clip: v.GenericSchema<unknown, PlannedClip> = v.strictObject({
  index: described(index, "Position in the job, from 0."),
  prompt: v.string(),
  asked: described(asked, "What somebody asked for: in the clip, in the job's defaults or in the configuration."),
  model: v.strictObject({
    name: model,
    reference: described(v.string(), "owner/name of an official model, owner/name:version of others."),
    resolved: described(
      v.boolean(),
      "False if the version is to be resolved before the prediction: pass the reference to resolveModelVersion of @vg/config.",
    ),
  }),
  run: described(
    v.union([
      v.strictObject({ model: v.pipe(v.string(), v.regex(/^[^/\s]+\/[^/\s]+$/), v.guard(isModelReference)) }),
      v.strictObject({ version: v.string() }),
    ]),
    "How the model is run: an official one by its name, others by the id of a version.",
  ),
  input: described(v.record(v.string(), v.unknown()), "What is sent, without images that are still to be prepared."),
  imageInputs: described(
    v.strictObject({ image: v.exactOptional(v.string()), lastImage: v.exactOptional(v.string()) }),
    "The names of the inputs that take the images.",
  ),
  makes: described(makes, "What the model makes of it."),
  price: described(index, "Position of the clip's price in prices, from 0."),
  cost: described(cost, "The exact cost of what is made; the clips' costs add up to the total."),
  image,
  lastImage: v.exactOptional(image),
  warnings: described(v.array(clipWarning), "What was asked for and is not made so."),
});

/** The shape of a plan; its JSON Schema is published as `@vg/plan/plan.schema.json`. */
export const planSchema: v.GenericSchema<unknown, Plan> = v.pipe(
  v.strictObject({
    format: described(v.literal("vg-plan/2"), "The shape of the plan."),
    jobId: v.string(),
    createdAt: described(timestamp, "The time when the plan was made."),
    environment: v.picklist([...ENVIRONMENTS]),
    lengths: described(v.picklist(["at-least", "nearest", "exact"]), "How the lengths of the clips were chosen."),
    prices: described(v.array(price), "The prices of the clips, each once."),
    seconds: described(
      v.strictObject({ asked: seconds, made: seconds }),
      "Seconds of all clips, as they were asked for and as they are made.",
    ),
    total: described(cost, "The exact sum of the clips' costs."),
    budget: v.exactOptional(described(budget, "The comparison with a budget: limit = total + remaining - overrun.")),
    warnings: described(v.array(planWarning), "The warnings of all clips, each once."),
    clips: v.pipe(v.array(clip), v.minLength(1)),
  }),
  v.title("A plan"),
  v.description(
    "What a job sends and makes, clip by clip, and what that costs. It holds signed URLs: whoever reads it can fetch the images.",
  ),
);

function described<const Schema extends v.GenericSchema>(schema: Schema, text: string) {
  return v.pipe(schema, v.description(text));
}

/** Always true after the pattern; only the compiler needs it. */
function isModelReference(text: string): text is `${string}/${string}` {
  return text.includes("/");
}
