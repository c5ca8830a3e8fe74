import type { ModelSpec } from "../model.ts";

/** The models that are known to be right. */
const right = new WeakSet<ModelSpec>();

/** Remembers that a model is right; it must not be changed after. */
export function markRight(spec: ModelSpec): void {
  right.add(spec);
}

/** Returns whether a model is known to be right. */
export function isRight(spec: ModelSpec): boolean {
  return right.has(spec);
}
