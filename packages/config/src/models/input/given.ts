import { describeField, fits } from "../fields.ts";
import type { ModelField } from "../model.ts";
import { choose, type Draft, ignoredBecause, isExtra, setInput, wishIssue } from "./draft.ts";

/** Decides images, texts, numbers and sound, one after the other; what a rule forbids is left out. */
export function decideGiven(draft: Draft): void {
  for (const role of CONTENT) decideContent(draft, role);
  decideSeed(draft);
  for (const role of ["steps", "motionBucketId"] as const) decideNumber(draft, role);
  decideAudio(draft);
}

const CONTENT = ["image", "lastImage", "prompt", "negativePrompt"] as const;

const WORDS = {
  image: "image",
  lastImage: "last image",
  prompt: "prompt",
  negativePrompt: "negative prompt",
  steps: "number of steps",
  motionBucketId: "motion bucket",
} as const;

function decideContent(draft: Draft, role: (typeof CONTENT)[number]): void {
  const { model, wish, reasons, name: modelName } = draft;
  const slot = model.slots[role];
  const wished = wish[role];
  if (slot === undefined) {
    if (wished !== undefined) reasons[role] = `${modelName} takes no ${WORDS[role]}`;
    return;
  }
  const { name, field } = slot;
  if (isExtra(draft, name)) return;
  const ignored = wished === undefined ? undefined : ignoredBecause(draft, name);
  const value = wished === undefined || ignored !== undefined ? undefined : asValue(field, wished);
  const { isPossible, broken } = choose(draft, role, value === undefined ? [undefined] : [value, undefined]);
  const isGiven = Object.hasOwn(draft.input, name);
  if (!isPossible || (!isGiven && field.required === true)) {
    const missing = (broken && CONTENT.find((other) => model.slots[other]?.name === broken.input)) ?? role;
    draft.issues.push(wishIssue(missing, `is missing; ${broken?.reason ?? `${modelName} does not run without it`}`));
  } else if (wished !== undefined && !isGiven)
    reasons[role] = ignored ?? broken?.reason ?? `${modelName} does not take it`;
}

function asValue({ type }: ModelField, wished: unknown): unknown {
  return type === "array" ? [wished] : wished;
}

function decideSeed(draft: Draft): void {
  const slot = draft.model.slots.seed;
  const { seed } = draft.wish;
  if (seed === undefined) return;
  if (slot === undefined) draft.reasons.seed = `${draft.name} takes no seed`;
  else if (!fits(slot.field, seed))
    draft.issues.push(wishIssue("seed", `must be ${describeField(slot.field)}, not ${seed}`));
  else if (!isExtra(draft, slot.name)) setInput(draft, slot.name, seed);
}

function decideNumber(draft: Draft, role: "steps" | "motionBucketId"): void {
  const slot = draft.model.slots[role];
  const wished = draft.wish[role];
  if (wished === undefined) return;
  if (slot === undefined) {
    draft.reasons[role] = `${draft.name} takes no ${WORDS[role]}`;
    return;
  }
  if (isExtra(draft, slot.name)) return;
  const nearest = nearestNumber(slot.field, wished);
  setInput(draft, slot.name, nearest);
  if (nearest !== wished) draft.reasons[role] = `${draft.name} takes ${describeField(slot.field)}`;
}

function nearestNumber({ enum: listed, minimum, maximum }: ModelField, wished: number): number {
  const numbers = listed?.filter((value) => typeof value === "number") ?? [];
  if (numbers.length > 0) return nearestOf(numbers, wished);
  return Math.min(maximum ?? wished, Math.max(minimum ?? wished, wished));
}

/** Returns the number that is nearest to another one; of two the first. */
export function nearestOf(numbers: readonly number[], wished: number): number {
  return numbers.reduce((best, number) => (Math.abs(number - wished) < Math.abs(best - wished) ? number : best));
}

/** Decides the sound: it is always written, and off unless it is wished for, as what a model does by default changes. */
function decideAudio(draft: Draft): void {
  const { model, wish, reasons, name, input } = draft;
  const slot = model.slots.audio;
  if (slot === undefined) {
    if (wish.audio !== undefined) reasons.audio = `${name} has no switch for its sound`;
    return;
  }
  if (isExtra(draft, slot.name)) return;
  const wanted = wish.audio ?? false;
  const { isPossible, broken } = choose(draft, "audio", [wanted, !wanted]);
  if (!isPossible) draft.issues.push(wishIssue("audio", `is not possible; ${broken?.reason}`));
  if (input[slot.name] !== wanted && wish.audio !== undefined)
    reasons.audio = broken?.reason ?? `${name} does not take it`;
}
