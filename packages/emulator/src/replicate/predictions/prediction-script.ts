import { isObject } from "@vg/internal";
import * as v from "valibot";
import type { FaultHandle } from "../../faults/fault-rule.ts";
import { objectOf, type SchemasOf, TEXT, validateObject, withRule } from "../../validation.ts";

/** The time that a prediction takes. */
export interface Pace {
  /**
   * Milliseconds until it starts, at least 0.
   *
   * @default 200
   */
  readonly startsAfter?: number;
  /**
   * Milliseconds from its start to its end, at least 0.
   *
   * @default 800
   */
  readonly runsFor?: number;
}

/** The end of a prediction, and the way there. */
export interface PredictionOutcome extends Pace {
  /**
   * `succeed`; `fail` with `error`; `hang` while it runs, or `never-start`, until it is canceled.
   *
   * @default "succeed"
   */
  readonly outcome?: "succeed" | "fail" | "hang" | "never-start";
  /**
   * The error of a prediction that fails.
   *
   * @default "Prediction failed for an unknown reason."
   */
  readonly error?: string;
  /**
   * The output of a prediction that succeeds.
   *
   * @default the URL of a small MP4 as long as the inputs ask for, in a list if the model gives lists
   */
  readonly output?: unknown;
  /**
   * Metrics in place of the computed ones, by their names; null leaves one out.
   *
   * @default {}
   */
  readonly metrics?: Readonly<Record<string, unknown>>;
  /**
   * Milliseconds from its end until its input, output and logs are removed, at least 0; `Number.POSITIVE_INFINITY` for
   * never.
   *
   * @default 3_600_000
   */
  readonly keepsDataFor?: number;
}

/** A prediction that is being created. */
export interface PredictionRequest {
  /** `owner/name` of the model. */
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An outcome, and the predictions that have it: those that match every field that is given. */
export interface PredictionRule extends PredictionOutcome {
  /** `owner/name` of the model; any if absent. */
  readonly model?: string;
  /** Decides last: it is called once for every prediction that matches `model`. */
  readonly when?: (prediction: PredictionRequest) => boolean;
  /**
   * The number of predictions that have this outcome, at least 1; `Number.POSITIVE_INFINITY` for all.
   *
   * @default 1
   */
  readonly times?: number;
}

/** An outcome that is complete. */
export type Outcome = Required<Omit<PredictionOutcome, "output">> & Pick<PredictionOutcome, "output">;

interface Entry {
  readonly rule: PredictionRule;
  hits: number;
  left: number;
}

/** The outcomes that were ordered: a prediction has the first one that matches, or succeeds. */
export class PredictionScript {
  readonly #pace: Required<Pace>;
  #entries: Entry[] = [];

  constructor(pace: Pace) {
    this.#pace = { startsAfter: pace.startsAfter ?? 200, runsFor: pace.runsFor ?? 800 };
  }

  /**
   * Orders an outcome by a copy of the rule.
   *
   * @throws {@link EmulatorError} if a field is invalid.
   */
  add(rule: PredictionRule): FaultHandle {
    const own = isObject(rule) ? { ...rule } : rule;
    validateObject("rule", RULE, own);
    const entry: Entry = { rule: own, hits: 0, left: own.times ?? 1 };
    this.#entries.push(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => this.#remove(entry),
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** Takes the outcome of a prediction out of the script. */
  take(request: PredictionRequest): Outcome {
    const entry = this.#entries.find(
      ({ rule: { model, when } }) => (model === undefined || model === request.model) && (when?.(request) ?? true),
    );
    if (entry === undefined) return this.#complete({});
    entry.hits += 1;
    entry.left -= 1;
    if (entry.left <= 0) this.#remove(entry);
    return this.#complete(entry.rule);
  }

  #complete(rule: PredictionRule): Outcome {
    const {
      outcome = "succeed",
      startsAfter = this.#pace.startsAfter,
      runsFor = this.#pace.runsFor,
      error = "Prediction failed for an unknown reason.",
      metrics = {},
      keepsDataFor = HOUR,
      output,
    } = rule;
    return { outcome, startsAfter, runsFor, error, metrics, keepsDataFor, ...(output === undefined ? {} : { output }) };
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}

const HOUR = 60 * 60 * 1000;

const DURATION = withRule("be a number of milliseconds from 0 up", v.pipe(v.number(), v.finite(), v.minValue(0)));

/** The schemas of a pace. */
export const PACE_FIELDS: SchemasOf<Pace> = {
  startsAfter: v.optional(DURATION),
  runsFor: v.optional(DURATION),
};

const RULE = objectOf("rule", {
  ...PACE_FIELDS,
  outcome: v.optional(
    withRule(
      'be one of "succeed", "fail", "hang", "never-start"',
      v.picklist(["succeed", "fail", "hang", "never-start"]),
    ),
  ),
  error: v.optional(TEXT),
  output: v.optional(v.unknown()),
  metrics: v.optional(withRule("be an object", v.custom<Readonly<Record<string, unknown>>>(isObject))),
  keepsDataFor: v.optional(withRule("be a number of milliseconds from 0 up", v.pipe(v.number(), v.minValue(0)))),
  model: v.optional(withRule("be owner/name", v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)))),
  when: v.optional(
    withRule(
      "be a function",
      v.custom<NonNullable<PredictionRule["when"]>>((value) => typeof value === "function"),
    ),
  ),
  times: v.optional(
    withRule(
      "be a whole number from 1 up, or Infinity",
      v.union([v.pipe(v.number(), v.safeInteger(), v.minValue(1)), v.literal(Number.POSITIVE_INFINITY)]),
    ),
  ),
} satisfies SchemasOf<PredictionRule>);
