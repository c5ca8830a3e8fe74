import { formatList, remember } from "@vg/internal";
import type { CostRates } from "../../rates.ts";
import { clipLengths, type ClipLengths, numbersOf } from "../lengths.ts";
import { fieldOf, inputField } from "../fields.ts";
import type { Condition, ModelField, ModelRule, ModelSpec, ModelValue, Price, Role } from "../model.ts";
import { ratesOf } from "../price-rates.ts";
import { formatRatio, parseRatio, parseSize, type Size } from "../sizes.ts";

/** The part of a prediction that names its model; spread it into `replicate.predictions.create`. */
export type ModelRun = { readonly model: `${string}/${string}` } | { readonly version: string };

/** An input that plays a role. */
interface Slot {
  readonly name: string;
  readonly field: ModelField;
}

/** One thing that a rule asks of one input. */
export interface Need {
  readonly when: readonly (readonly [input: string, condition: Condition])[];
  readonly input: string;
  readonly condition: Condition;
  readonly reason: string;
}

/** An input that is ignored in a case. */
interface Ignored {
  readonly when: Need["when"];
  readonly reason: string;
}

/** A value of the resolution with the size behind it. */
export interface SizedValue {
  readonly value: ModelValue;
  readonly size: Size | undefined;
  /** The size as people write it: `1080p` for `pro`, `1280x720` for `1280*720`. */
  readonly written: string;
  /** The shape, if the value has both sides. */
  readonly ratio: number | undefined;
}

/** A value of the aspect ratio with the shape behind it. */
export interface ShapedValue {
  readonly value: ModelValue;
  /** Width over height; absent if the model finds it itself. */
  readonly ratio: number | undefined;
  /** The ratio as people write it: `9:16` for `portrait`. */
  readonly written: string;
}

/** The values that follow from a wished resolution and shape alone. */
export interface Look {
  readonly size: Size | undefined;
  /** The wished shape, of itself or that of a resolution in pixels. */
  readonly ratio: number | undefined;
  /** The values to try for the resolution, the wished one first. */
  readonly resolutions: readonly unknown[];
  /** The values to try for the aspect ratio, the wished one first; worked out when they are needed. */
  shapes?: readonly unknown[];
}

/** A model in the form in which inputs are built fast. */
export interface CompiledModel {
  readonly spec: ModelSpec;
  readonly run: ModelRun;
  readonly slots: Readonly<Partial<Record<Role, Slot>>>;
  /** The rules of each input, at the step that decides the last input of the rule. */
  readonly needs: Readonly<Partial<Record<Role, readonly Need[]>>>;
  /** The rules of inputs without a role. */
  readonly otherNeeds: readonly Need[];
  readonly ignored: ReadonlyMap<string, readonly Ignored[]>;
  /** The resolutions, the lowest first. */
  readonly sizes: readonly SizedValue[];
  /** The resolutions in words. */
  readonly sizesText: string;
  readonly looks: Map<string, Look>;
  readonly shapes: readonly ShapedValue[];
  /** The shapes in words. */
  readonly shapesText: string;
  /** The frame rates of the `fps` input, ascending. */
  readonly rates: readonly number[];
  readonly lengths: ClipLengths;
  readonly prices: readonly { readonly price: Price; readonly rates: CostRates; readonly when: Need["when"] }[];
  /** The inputs without a role that a price depends on, with what they are by default. */
  readonly priced: readonly (readonly [input: string, usual: ModelValue | readonly ModelValue[]])[];
  /** The inputs that have to be given and have no role. */
  readonly required: readonly string[];
}

/** The order in which roles are decided: a rule is kept by the last of its inputs. */
const STEPS: readonly Role[] = [
  "image",
  "lastImage",
  "prompt",
  "negativePrompt",
  "seed",
  "steps",
  "motionBucketId",
  "audio",
  "resolution",
  "aspectRatio",
  "fps",
  "frames",
  "duration",
];

const known = new WeakMap<ModelSpec, CompiledModel>();

/** Returns a model in the form in which inputs are built fast; worked out once for each model. */
export function compileModel(spec: ModelSpec): CompiledModel {
  return remember(known, spec, compile);
}

