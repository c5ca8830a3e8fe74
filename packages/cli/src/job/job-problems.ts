import { formatValue, isObject } from "@vg/internal";
import { distance } from "fastest-levenshtein";
import { type JSONPath, visit } from "jsonc-parser";
import type { GenericIssue } from "valibot";
import { CLIP_LENGTH } from "./job.ts";

/** What each field of a job file must be; the key is the field's name, `""` the whole file. */
const RULES: Readonly<Record<string, string>> = {
  "": 'must be an object with a "jobId" and a list of "clipPrompts"',
  jobId: 'must be a text of 1 to 200 characters on one line that names the job, such as "job-42"',
  clipPrompts: 'must be a list of at least one clip, such as [{ "prompt": "a harbour at dawn", "duration": 5 }]',
  clip: 'must be an object with a "prompt" and a "duration"',
  prompt: "must be a text that says what is to be seen",
  duration: `must be a number of seconds from ${CLIP_LENGTH.min} to ${CLIP_LENGTH.max}, such as 5`,
  imageUrl:
    "must be a URL of Supabase Storage, such as https://PROJECT.supabase.co/storage/v1/object/public/BUCKET/harbour.png (or be left out: the clip is then made from its prompt alone)",
};

/** The rules that a URL of Supabase Storage can still break. */
export const USER_INFO = "must not contain a user name or password; remove them";
export const DOT_SEGMENTS = "must name its object without . or .. in the path; write the full path";

const JOB_FIELDS = ["jobId", "clipPrompts"];
const CLIP_FIELDS = ["prompt", "duration", "imageUrl"];

/** What is wrong at a schema's issue: the field, the rule it breaks and the value that stands there. */
export function problemOfIssue({ path, input, message }: GenericIssue): string {
  const keys = (path ?? []).map(({ key }) => key);
  const last = keys.at(-1);
  const field = typeof last === "string" ? last : last === undefined ? "" : "clip";
  const rule = message === USER_INFO || message === DOT_SEGMENTS ? message : RULES[field];
  return input === undefined
    ? `${place(keys)} is missing; it ${rule}`
    : `${place(keys)} ${rule}, not ${formatValue(input)}`;
}

/** What is wrong with a field that stands in its object more than once. */
export function problemOfRepeated(keys: readonly unknown[]): string {
  return `${place(keys)} is there more than once; keep one of them`;
}

/** Fields of a job file that mean nothing: `problems` are slips for a field that exists, `ignored` are all others. */
export function unknownFields(value: unknown): { readonly problems: string[]; readonly ignored: string[] } {
  const problems: string[] = [];
  const ignored = new Set<string>();
  const look = (record: unknown, keys: readonly unknown[], fields: readonly string[]) => {
    if (!isObject(record)) return;
    for (const key of Object.keys(record)) {
      if (fields.includes(key)) continue;
      const meant = fields.find((field) => isSlip(key, field) && !Object.hasOwn(record, field));
      if (meant === undefined) ignored.add(keys.length === 0 ? formatValue(key) : `${formatValue(key)} of a clip`);
      else problems.push(`${place([...keys, key])} is not a field; rename it to "${meant}"`);
    }
  };
  look(value, [], JOB_FIELDS);
  for (const [index, clip] of clipsIn(value).entries()) look(clip, ["clipPrompts", index], CLIP_FIELDS);
  return { problems, ignored: [...ignored] };
}

function clipsIn(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null || !("clipPrompts" in value)) return [];
  return Array.isArray(value.clipPrompts) ? value.clipPrompts : [];
}

/** `image_url`, `imgUrl` and `image` are slips for `imageUrl`. */
function isSlip(key: string, field: string): boolean {
  const slip = plain(key);
  const meant = plain(field);
  return distance(slip, meant) <= 2 || (slip.length >= 4 && (slip.startsWith(meant) || meant.startsWith(slip)));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, "");
}

/** `clipPrompts[2].duration (clip 3)`: the place as JSON has it, and as a person counts. */
function place(keys: readonly unknown[]): string {
  if (keys.length === 0) return "the job";
  const path = keys.map((key, at) => (typeof key === "number" ? `[${key}]` : `${at === 0 ? "" : "."}${String(key)}`));
  const clip = keys.find((key) => typeof key === "number");
  return `${path.join("")}${clip === undefined ? "" : ` (clip ${clip + 1})`}`;
}

/**
 * Where an object of a JSON text has a field more than once; a parsed value no longer shows it, because the last one wins.
 *
 * @param text - JSON, without mistakes.
 */
export function repeatedFields(text: string): readonly JSONPath[] {
  const repeated: JSONPath[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, pathOf) => {
      const fields = open.at(-1);
      if (fields?.has(name) === true) repeated.push([...pathOf(), name]);
      fields?.add(name);
    },
  });
  return repeated;
}
