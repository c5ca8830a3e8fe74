import { closestName, formatList } from "@vg/internal";
import { ConfigError, validateOptions, wrongArgument } from "../../errors.ts";
import type { CostRates } from "../../rates.ts";
import { getModel, type ModelName, MODELS } from "../catalogue.ts";
import { type ClipLength } from "../lengths.ts";
import { inputField, isGiven, isPresence, misfit, wantedValues } from "../fields.ts";
import type { Models, ModelSpec, Price } from "../model.ts";
import { requireModel } from "../own/define-models.ts";
import { formatRatio, parseSize } from "../sizes.ts";
import { type CompiledModel, compileModel, type ModelRun } from "./compile.ts";
import { allMeet, brokenNeed, type Draft, isBroken, isExtra, setInput, wishError } from "./draft.ts";
import { decideGiven } from "./given.ts";
import { decideLength, decideRate, type Lengths } from "./length.ts";
import { madeSize, noteResolution, resolutionCandidates } from "./resolution.ts";
import { decideShape, madeShape } from "./shape.ts";
import { type ClipWish, validateWish, type WishField } from "./wish.ts";

/** The options of making an input from a wish. */
export interface ModelInputOptions {
  /**
   * The models to choose from, such as `config.models`.
   *
   * @default MODELS
   */
  readonly models?: Models | undefined;
  /**
   * Which length to make if the model does not make the wished one: the shortest that is not shorter, or the longest
   * there is (`at-least`); the nearest (`nearest`); none, which is an error (`exact`).
   *
   * @default "at-least"
   */
  readonly lengths?: Lengths | undefined;
}

/** A wish that a model cannot keep. */
export interface Adjustment {
  /** The field of the wish. */
  readonly field: WishField;
  /** The value that was wished for. */
  readonly asked: unknown;
  /** The value that is made; `undefined` if the model cannot be told, or does it itself. */
  readonly made: unknown;
  /** Why, in a sentence without its end. */
  readonly reason: string;
}

/** The clip that an input makes; what only the model knows is absent. */
export interface MadeClip {
  /** The length in seconds, which is what is billed. */
  readonly seconds: number;
  /** The number of frames, if the model is asked for frames. */
  readonly frames?: number;
  /** Frames per second. */
  readonly fps?: number;
  /** The resolution as people write it: `1080p`, `1280x720`. */
  readonly resolution?: string;
  /** The shape as people write it: `16:9`. */
  readonly aspectRatio?: string;
  /** True if it has sound. */
  readonly audio?: boolean;
}

/** The input that a model is sent for a wish, and the clip that it makes of it. */
export interface ModelInput {
  /** The model or version that runs; spread it into `replicate.predictions.create({ ...run, input })`. */
  readonly run: ModelRun;
  /** The inputs as the model's schema has them. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly makes: MadeClip;
  /** The price of what is made; absent if it is not known. */
  readonly price?: Price;
  /** The rates that the price comes to; `undefined` if it is not known. */
  readonly rates: CostRates | undefined;
  /** The wishes that are not kept. */
  readonly adjustments: readonly Adjustment[];
}

/**
 * Makes a model's input from a wish: spelled as the model spells it, with nothing that its schema does not have.
 *
 * A wish that the model cannot keep is an adjustment; one that would make another clip than the wished one is an error.
 * First come images and texts, then the resolution, shape and rate, and the length is one that goes with them.
 *
 * @param model - A model's name, or a model.
 * @throws {@link ConfigError} with the field, if the model is unknown, a wish is wrong, something is missing without which
 * the model does not run, or `lengths` is `exact` and it does not make the length.
 * @example
 * ```ts
 * import { modelInput } from "@vg/config";
 *
 * const { run, input, makes, rates, adjustments } = modelInput("veo-3.1-lite", {
 *   prompt: "a fox",
 *   duration: 5,
 *   resolution: "1920x1080",
 * });
 * run; // => { model: 'google/veo-3.1-lite' }
 * input; // => { prompt: 'a fox', resolution: '1080p', aspect_ratio: '16:9', duration: 8 }
 * makes; // => { seconds: 8, resolution: '1080p', aspectRatio: '16:9' }
 * rates?.perSecond; // => '0.08'
 * adjustments[0]; // => { field: 'duration', asked: 5, made: 8, reason: 'its 1080p clips are 8 s long' }
 * ```
 */
