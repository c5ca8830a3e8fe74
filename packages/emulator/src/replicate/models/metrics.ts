import { type EmulatedModel, type EmulatedPrice, type InputConditions, meets, valueOf } from "./model.ts";

type Input = Readonly<Record<string, unknown>>;

/** The length of a clip if nothing says it, in seconds. */
const UNKNOWN_LENGTH = 5;

/** Returns the length in seconds of the clip that inputs make. */
export function clipSeconds(model: EmulatedModel, input: Input): number {
  const { clips = {} } = model;
  const seconds = numberOf(model, "duration", input);
  if (seconds !== undefined && seconds > 0) return roundUp(seconds, clips.rounding);
  const frames = numberOf(model, "frames", input) ?? clips.frames?.[0];
  const fps = numberOf(model, "fps", input) ?? clips.fps;
  if (frames !== undefined && fps !== undefined) return frames / (fps + (clips.fpsAdded ?? 0));
  return clips.seconds?.[0] ?? UNKNOWN_LENGTH;
}

/** Returns the metrics that say what a prediction is billed for, by the prices of its model. */
export function billedMetrics(model: EmulatedModel, input: Input): Readonly<Record<string, unknown>> {
  const { prices = [], variants = {}, roles = {} } = model;
  const variant = Object.keys(variants).find((name) => meets(model, variants[name] ?? {}, input));
  const billed = new Set(prices.flatMap(({ when = {} }) => billedInputs(model, when)));
  const isBilledBy = (role: "resolution" | "audio"): boolean => {
    const name = roles[role];
    return name !== undefined && billed.has(name);
  };
  return {
    ...(counts(prices, "perSecond") ? { video_output_duration_seconds: clipSeconds(model, input) } : {}),
    ...(counts(prices, "perClip") ? { video_output_count: 1 } : {}),
    ...(isBilledBy("resolution") ? { resolution_target: resolutionOf(model, input) } : {}),
    ...(isBilledBy("audio") ? { with_audio: valueOf(model, roles.audio ?? "", input) === true } : {}),
    ...(variant === undefined || prices.length === 0 ? {} : { model_variant: variant }),
  };
}

/** Returns the name of the variant whose conditions are among those of a price. */
export function variantOf({ variants = {} }: EmulatedModel, when: InputConditions): string | undefined {
  return Object.keys(variants).find((name) =>
    Object.entries(variants[name] ?? {}).every(
      ([input, condition]) => JSON.stringify(when[input]) === JSON.stringify(condition),
    ),
  );
}

/** Returns the inputs that a price names itself, without those of its variant. */
export function billedInputs(model: EmulatedModel, when: InputConditions): readonly string[] {
  const variant = variantOf(model, when);
  const covered = variant === undefined ? {} : (model.variants?.[variant] ?? {});
  return Object.keys(when).filter((name) => !(name in covered));
}

/** Returns the resolution of a clip: the given one, the default, or the first there is, if the default is not known. */
function resolutionOf(model: EmulatedModel, input: Input): unknown {
  const name = model.roles?.resolution ?? "";
  return valueOf(model, name, input) ?? model.inputs[name]?.enum?.[0];
}

function counts(prices: readonly EmulatedPrice[], unit: "perSecond" | "perClip"): boolean {
  return prices.some((price) => price.kind !== "gpu-second" && price[unit] !== undefined);
}

/** Returns the number that an input begins with: `25_frames_with_svd_xt` is 25. */
function numberOf(model: EmulatedModel, role: "duration" | "frames" | "fps", input: Input): number | undefined {
  const name = model.roles?.[role];
  const number = name === undefined ? Number.NaN : Number.parseFloat(String(valueOf(model, name, input)));
  return Number.isNaN(number) ? undefined : number;
}

function roundUp(seconds: number, rounding: NonNullable<EmulatedModel["clips"]>["rounding"]): number {
  if (rounding === undefined) return seconds;
  const { fps, step, added } = rounding;
  return (Math.ceil((seconds * fps - added) / step) * step + added) / fps;
}
