import { type Cost, costFromJSON } from "@vg/cost";
import { formatValue, isObject, redact } from "@vg/internal";
import * as v from "valibot";
import { CliError } from "../errors.ts";

/** The place of a row in its file, as a person finds it. */
export interface Place {
  /** The line of the file, from 1. */
  readonly line?: number;
  /** The item of the array, from 1. */
  readonly item?: number;
}

/** One row of actuals as its file has it: parsed, not yet validated. */
export interface SourceRow {
  readonly place: Place;
  readonly value: unknown;
}

/** The rows of a file, and facts about the file. */
export interface SourceRows {
  readonly rows: readonly SourceRow[];
  /** True if the file is one page of a list whose next page is not in it. */
  readonly hasNextPage: boolean;
  /** A place with everything that can be known about it; slow, for messages only. */
  readonly locate: (place: Place) => Place;
}

/** Formats a place: `line 3`, `item 3`, or `line 38 (item 3)`. */
export function formatPlace({ line, item }: Place): string {
  if (item === undefined) return line === undefined ? "the file" : `line ${line}`;
  return line === undefined ? `item ${item}` : `line ${line} (item ${item})`;
}

/** One thing that is wrong with a file of actuals. */
export interface RowIssue {
  /** The place of the row; absent if the whole file is meant. */
  readonly place?: Place;
  /** The field, column or path, such as `metrics.predict_time`; absent if the whole row is meant. */
  readonly field?: string;
  /** The issue, what is allowed and the fix, as it follows the place. */
  readonly message: string;
}

const MOST_SHOWN = 20;

/** Creates the error that lists every issue of a file with its place and field; beyond 20 it gives only their number. */
export function createRowError(file: string, problems: readonly RowIssue[]): CliError {
  const lines = problems.slice(0, MOST_SHOWN).map((problem) => formatIssue(file, problem));
  const rest = problems.length - lines.length;
  return new CliError([...lines, ...(rest > 0 ? [`and ${rest} more like these`] : [])].join("\n"));
}

function formatIssue(file: string, { place, field, message }: RowIssue): string {
  const where = [file, ...(place ? [formatPlace(place)] : []), ...(field ? [field] : [])].join(", ");
  return `${where}: ${message}`;
}

/**
 * One row of actuals: a prediction as the API returns it, the duration and cost of a clip, or a settlement of a ledger.
 *
 * A prediction to which somebody has added a `duration`, `cost` or `estimate` is both; the added values win.
 */
export interface ActualRow {
  /** The prediction's id, or the settlement's key. */
  readonly id?: string | null | undefined;
  readonly status?: string | null | undefined;
  /** `owner/name`, with or without a version. */
  readonly model?: string | null | undefined;
  readonly version?: string | null | undefined;
  /** Seconds of clip. */
  readonly duration?: number | null | undefined;
  /** The actual cost of the clip; a settlement calls it `actual`. */
  readonly cost?: Cost | null | undefined;
  /** The estimate that was recorded before the clip was made. */
  readonly estimate?: Cost | null | undefined;
  /** The time at which it was finished, or else made. */
  readonly at?: Date | undefined;
  readonly input?: Readonly<Record<string, unknown>> | null | undefined;
  readonly metrics?: Metrics | null | undefined;
  /** True if the provider has deleted the inputs, as it does after an hour. */
  readonly data_removed?: boolean | null | undefined;
}

interface Metrics {
  readonly predict_time?: number | null | undefined;
  readonly video_output_duration_seconds?: number | null | undefined;
  readonly video_output_count?: number | null | undefined;
  readonly resolution_target?: string | null | undefined;
  readonly with_audio?: boolean | null | undefined;
  readonly model_variant?: string | null | undefined;
}

/** A row as a file may spell it. */
interface SpelledRow extends Omit<ActualRow, "at"> {
  readonly key?: string | null | undefined;
  readonly actual?: Cost | null | undefined;
  readonly at?: Date | null | undefined;
  readonly completed_at?: Date | null | undefined;
  readonly created_at?: Date | null | undefined;
  readonly details?: { readonly model?: string | null | undefined } | null | undefined;
}

/** Gives a row one spelling: a settlement's `key`, `actual` and `details.model` are an id, a cost and a model. */
function spell({
  key,
  actual,
  details,
  at,
  completed_at: completed,
  created_at: created,
  ...row
}: SpelledRow): ActualRow {
  const time = at ?? completed ?? created;
  return {
    ...row,
    id: row.id || key,
    cost: row.cost ?? actual,
    model: row.model || details?.model,
    ...(time == null ? {} : { at: time }),
  };
}

/** A valid row, or every issue of it. */
export type ParsedRow = { readonly row: ActualRow } | { readonly problems: readonly RowIssue[] };

