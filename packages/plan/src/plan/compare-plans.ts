import { addCosts, type CostJSON, costFromJSON, costToJSON } from "@vg/cost";
import type { Plan, PlannedClip, PlannedImage, WarnedValue } from "./plan.ts";

/** The difference between two plans. */
export interface PlanComparison {
  /** The totals, and how much more the second one is; less is below 0. */
  readonly total: CostChange;
  /** The clips that changed, came or went, in the order of the second plan; those that went are last. */
  readonly clips: readonly ClipChange[];
  /** The number of clips that are the same in both plans. */
  readonly same: number;
}

/** Two costs, and how much more the second one is; less is below 0. */
export interface CostChange {
  readonly before: CostJSON;
  readonly after: CostJSON;
  readonly more: CostJSON;
}

/** The difference of one clip. */
export interface ClipChange {
  readonly kind: "changed" | "added" | "removed";
  /** Its position in the first plan, from 0; absent if it was added. */
  readonly before?: number;
  /** Its position in the second plan, from 0; absent if it was removed. */
  readonly after?: number;
  /** Its prompt, in the second plan if it is there. */
  readonly prompt: string;
  /** Its costs; that of a clip which is not there is 0. */
  readonly cost: CostChange;
  /** The differences beside the cost; empty for a clip that was added or removed. */
  readonly changes: readonly FieldChange[];
}

/** A fact about a clip that is different; `before` or `after` is absent if the clip does not have it there. */
export interface FieldChange {
  /**
   * - `prompt`, `model`: as they are called
   * - `asked`, `seconds`: the length that was asked for, and the one that is made
   * - `resolution`, `aspectRatio`, `audio`, `fps`, `frames`: what is made
   * - `image`, `lastImage`: the object in Storage; absent if the clip gets none
   * - `input.NAME`: an input that is sent otherwise, if nothing else is different
   */
  readonly field:
    | "prompt"
    | "model"
    | "asked"
    | "seconds"
    | "resolution"
    | "aspectRatio"
    | "audio"
    | "fps"
    | "frames"
    | "image"
    | "lastImage"
    | `input.${string}`;
  readonly before?: WarnedValue;
  readonly after?: WarnedValue;
}

/**
 * Compares two plans, clip by clip. Clips with the same prompt are the same clip, wherever they are; of the others those
 * in the same position. How an image gets to the model is no difference, nor is the key in its URL.
 *
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { comparePlans, parseJob, planJob } from "@vg/plan";
 *
 * const job = parseJob({ jobId: "film", clipPrompts: [{ prompt: "waves", duration: 4, resolution: "720p" }] });
 * const [before, after] = (["veo-3.1-lite", "kling-v2.6"] as const).map((model) =>
 *   planJob(job, { config: loadConfig({ env: {}, overrides: { model }, onWarning: () => {} }) }),
 * );
 * ```
 */
export function comparePlans(before: Plan, after: Plan): PlanComparison {
  const pairs = pairClips(before.clips, after.clips);
  const clips = pairs.flatMap(([old, current]) => changeOf(old, current));
  return { total: costChange(before.total, after.total), clips, same: pairs.length - clips.length };
}

type Pair = readonly [before: PlannedClip | undefined, after: PlannedClip | undefined];

/** Returns every clip once, with the one that it was: by its prompt, else by its position. */
function pairClips(before: readonly PlannedClip[], after: readonly PlannedClip[]): readonly Pair[] {
  const byPrompt = Map.groupBy(before.toReversed(), ({ prompt }) => prompt);
  const partners = after.map(({ prompt }) => byPrompt.get(prompt)?.pop());
  const left = new Map([...byPrompt.values()].flat().map((clip) => [clip.index, clip]));
  const pairs = after.map((clip, at): Pair => {
    const partner = partners[at] ?? left.get(clip.index);
    if (partner !== undefined) left.delete(partner.index);
    return [partner, clip];
  });
  const gone = [...left.values()].toSorted((a, b) => a.index - b.index);
  return [...pairs, ...gone.map((clip): Pair => [clip, undefined])];
}

const NOTHING: CostJSON = { amount: "0.00", currency: "USD" };

function changeOf(before: PlannedClip | undefined, after: PlannedClip | undefined): readonly ClipChange[] {
  const cost = costChange(before?.cost ?? NOTHING, after?.cost ?? NOTHING);
  if (after === undefined) {
    return before === undefined
      ? []
      : [{ kind: "removed", before: before.index, prompt: before.prompt, cost, changes: [] }];
  }
  const { index, prompt } = after;
  if (before === undefined) return [{ kind: "added", after: index, prompt, cost, changes: [] }];
  const changes = changesOf(before, after);
  if (changes.length === 0 && before.cost.amount === after.cost.amount) return [];
  return [{ kind: "changed", before: before.index, after: index, prompt, cost, changes }];
}

function changesOf(before: PlannedClip, after: PlannedClip): readonly FieldChange[] {
  const [old, current] = [factsOf(before), factsOf(after)];
  const changes = FIELDS.flatMap((field) => fieldChange(field, old[field], current[field]));
  return changes.length > 0 ? changes : inputChanges(before, after);
}

const FIELDS = [
  "prompt",
  "model",
  "asked",
  "seconds",
  "frames",
  "fps",
  "resolution",
  "aspectRatio",
  "audio",
  "image",
  "lastImage",
] as const;

function factsOf(clip: PlannedClip): Readonly<Partial<Record<(typeof FIELDS)[number], WarnedValue | undefined>>> {
  const { prompt, model, asked, makes, image, lastImage } = clip;
  return {
    ...makes,
    prompt,
    model: model.name,
    asked: asked.duration,
    image: objectOf(image),
    lastImage: objectOf(lastImage),
  };
}

function objectOf(image: PlannedImage | undefined): string | undefined {
  if (image === undefined || image.via === "none") return undefined;
  return `${image.object.bucket}/${image.object.path}`;
}

/** Returns the inputs that are sent otherwise: wishes that show nowhere else, such as a seed. */
function inputChanges(before: PlannedClip, after: PlannedClip): readonly FieldChange[] {
  const images = new Set([...Object.values(before.imageInputs), ...Object.values(after.imageInputs)]);
  const names = new Set([...Object.keys(before.input), ...Object.keys(after.input)]);
  return [...names]
    .filter((name) => !images.has(name))
    .flatMap((name) => fieldChange(`input.${name}`, plain(before.input[name]), plain(after.input[name])));
}

function plain(value: unknown): WarnedValue | undefined {
  if (value === undefined || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fieldChange(
  field: FieldChange["field"],
  before: WarnedValue | undefined,
  after: WarnedValue | undefined,
): readonly FieldChange[] {
  if (before === after) return [];
  return [{ field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

function costChange(before: CostJSON, after: CostJSON): CostChange {
  const more = addCosts(costFromJSON(after), `-${before.amount}`);
  return { before, after, more: costToJSON(more) };
}
