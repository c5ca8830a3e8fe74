import type { Environment } from "@vg/config";
import { formatList, remember } from "@vg/internal";
import { type Finding, formatNumber } from "./findings.ts";
import { formatImageReason } from "./images.ts";
import type { ClipWarning, PlanWarning, WarnedValue } from "./plan.ts";

/** Puts the findings of one clip after the other into words. */
export interface WarningWriter {
  /** Returns the warnings of a clip; equal ones are the same object. */
  write(findings: readonly Finding[], index: number): readonly ClipWarning[];
  /** Returns the warnings of all clips, each once: the values that it is about are listed in its message. */
  all(): readonly PlanWarning[];
}

/** A finding that was made before, in words, with those of its kind. */
interface KnownFinding {
  readonly warning: ClipWarning;
  readonly group: FindingGroup;
}

/** Findings that differ in their values only, and the clips that they are about. */
interface FindingGroup {
  readonly findings: Finding[];
  readonly clips: number[];
}

/** Creates the writer of a plan's warnings. */
export function createWarningWriter(environment: Environment): WarningWriter {
  const known = new Map<string, KnownFinding>();
  const groups = new Map<string, FindingGroup>();
  const lists = new Map<string, readonly ClipWarning[]>();
  const know = (finding: Finding): KnownFinding => {
    const { code, field, model, reason, hint = "" } = finding;
    const group = remember(groups, JSON.stringify([code, field, model, reason, hint]), () => ({
      findings: [],
      clips: [],
    }));
    group.findings.push(finding);
    return { warning: Object.freeze(toWarning([finding], environment)), group };
  };
  return {
    write(findings, index) {
      if (findings.length === 0) return NONE;
      const keys = findings.map(keyOf);
      const all = findings.map((finding, at) => remember(known, keys[at] ?? "", () => know(finding)));
      for (const { group } of all) if (group.clips.at(-1) !== index) group.clips.push(index);
      return remember(lists, keys.join("\n"), () => Object.freeze(all.map(({ warning }) => warning)));
    },
    all: () => Array.from(groups.values(), ({ findings, clips }) => withClips(toWarning(findings, environment), clips)),
  };
}

function keyOf({ code, field, model, reason, hint, asked, made }: Finding): string {
  return `${code}\t${field}\t${model}\t${reason}\t${hint}\t${asked}\t${made}`;
}

function withClips(warning: ClipWarning, clips: readonly number[]): PlanWarning {
  return { ...warning, clips };
}

const NONE: readonly ClipWarning[] = Object.freeze([]);

/** Returns one warning for findings that differ in their values only; the values are kept if all have the same. */
function toWarning(findings: readonly Finding[], environment: Environment): ClipWarning {
  const [first] = findings;
  if (first === undefined) throw new RangeError("There is no warning without a finding.");
  const { code, field, model } = first;
  const asked = theOnly(findings.map((finding) => finding.asked));
  const made = theOnly(findings.map((finding) => finding.made));
  const message = `${formatFindings(first, pairsOf(findings), environment)}${first.hint === undefined ? "" : `; ${first.hint}`}`;
  return { code, message, field, model, ...(asked !== undefined && { asked }), ...(made !== undefined && { made }) };
}

function theOnly(values: readonly (WarnedValue | undefined)[]): WarnedValue | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** The values that were asked for, each once and ascending, by the one that is made. */
type Pairs = ReadonlyMap<WarnedValue | undefined, readonly WarnedValue[]>;

function pairsOf(findings: readonly Finding[]): Pairs {
  const pairs = new Map<WarnedValue | undefined, Set<WarnedValue>>();
  for (const { asked, made } of findings) {
    if (asked === undefined) continue;
    const values = pairs.get(made) ?? new Set();
    pairs.set(made, values.add(asked));
  }
  return new Map([...pairs].map(([made, asked]) => [made, [...asked].toSorted(ascending)]));
}

function ascending(a: WarnedValue, b: WarnedValue): number {
  return typeof a === "number" && typeof b === "number" ? a - b : 0;
}