/** Parses a row; fields that are not used are left out. */
export function parseActualRow({ place, value }: SourceRow): ParsedRow {
  const result = v.safeParse(Row, value);
  if (result.success) return withoutGaps(place, spell(result.output));
  return { problems: result.issues.map((issue) => toIssue(place, issue)) };
}

function toIssue(place: Place, issue: v.BaseIssue<unknown>): RowIssue {
  const field = v.getDotPath(issue);
  return { place, message: issue.message, ...(field === null ? {} : { field }) };
}

function withoutGaps(place: Place, row: ActualRow): ParsedRow {
  const isPrediction = (row.status ?? row.metrics ?? row.input) != null;
  if (isPrediction || (row.cost != null && (row.duration ?? row.estimate) != null)) return { row };
  if (row.duration == null && row.cost == null && row.estimate == null) {
    const message =
      "is neither a prediction (status, input, metrics), nor a row of duration and cost, nor one of estimate and cost";
    return { problems: [{ place, message }] };
  }
  const [field, what] = row.cost == null ? ["cost", "dollars"] : ["duration", "seconds of clip"];
  return { problems: [{ place, field, message: `is missing; a row needs its ${what}` }] };
}

const Text = v.nullish(
  v.pipe(
    v.string(({ input }) => `must be a text, not ${formatValue(input)}`),
    // A terminal obeys control characters, and a secret can be pasted into any cell.
    v.transform((text) => redact(text.replaceAll(/\p{Cc}+/gu, " ").trim())),
  ),
);

const Metric = v.nullish(v.number(({ input }) => `must be a number of seconds, not ${formatValue(input)}`));

const Switch = v.nullish(v.boolean(({ input }) => `must be true or false, not ${formatValue(input)}`));

const Seconds = parsedBy(parseSeconds, "must be the seconds of the clip, a number of at least 0 such as 5 or 6.125");

const Dollars = parsedBy(parseDollars, 'must be dollars, a decimal of at least 0 such as "0.29"');

const Time = parsedBy(parseTime, "must be a date or time such as 2026-11-26T10:00:00Z");

const PlainObject = v.custom<object>(isObject, ({ input }) => `must be an object, not ${formatValue(input)}`);

const Row: v.GenericSchema<unknown, SpelledRow> = v.pipe(
  v.unknown(),
  PlainObject,
  v.object({
    id: Text,
    status: Text,
    model: Text,
    version: Text,
    duration: v.nullish(Seconds),
    cost: v.nullish(Dollars),
    estimate: v.nullish(Dollars),
    key: Text,
    actual: v.nullish(Dollars),
    at: v.nullish(Time),
    completed_at: v.nullish(Time),
    created_at: v.nullish(Time),
    details: v.nullish(v.pipe(PlainObject, v.object({ model: Text }))),
    input: v.nullish(v.pipe(PlainObject, v.record(v.string(), v.unknown()))),
    data_removed: Switch,
    metrics: v.nullish(
      v.pipe(
        PlainObject,
        v.object({
          predict_time: Metric,
          video_output_duration_seconds: Metric,
          video_output_count: v.nullish(
            v.number(({ input }) => `must be a number of clips, not ${formatValue(input)}`),
          ),
          resolution_target: Text,
          with_audio: Switch,
          model_variant: Text,
        }),
      ),
    ),
  }),
);

/** Parses seconds, a number or a plain decimal text. */
export function parseSeconds(value: unknown): number | undefined {
  const seconds = typeof value === "string" && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** Parses dollars, also as programs write small numbers: `9e-05`. */
function parseDollars(value: unknown): Cost | undefined {
  const text = typeof value === "number" ? String(value) : value;
  const [, whole, decimals = "", exponent = "0"] =
    (typeof text === "string" && /^\$?(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text)) || [];
  if (whole === undefined) return undefined;
  return costFromJSON({ amount: shiftPoint(whole, decimals, Number(exponent)), currency: "USD" });
}

/** Writes `whole.decimals * 10 ** exponent` without an exponent. */
function shiftPoint(whole: string, decimals: string, exponent: number): string {
  const scale = decimals.length - exponent;
  const digits = `${whole}${decimals}${"0".repeat(Math.max(0, -scale))}`.padStart(Math.max(0, scale) + 1, "0");
  const point = digits.length - Math.max(0, scale);
  return `${digits.slice(0, point).replace(/^0+(?=\d)/, "")}${scale > 0 ? `.${digits.slice(point)}` : ""}`;
}

/** Parses a day, a month or a time; one without a zone is of UTC, wherever the reader is. */
function parseTime(value: unknown): Date | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}.*)?)?$/.test(value)) return undefined;
  const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) || !value.includes(":");
  const time = new Date(isZoned ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function parsedBy<T>(parse: (value: unknown) => T | undefined, rule: string): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const parsed = parse(dataset.value);
      if (parsed !== undefined) return parsed;
      addIssue({ message: `${rule}, not ${formatValue(dataset.value)}` });
      return NEVER;
    }),
  );
}