function compile(spec: ModelSpec): CompiledModel {
  const slots: CompiledModel["slots"] = Object.fromEntries(STEPS.flatMap((role) => withSlot(spec, role)));
  const roleOf = new Map(
    STEPS.flatMap((role) => (slots[role] === undefined ? [] : [[slots[role].name, role] as const])),
  );
  const { needs, otherNeeds } = sortNeeds(spec, roleOf);
  const prices = spec.prices.map((price) => ({
    price,
    rates: ratesOf(price),
    when: Object.entries(price.when ?? {}),
  }));
  const sizes = sizedValues(spec, slots.resolution);
  const shapes = shapedValues(slots.aspectRatio);
  const pricedInputs = new Set(prices.flatMap(({ when }) => when.map(([input]) => input)));
  return {
    spec,
    run: Object.freeze(runOf(spec)),
    slots,
    needs,
    otherNeeds,
    ignored: ignoredInputs(spec.rules ?? []),
    sizes,
    sizesText: formatList(sizes.map(({ written }) => written)),
    looks: new Map(),
    shapes,
    shapesText: formatList(shapes.map(({ value }) => String(value))),
    rates: slots.fps === undefined ? [] : numbersOf(slots.fps.field, 1, 60).map(({ number }) => number),
    lengths: clipLengths(spec),
    prices,
    priced: [...pricedInputs].flatMap((input) => {
      const usual = inputField(spec, input)?.default;
      return usual === undefined || roleOf.has(input) ? [] : [[input, usual] as const];
    }),
    required: Object.entries(spec.inputs).flatMap(([input, { required, default: usual }]) =>
      required === true && usual === undefined && !roleOf.has(input) ? input : [],
    ),
  };
}

function withSlot(spec: ModelSpec, role: Role): [Role, Slot][] {
  const slot = fieldOf(spec, role);
  return slot === undefined ? [] : [[role, slot]];
}

/** An official model runs by its name, a community one by the id of a version. */
function runOf({ owner, name, kind, version = "latest", knownVersion }: ModelSpec): ModelRun {
  if (kind === "official") return { model: `${owner}/${name}` };
  return { version: version === "latest" ? (knownVersion ?? version) : version };
}

function sortNeeds(
  { rules = [] }: ModelSpec,
  roleOf: ReadonlyMap<string, Role>,
): Pick<CompiledModel, "needs" | "otherNeeds"> {
  const needs: Partial<Record<Role, Need[]>> = {};
  const otherNeeds: Need[] = [];
  for (const { when, needs: wanted = {}, reason } of rules) {
    for (const [input, condition] of Object.entries(wanted)) {
      const need: Need = { when: Object.entries(when), input, condition, reason };
      if (!roleOf.has(input)) otherNeeds.push(need);
      const roles = [input, ...Object.keys(when)].flatMap((name) => roleOf.get(name) ?? []);
      const last = roles.toSorted((a, b) => STEPS.indexOf(b) - STEPS.indexOf(a))[0];
      if (last !== undefined) (needs[last] ??= []).push(need);
    }
  }
  return { needs, otherNeeds };
}

function ignoredInputs(rules: readonly ModelRule[]): ReadonlyMap<string, readonly Ignored[]> {
  const ignored = new Map<string, Ignored[]>();
  for (const { when, ignores = [], reason } of rules) {
    for (const input of ignores) {
      ignored.set(input, [...(ignored.get(input) ?? []), { when: Object.entries(when), reason }]);
    }
  }
  return ignored;
}

function sizedValues({ resolutions = {} }: ModelSpec, slot: Slot | undefined): readonly SizedValue[] {
  return (slot?.field.enum ?? [])
    .map((value): SizedValue => {
      const text = String(value);
      const meaning = Object.hasOwn(resolutions, text) ? (resolutions[text] ?? text) : text;
      const size = parseSize(meaning);
      const { width, height } = size ?? {};
      const sides = width !== undefined && height !== undefined;
      const written = sides ? `${width}x${height}` : meaning.toLowerCase();
      return { value, size, written, ratio: sides ? width / height : undefined };
    })
    .toSorted((a, b) => (a.size?.shorter ?? 0) - (b.size?.shorter ?? 0));
}

function shapedValues(slot: Slot | undefined): readonly ShapedValue[] {
  return (slot?.field.enum ?? []).map((value) => {
    const text = String(value);
    const ratio = parseRatio(text);
    return { value, ratio, written: ratio === undefined || text.includes(":") ? text : formatRatio(ratio, 1) };
  });
}