export function modelInput(model: ModelName | ModelSpec, wish: ClipWish, options: ModelInputOptions = {}): ModelInput {
  const { models = MODELS, lengths = "at-least" } = validateOptions(options);
  if (!isLengths(lengths)) throw wrongArgument("lengths", "at-least, nearest or exact", lengths);
  const spec = typeof model === "object" ? model : getModel(model, models);
  requireModel(spec, "model");
  const compiled = compileModel(spec);
  const draft: Draft = {
    name: typeof model === "string" ? model : spec.name,
    model: compiled,
    wish: validateWish(wish),
    input: {},
    extra: wish.extra ?? {},
    issues: [],
    reasons: {},
  };
  setExtra(draft);
  decideGiven(draft);
  if (draft.issues.length > 0) throw new ConfigError(draft.issues);
  const length = decidePicture(draft, lengths);
  setOthers(draft);
  return finish(draft, length);
}

function isLengths(value: unknown): value is Lengths {
  return value === "at-least" || value === "nearest" || value === "exact";
}

/** Sets the inputs that are given by their own names. */
function setExtra(draft: Draft): void {
  const { model, extra, issues, name: modelName } = draft;
  for (const [name, value] of Object.entries(extra)) {
    const field = inputField(model.spec, name);
    const variable = `wish.extra.${name}`;
    if (field === undefined) issues.push({ variable, message: unknownInput(modelName, name, model) });
    else {
      const wrong = misfit(field, value);
      if (wrong !== undefined) issues.push({ variable, message: `must be ${wrong}` });
      setInput(draft, name, value);
    }
  }
}

function unknownInput(modelName: string, name: string, { spec }: CompiledModel): string {
  const inputs = Object.keys(spec.inputs);
  const closest = closestName(name, inputs);
  const hint = closest === undefined ? `it has ${formatList(inputs, "and")}` : `did you mean ${closest}?`;
  return `is not an input of ${modelName}; ${hint}`;
}

/** Decides resolution, shape, rate and length: the first resolution, from the wished one on, that the rules leave. */
function decidePicture(draft: Draft, lengths: Lengths): ClipLength {
  const slot = draft.model.slots.resolution;
  let reason: string | undefined;
  for (const candidate of resolutionCandidates(draft)) {
    if (slot !== undefined) setInput(draft, slot.name, candidate);
    const outcome =
      brokenNeed(draft, "resolution") ?? decideShape(draft) ?? decideRate(draft) ?? decideLength(draft, lengths);
    if ("seconds" in outcome) {
      noteResolution(draft, reason);
      return outcome;
    }
    reason ??= outcome.reason;
  }
  const field = draft.wish.resolution === undefined ? "duration" : "resolution";
  throw wishError(field, `is not possible with the other wishes; ${reason ?? `${draft.name} makes no clip`}`);
}

/** Sets the inputs that play no role: those that a rule asks for, and those that the price depends on. */
function setOthers(draft: Draft): void {
  const { model, input, name } = draft;
  for (const need of model.otherNeeds) {
    if (!isBroken(draft, need)) continue;
    const [value] = wantedValues(need.condition);
    if (value === undefined || isExtra(draft, need.input)) {
      const wanted = isPresence(need.condition) && need.condition.present ? "is missing" : "does not go with the rest";
      throw wishError(`extra.${need.input}`, `${wanted}; ${need.reason}`);
    }
    setInput(draft, need.input, value);
  }
  for (const [priced, usual] of model.priced) if (!Object.hasOwn(input, priced)) setInput(draft, priced, usual);
  for (const required of model.required) {
    if (!isGiven(input[required])) throw wishError(`extra.${required}`, `is missing; ${name} does not run without it`);
  }
}

