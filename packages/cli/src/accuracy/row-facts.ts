import {
  clipsOf,
  ConfigError,
  getModel,
  getModelPrice,
  type ModelName,
  type Models,
  type ModelSpec,
  type Price,
} from "@vg/config";
import { type ActualRow, parseSeconds } from "./rows.ts";

/** The length of a clip, or the reason why it is not known. */
export type ClipSeconds = { readonly seconds: number } | { readonly why: string };

/**
 * Returns the seconds of a row's clip: what the row says itself, what the prediction was asked for, what the provider
 * measured, or the only length its model makes; the first of these that there is.
 */
export function clipSeconds(row: ActualRow, spec: ModelSpec | undefined): ClipSeconds {
  if (row.duration != null) return { seconds: row.duration };
  const input = row.input ?? {};
  const name = spec?.roles.duration ?? "duration";
  const asked = input[name];
  if (asked != null) {
    const seconds = parseSeconds(asked);
    return seconds === undefined ? { why: `its input.${name} is not a number of seconds` } : { seconds };
  }
  const seconds =
    (row.input == null ? undefined : secondsOfFrames(input, spec)) ??
    parseSeconds(row.metrics?.["video_output_duration_seconds"]) ??
    onlyLength(spec);
  if (seconds !== undefined) return { seconds };
  return {
    why: "its length is not known: it has no input.duration, frames and frame rate, or metrics.video_output_duration_seconds",
  };
}

function secondsOfFrames(input: Readonly<Record<string, unknown>>, spec: ModelSpec | undefined): number | undefined {
  const made = spec && clipsOf(spec);
  const clips = made?.kind === "frames" ? made : undefined;
  const frames =
    leadingNumber(input[spec?.roles.frames ?? "num_frames"]) ?? usual(spec, "frames", input) ?? only(clips?.frames);
  const fixedRate = clips && clips.fps.min === clips.fps.max ? clips.fps.min : undefined;
  const rate =
    leadingNumber(input[spec?.roles.fps ?? "frames_per_second"]) ??
    leadingNumber(input["fps"]) ??
    usual(spec, "fps", input) ??
    fixedRate;
  if (frames === undefined || rate === undefined) return undefined;
  return frames / (rate + (clips?.fpsAdded ?? 0));
}

/** Returns what the model takes for an input that is left out. */
function usual(
  spec: ModelSpec | undefined,
  role: "frames" | "fps",
  input: Readonly<Record<string, unknown>>,
): number | undefined {
  const name = spec?.roles[role];
  return name === undefined || name in input ? undefined : leadingNumber(spec?.inputs[name]?.default);
}

/** Returns the number that a value is or begins with: SVD takes `25_frames_with_svd_xt`. */
function leadingNumber(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && number > 0 && Number.isFinite(number) ? number : undefined;
}

function onlyLength(spec: ModelSpec | undefined): number | undefined {
  const made = spec && clipsOf(spec);
  return made?.kind === "seconds" ? only(made.seconds) : undefined;
}

function only(values: readonly number[] | undefined): number | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/** The price of a row's run, or the reason why it is not known. */
export type RowPrice = { readonly price: Price } | { readonly why: string };

/** Returns the known model that made a row's clip, if the row names one. */
export function modelOfRow({ model, version }: ActualRow, models: Models): ModelName | undefined {
  const reference = model?.toLowerCase().replace(/:.*$/, "");
  const found = Object.entries(models).find(([name, spec]) => {
    if (reference !== undefined && reference !== "")
      return reference === `${spec.owner}/${spec.name}` || reference === name;
    return version != null && version === spec.version && version !== "latest";
  });
  return found?.[0];
}

/** Returns the model's name in a row: the reference or the version, if it has one. */
export function nameOfModel({ model, version }: ActualRow): string | undefined {
  return model || version || undefined;
}

/** Returns the price of a row's model for what its prediction was asked to make, or, if that is not known, did make. */
export function priceOfRow(row: ActualRow, model: ModelName | undefined, models: Models): RowPrice {
  const spec = pricedModel(row, model, models);
  if ("why" in spec) return spec;
  try {
    return { price: getModelPrice(spec.name, { models, ...pricedInputs(row, spec.model) }) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const reasons = error.issues.map(({ variable, message }) => `${variable} ${message}`);
    return { why: `its price is not known: ${reasons.join("; ")}; say how it is billed with --price` };
  }
}

/** A model that has prices, or the reason why there is none. */
export type PricedModel = { readonly name: ModelName; readonly model: ModelSpec } | { readonly why: string };

/** Returns the model of a row, if it has prices. */
export function pricedModel(row: ActualRow, name: ModelName | undefined, models: Models): PricedModel {
  if (name === undefined) {
    const named = nameOfModel(row);
    const what = named === undefined ? "it does not name its model" : `the catalogue does not have ${named}`;
    return { why: `its price is not known: ${what}; say how it is billed with --price` };
  }
  const model = getModel(name, models);
  if (model.prices.length > 0) return { name, model };
  const reason = model.priceUnknown ?? "no source";
  return { why: `the price of ${name} is not known (${reason}); say how it is billed with --price` };
}

/** Returns the values of the inputs that a price depends on: as asked for, else as measured, else the model's defaults. */
function pricedInputs(
  { input, metrics, data_removed: isRemoved }: ActualRow,
  { prices, roles, inputs }: ModelSpec,
): Readonly<Record<string, unknown>> {
  const measured = new Map<string | undefined, unknown>([
    [roles.audio, metrics?.with_audio],
    [roles.resolution, metrics?.resolution_target],
    [roles.duration, metrics?.video_output_duration_seconds],
  ]);
  const names = new Set(prices.flatMap(({ when = {} }) => Object.keys(when)));
  const isKnown = input != null && isRemoved !== true;
  const values = [...names].flatMap((name) => {
    const value = input?.[name] ?? measured.get(name) ?? (isKnown ? inputs[name]?.default : undefined);
    return value == null ? [] : [[name === roles.resolution ? "resolution" : name, value] as const];
  });
  return Object.fromEntries(values);
}
