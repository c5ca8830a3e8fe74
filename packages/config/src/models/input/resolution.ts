import { closestName, formatList, formatValue } from "@vg/internal";
import type { ConfigError } from "../../errors.ts";
import type { ModelField } from "../model.ts";
import { isNearRatio, parseRatio, parseSize, type Size } from "../sizes.ts";
import type { Look, SizedValue } from "./compile.ts";
import { type Draft, ignoredBecause, isExtra, wishError } from "./draft.ts";

const LEFT_OUT: readonly unknown[] = [undefined];

/** Returns the values to try for the resolution, the wished one first. */
export function resolutionCandidates(draft: Draft): readonly unknown[] {
  const slot = draft.model.slots.resolution;
  if (slot === undefined) return LEFT_OUT;
  if (isExtra(draft, slot.name)) return [draft.extra[slot.name]];
  return ignoredBecause(draft, slot.name) === undefined ? lookOf(draft).resolutions : LEFT_OUT;
}

/** The number of looks that are remembered of a model; a job has a few. */
const REMEMBERED = 100;

/** Returns what follows from the wished resolution and shape; worked out once for each of them. */
export function lookOf(draft: Draft): Look {
  return (draft.look ??= rememberedLook(draft));
}

function rememberedLook(draft: Draft): Look {
  const { model, wish } = draft;
  const key = `${wish.resolution} ${wish.aspectRatio}`;
  const remembered = model.looks.get(key);
  if (remembered !== undefined) return remembered;
  const look = findLook(draft);
  if (model.looks.size >= REMEMBERED) model.looks.clear();
  model.looks.set(key, look);
  return look;
}

function findLook(draft: Draft): Look {
  const { resolution, aspectRatio } = draft.wish;
  const size = resolution === undefined ? undefined : parseSize(resolution);
  const { width, height } = size ?? {};
  const own = width === undefined || height === undefined ? undefined : width / height;
  const ratio = aspectRatio === undefined ? own : parseRatio(aspectRatio);
  return { size, ratio, resolutions: rankResolutions(draft, size, ratio) };
}

function rankResolutions(draft: Draft, size: Size | undefined, ratio: number | undefined): readonly unknown[] {
  const { sizes, slots } = draft.model;
  const { resolution } = draft.wish;
  if (slots.resolution === undefined || sizes.length === 0) return [resolution];
  if (resolution === undefined) return defaultFirst(slots.resolution.field, sizes, ratio);
  const spelled = sizes.find(({ value }) => isSpelled(value, resolution));
  const wanted = spelled?.size ?? size;
  if (spelled === undefined && wanted === undefined) throw unknownResolution(draft, resolution);
  const ranked = wanted === undefined ? sizes : rankSizes(sizes, wanted, ratio);
  return valuesOf(spelled === undefined ? ranked : [spelled, ...ranked]);
}

function valuesOf(sizes: readonly SizedValue[]): readonly unknown[] {
  return [...new Set(sizes.map(({ value }) => value))];
}

/** The model's default comes first, in the wished shape; then the others. */
function defaultFirst(
  { default: usual }: ModelField,
  sizes: readonly SizedValue[],
  ratio: number | undefined,
): readonly unknown[] {
  const first = sizes.find(({ value }) => value === usual) ?? sizes[0];
  if (first?.size === undefined || first.ratio === undefined || ratio === undefined) {
    return valuesOf(first === undefined ? sizes : [first, ...sizes]);
  }
  return valuesOf(rankSizes(sizes, first.size, ratio));
}

/** The wished size comes first, then larger ones from the smallest on, then smaller ones from the largest on. */
function rankSizes(sizes: readonly SizedValue[], wanted: Size, ratio = 16 / 9): readonly SizedValue[] {
  const off = ({ size }: SizedValue): number => {
    const difference = (size?.shorter ?? 0) - wanted.shorter;
    return difference >= 0 ? difference : 1e6 - difference;
  };
  const offShape = (sized: SizedValue): number =>
    sized.ratio === undefined ? 0 : Math.abs(Math.log(sized.ratio / ratio));
  return sizes.toSorted((a, b) => off(a) - off(b) || offShape(a) - offShape(b));
}

/** Returns whether a value is a text, in upper or lower case. */
export function isSpelled(value: unknown, text: string): boolean {
  return String(value).toLowerCase() === text.toLowerCase();
}

/** Returns the resolution that a draft makes. */
export function madeSize({ model, input }: Draft): SizedValue | undefined {
  const slot = model.slots.resolution;
  if (slot === undefined) return undefined;
  const value = Object.hasOwn(input, slot.name) ? input[slot.name] : slot.field.default;
  return model.sizes.find((size) => size.value === value);
}

/** Remembers why the wished resolution is not made. */
export function noteResolution(draft: Draft, reason: string | undefined): void {
  const { model, wish, name, reasons } = draft;
  const { resolution } = wish;
  if (resolution === undefined) return;
  const slot = model.slots.resolution;
  if (slot === undefined) {
    const fixed = model.spec.clips?.resolution;
    if (lookOf(draft).size === undefined) throw unknownResolution(draft, resolution);
    if (fixed === undefined) reasons.resolution = `${name} takes no resolution`;
    else if (!isSpelled(fixed, resolution)) reasons.resolution = `${name} always makes ${fixed}`;
    return;
  }
  const made = madeSize(draft);
  if (made === undefined || isWished(made, resolution, lookOf(draft).size)) return;
  reasons.resolution = reason ?? ignoredBecause(draft, slot.name) ?? `${name} makes ${model.sizesText}`;
}

function isWished({ value, size }: SizedValue, resolution: string, wanted: Size | undefined): boolean {
  if (isSpelled(value, resolution)) return true;
  if (wanted === undefined || size === undefined || wanted.shorter !== size.shorter) return false;
  if (wanted.width === undefined || size.width === undefined) return true;
  return wanted.width === size.width && wanted.height === size.height;
}

function unknownResolution({ model, name }: Draft, resolution: string): ConfigError {
  const values = model.sizes.map(({ value }) => String(value));
  const listed = values.length === 0 ? "" : `one that ${name} makes (${formatList(values)}) or `;
  const closest = closestName(resolution, values);
  const hint = closest === undefined ? "" : `; did you mean ${closest}?`;
  const allowed = `${listed}a size such as 720p or 1280x720`;
  return wishError("resolution", `must be ${allowed}, not ${formatValue(resolution)}${hint}`);
}

/** Returns whether a resolution has a shape, if its values say theirs. */
export function isOfShape(made: SizedValue | undefined, ratio: number | undefined): boolean {
  return made?.ratio !== undefined && ratio !== undefined && isNearRatio(made.ratio, ratio);
}