function formatFindings(finding: Finding, pairs: Pairs, environment: Environment): string {
  const { code, model, reason, field } = finding;
  switch (code) {
    case "duration-longer":
    case "duration-shorter":
      return explain(finding, formatLengths(pairs));
    case "duration-too-long": {
      const asked = [...pairs.values()].flat();
      const most = [...pairs.keys()].map(formatValue).join();
      return `${formatAll(asked)} s ${asked.length === 1 ? "is" : "are"} longer than the ${most} s that VG_MAX_DURATION allows`;
    }
    case "wish-adjusted":
      return explain(finding, formatOthers(pairs, field));
    case "wish-ignored":
      return explain(finding, formatIgnored(pairs, field));
    case "prompt-ignored":
      return explain(finding, "it is ignored");
    case "image-needed":
      return `${formatAll([...pairs.values()].flat())} needs an image and there is none, so ${model} makes it`;
    case "image-ignored":
      return reason === "not-taken"
        ? `${model} takes no ${called(field)}, it is ignored`
        : explain(finding, `the ${called(field)} is ignored`);
    case "image-unavailable":
      return `made without its ${called(field)}: ${formatImageReason(reason)}`;
    case "price-unknown":
      return `the price of ${model} is not known, and the formula of ${environment} is nobody's price; \`vg accuracy\` measures your own`;
    default:
      return code satisfies never;
  }
}

/** Says what happens, with the reason before or after it: some begin with the model's name. */
function explain({ model, reason }: Finding, what: string): string {
  return reason.startsWith(`${model} `) ? `${reason}: ${what}` : `${model}: ${what}, because ${reason}`;
}

/** The number of values that a message lists. */
const LISTED = 6;

function formatLengths(pairs: Pairs): string {
  const all = [...pairs].flatMap(([made, asked]) => asked.map((value) => [Number(value), Number(made)] as const));
  const difference = all.map(([asked, made]) => Math.abs(made - asked)).reduce((a, b) => Math.max(a, b), 0);
  const isShorter = all.some(([asked, made]) => made < asked);
  const [first] = all;
  if (all.length > LISTED && first !== undefined) {
    const most = all.reduce((longest, [asked]) => Math.max(longest, asked), 0);
    const least = all.reduce((shortest, [asked]) => Math.min(shortest, asked), most);
    const range = `${all.length} lengths from ${formatNumber(least)} to ${formatNumber(most)} s`;
    return `${range} become up to ${formatNumber(difference)} s ${isShorter ? "shorter" : "longer"}`;
  }
  const become = [...pairs].map(([made, asked]) => `${formatBecome(asked, "s")} ${formatValue(made)} s`).join(", ");
  if (!isShorter) return become;
  return `${become}; ${all.length === 1 ? "" : "up to "}${formatNumber(difference)} s are lost`;
}

function formatBecome(asked: readonly WarnedValue[], unit: string): string {
  return `${formatAll(asked)}${unit === "" ? "" : ` ${unit}`} ${asked.length === 1 ? "becomes" : "become"}`;
}

function formatOthers(pairs: Pairs, field: Finding["field"]): string {
  const isNamed = field !== "negativePrompt" && pairs.size > 0;
  if (!isNamed) return `the ${called(field)} becomes another`;
  return [...pairs]
    .map(([made, asked]) => `${formatBecome(asked, "")} ${made === undefined ? "another" : formatValue(made)}`)
    .join(", ");
}

function formatIgnored(pairs: Pairs, field: Finding["field"]): string {
  const asked = [...pairs.values()].flat();
  if (field === "negativePrompt" || asked.length === 0) return "it is ignored";
  if (field === "audio") return asked[0] === true ? "it cannot be asked for" : "it cannot be switched off";
  return `${formatAll(asked)} ${asked.length === 1 ? "is" : "are"} ignored`;
}

function formatAll(values: readonly WarnedValue[]): string {
  const shown = values.slice(0, LISTED).map(formatValue);
  return values.length > LISTED ? `${shown.join(", ")} and ${values.length - LISTED} more` : formatList(shown, "and");
}

function formatValue(value: WarnedValue | undefined): string {
  return typeof value === "number" ? formatNumber(value) : String(value);
}

/** The names that people have for the fields. */
const CALLED: { readonly [Field in Finding["field"]]: string } = {
  prompt: "prompt",
  duration: "length",
  image: "image",
  lastImage: "last image",
  model: "model",
  resolution: "resolution",
  aspectRatio: "aspect ratio",
  audio: "sound",
  seed: "seed",
  negativePrompt: "negative prompt",
  fps: "frame rate",
  motionBucketId: "motion bucket",
  steps: "number of steps",
  price: "price",
};

function called(field: Finding["field"]): string {
  return CALLED[field];
}