function finish(draft: Draft, length: ClipLength): ModelInput {
  const { model, input } = draft;
  const makes = madeClip(draft, length);
  const adjustments = adjustmentsOf(draft, makes);
  const priced = model.prices.find(({ when }) => allMeet(draft, when));
  const { run } = model;
  Object.freeze(input);
  return Object.freeze(
    priced === undefined
      ? { run, input, makes, rates: undefined, adjustments }
      : { run, input, makes, price: priced.price, rates: priced.rates, adjustments },
  );
}

function madeClip(draft: Draft, { seconds, frames, fps }: ClipLength): MadeClip {
  const { model, input } = draft;
  const { fps: rate, audio } = model.slots;
  const makes: { -readonly [K in keyof MadeClip]: MadeClip[K] } = { seconds };
  if (frames !== undefined) makes.frames = frames;
  const set = rate === undefined ? undefined : (input[rate.name] ?? rate.field.default);
  const plays = fps ?? (typeof set === "number" ? set : model.spec.clips?.fps);
  if (plays !== undefined) makes.fps = plays;
  const resolution = madeSize(draft)?.written ?? model.spec.clips?.resolution;
  if (resolution !== undefined) makes.resolution = resolution;
  const aspectRatio = madeShape(draft);
  if (aspectRatio !== undefined) makes.aspectRatio = aspectRatio;
  const sound = audio === undefined ? undefined : input[audio.name];
  if (typeof sound === "boolean") makes.audio = sound;
  return Object.freeze(makes);
}

const NONE: readonly Adjustment[] = Object.freeze([]);

function adjustmentsOf(draft: Draft, makes: MadeClip): readonly Adjustment[] {
  noteExtra(draft, makes);
  let adjustments: Adjustment[] | undefined;
  for (const field of FIELDS) {
    const reason = draft.reasons[field];
    if (reason === undefined) continue;
    const adjustment = { field, asked: askedFor(draft, field), made: madeOf(draft, makes, field), reason };
    (adjustments ??= []).push(Object.freeze(adjustment));
  }
  return adjustments === undefined ? NONE : Object.freeze(adjustments);
}

/** The fields of a wish that can be adjusted, in the order in which a person reads them. */
const FIELDS = [
  "duration",
  "resolution",
  "aspectRatio",
  "fps",
  "audio",
  "image",
  "lastImage",
  "prompt",
  "negativePrompt",
  "seed",
  "steps",
  "motionBucketId",
] as const;

/** Remembers the wishes that `extra` overrides. */
function noteExtra(draft: Draft, makes: MadeClip): void {
  const { wish, model, reasons, extra } = draft;
  if (wish.extra === undefined) return;
  for (const field of FIELDS) {
    const slot = model.slots[field];
    if (slot === undefined || !Object.hasOwn(extra, slot.name)) continue;
    const asked = wish[field];
    if (asked !== undefined && reasons[field] === undefined && madeOf(draft, makes, field) !== asked) {
      reasons[field] = `extra sets ${slot.name}`;
    }
  }
}

function askedFor({ wish }: Draft, field: (typeof FIELDS)[number]): unknown {
  if (field !== "aspectRatio" || wish.aspectRatio !== undefined) return wish[field];
  const { width, height } = (wish.resolution === undefined ? undefined : parseSize(wish.resolution)) ?? {};
  return width === undefined || height === undefined ? undefined : formatRatio(width, height);
}

function madeOf({ model, input }: Draft, makes: MadeClip, field: (typeof FIELDS)[number]): unknown {
  switch (field) {
    case "duration":
      return makes.seconds;
    case "resolution":
    case "aspectRatio":
    case "fps":
    case "audio":
      return makes[field];
    case "image":
    case "lastImage":
    case "prompt":
    case "negativePrompt":
    case "seed":
    case "steps":
    case "motionBucketId": {
      const slot = model.slots[field];
      return slot === undefined ? undefined : input[slot.name];
    }
    default:
      return field satisfies never;
  }
}
