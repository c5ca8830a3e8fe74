import { closestName, formatList, formatValue } from "@vg/internal";
import type { ConfigError } from "../../errors.ts";
import { formatRatio, isNearRatio } from "../sizes.ts";
import type { Need, ShapedValue } from "./compile.ts";
import { choose, type Draft, ignoredBecause, isExtra, setInput, wishError } from "./draft.ts";
import { isOfShape, isSpelled, lookOf, madeSize } from "./resolution.ts";

/** Words by which a model finds the shape itself. */
const FREE_SHAPES: ReadonlySet<string> = new Set(["auto", "adaptive"]);

/**
 * Decides the shape: the wished one, or that of a wished resolution in pixels.
 *
 * @returns The rule that every shape breaks.
 */
export function decideShape(draft: Draft): Need | undefined {
  const { model, wish, reasons, input } = draft;
  const { aspectRatio } = wish;
  const { shapes } = model;
  const slot = model.slots.aspectRatio;
  const look = lookOf(draft);
  const { ratio } = look;
  reasons.aspectRatio = undefined;
  if (aspectRatio !== undefined && ratio === undefined && !isShape(shapes, aspectRatio)) {
    throw unknownShape(draft, aspectRatio);
  }
  if (slot === undefined) {
    noteShapeOfSize(draft, ratio);
    return undefined;
  }
  if (isExtra(draft, slot.name)) return undefined;
  const ignored = ignoredBecause(draft, slot.name);
  if (ignored !== undefined) {
    setInput(draft, slot.name, undefined);
    if (aspectRatio !== undefined) reasons.aspectRatio = ignored;
    return undefined;
  }
  const { isPossible, broken } = choose(
    draft,
    "aspectRatio",
    (look.shapes ??= candidatesFor(shapes, aspectRatio, ratio)),
  );
  if (!isPossible) return broken;
  const isFree = aspectRatio === undefined && ratio === undefined;
  if (isFree || (shapes.length === 0 && Object.hasOwn(input, slot.name) === (aspectRatio !== undefined)))
    return undefined;
  const made = shapes.find(({ value }) => value === input[slot.name]);
  if (isWished(made, aspectRatio, ratio)) return undefined;
  reasons.aspectRatio = broken?.reason ?? `${draft.name} takes ${model.shapesText}`;
  return undefined;
}

/** Remembers why a model that has no input for the shape does not make the wished one. */
function noteShapeOfSize(draft: Draft, ratio: number | undefined): void {
  const { model, wish, name, reasons } = draft;
  if (wish.aspectRatio === undefined) return;
  const made = madeSize(draft);
  if (isOfShape(made, ratio)) return;
  reasons.aspectRatio =
    made?.ratio === undefined ? `${name} takes no aspect ratio` : `${name} makes ${model.sizesText}`;
}

/** Returns the shapes to try, the wished one first; `undefined` leaves the shape to the model. */
function candidatesFor(
  shapes: readonly ShapedValue[],
  wished: string | undefined,
  ratio: number | undefined,
): readonly unknown[] {
  if (shapes.length === 0) return [wished];
  const values = shapes.map(({ value }) => value);
  if (wished === undefined && ratio === undefined) return [undefined, ...values];
  const spelled = shapes.find(({ value }) => wished !== undefined && isSpelled(value, wished));
  if (ratio === undefined) {
    const free = spelled ?? shapes.find(({ value }) => FREE_SHAPES.has(String(value)));
    return free === undefined ? [undefined, ...values] : [free.value, ...values];
  }
  const off = (shape: ShapedValue): number =>
    shape.ratio === undefined ? Number.POSITIVE_INFINITY : Math.abs(Math.log(shape.ratio / ratio));
  const ranked = shapes.toSorted((a, b) => off(a) - off(b)).map(({ value }) => value);
  return spelled === undefined ? ranked : [spelled.value, ...ranked];
}

function isShape(shapes: readonly ShapedValue[], wished: string): boolean {
  return FREE_SHAPES.has(wished) || shapes.some(({ value }) => isSpelled(value, wished));
}

function isWished(made: ShapedValue | undefined, wished: string | undefined, ratio: number | undefined): boolean {
  if (made === undefined) return false;
  if (wished !== undefined && isSpelled(made.value, wished)) return true;
  if (ratio === undefined) return wished !== undefined && FREE_SHAPES.has(String(made.value));
  return made.ratio !== undefined && isNearRatio(made.ratio, ratio);
}

function unknownShape({ model, name }: Draft, aspectRatio: string): ConfigError {
  const values = model.shapes.map(({ value }) => String(value));
  const listed = values.length === 0 ? "" : `one that ${name} makes (${formatList(values)}) or `;
  const closest = closestName(aspectRatio, values);
  const hint = closest === undefined ? "" : `; did you mean ${closest}?`;
  return wishError("aspectRatio", `must be ${listed}a ratio such as 16:9, not ${formatValue(aspectRatio)}${hint}`);
}

/** Returns the shape of the clip that a draft makes, as people write it; `undefined` if the model finds it itself. */
export function madeShape(draft: Draft): string | undefined {
  const { model, input } = draft;
  const slot = model.slots.aspectRatio;
  if (slot === undefined) {
    const { width, height } = madeSize(draft)?.size ?? {};
    return width === undefined || height === undefined ? undefined : formatRatio(width, height);
  }
  if (ignoredBecause(draft, slot.name) !== undefined) return undefined;
  const value = Object.hasOwn(input, slot.name) ? input[slot.name] : slot.field.default;
  if (model.shapes.length === 0) return typeof value === "string" ? value : undefined;
  const shape = model.shapes.find((candidate) => candidate.value === value);
  return shape?.ratio === undefined ? undefined : shape.written;
}
