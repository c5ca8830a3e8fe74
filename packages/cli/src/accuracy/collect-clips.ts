import type { ModelName, Models, Price } from "@vg/config";
import { actualCost, type Cost, CostError, type MeteredPrediction } from "@vg/cost";
import { formatValue } from "@vg/internal";
import type { SetAsideReason, SetAsideRow } from "./accuracy.ts";
import { dollarsNumber } from "./format.ts";
import { clipSeconds, modelOfRow, nameOfModel, pricedModel, priceOfRow } from "./row-facts.ts";
import { type ActualRow, formatPlace, parseActualRow, type Place, type RowIssue, type SourceRow } from "./rows.ts";

/** A clip whose cost is known, and its length or its estimate. */
export interface PaidClip {
  readonly place: Place;
  readonly id?: string;
  readonly model?: string;
  /** The catalogue's name of the model, if it has it. */
  readonly knownModel?: ModelName;
  /** Seconds of clip; absent only if an estimate was recorded. */
  readonly duration?: number;
  readonly at?: Date;
  readonly actual: Cost;
  /** True if `actual` is the catalogue's price times what was measured. */
  readonly isPricedByCatalogue: boolean;
  /** The estimate that was recorded before the clip was made. */
  readonly recorded?: Cost;
  /** The price of its model, for what it was asked to make. */
  readonly price?: Price;
}

/** The model and price that rows are read with. */
export interface CollectOptions {
  /** The models there are. */
  readonly models: Models;
  /** The only model to judge; the rows that name another are set aside. */
  readonly model?: ModelName | undefined;
  /** The price of every run, in place of the catalogue's prices. */
  readonly price?: Price | undefined;
}

/** Every row of a file: a clip, set aside with its reason, or wrong. */
export interface CollectedClips {
  readonly clips: readonly PaidClip[];
  readonly setAside: readonly SetAsideRow[];
  readonly problems: readonly RowIssue[];
}

/** Sorts rows into clips, rows that cannot be compared, and wrong ones; each row is in exactly one of them. */
export function collectClips(rows: readonly SourceRow[], options: CollectOptions): CollectedClips {
  const clips: PaidClip[] = [];
  const setAside: SetAsideRow[] = [];
  const problems: RowIssue[] = [];
  const places = new Map<string, Place>();
  for (const source of rows) {
    const parsed = parseActualRow(source);
    if ("problems" in parsed) {
      problems.push(...parsed.problems);
      continue;
    }
    const { row } = parsed;
    const { place } = source;
    const id = row.id || undefined;
    const outcome = clipOfRow(row, { ...options, twin: id === undefined ? undefined : places.get(id) });
    if ("reason" in outcome) {
      setAside.push({ place, ...(id === undefined ? {} : { id }), ...outcome });
      continue;
    }
    if (id !== undefined) places.set(id, place);
    const model = nameOfModel(row);
    clips.push({
      place,
      ...(id === undefined ? {} : { id }),
      ...(model === undefined ? {} : { model }),
      ...(row.at === undefined ? {} : { at: row.at }),
      ...outcome,
    });
  }
  return { clips, setAside, problems };
}

interface Reason {
  readonly reason: SetAsideReason;
  readonly why: string;
}

function clipOfRow(
  row: ActualRow,
  { models, model: only, price: given, twin }: CollectOptions & { readonly twin: Place | undefined },
): Omit<PaidClip, "place" | "id" | "model" | "at"> | Reason {
  const { status } = row;
  if (status != null && status !== "succeeded") return reasonOfStatus(status);
  if (twin !== undefined) {
    return { reason: "duplicate", why: `the same id as on ${formatPlace(twin)}` };
  }
  const named = modelOfRow(row, models);
  const other = named ?? (row.model || undefined);
  if (only !== undefined && other !== undefined && named !== only) {
    return { reason: "other-model", why: `made by ${other}, not by ${only}` };
  }
  const model = named ?? only;
  const length = clipSeconds(row, model && models[model]);
  if ("why" in length && row.estimate == null) return { reason: "no-duration", why: length.why };
  const paid = costOfRow(row, { models, model, price: given });
  if ("why" in paid) return paid;
  if (dollarsNumber(paid.actual) === 0) {
    return { reason: "cost-nothing", why: "it cost nothing, so its estimate has no relative error" };
  }
  const priced = model === undefined ? undefined : priceOfRow(row, model, models);
  return {
    ...paid,
    ...("seconds" in length ? { duration: length.seconds } : {}),
    ...(model === undefined ? {} : { knownModel: model }),
    ...(row.estimate == null ? {} : { recorded: row.estimate }),
    ...(priced !== undefined && "price" in priced ? { price: priced.price } : {}),
  };
}

function reasonOfStatus(status: string): Reason {
  switch (status) {
    case "failed":
    case "canceled":
    case "aborted":
      return {
        reason: "no-clip",
        why: `${status}: there is no clip to compare, and the cost of such a run is not known`,
      };
    case "starting":
    case "processing":
    case "queued":
      return { reason: "not-finished", why: `${status}: it was not finished when the file was written` };
    default:
      return { reason: "no-clip", why: `its status is ${formatValue(status)}, not "succeeded"` };
  }
}

function costOfRow(
  row: ActualRow,
  { models, model, price: given }: CollectOptions,
): Pick<PaidClip, "actual" | "isPricedByCatalogue"> | Reason {
  if (row.cost != null) return { actual: row.cost, isPricedByCatalogue: false };
  const priced = given === undefined ? pricedModel(row, model, models) : { model: given };
  if ("why" in priced) return { reason: "no-price", why: priced.why };
  try {
    return { actual: actualCost(meteredOf(row), priced.model), isPricedByCatalogue: given === undefined };
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    if (error.code === "INVALID_RATES") {
      return { reason: "no-price", why: `${error.message}; say how it is billed with --price` };
    }
    if (error.code !== "MISSING_METRIC") throw error;
    return { reason: "no-metric", why: error.message };
  }
}

function meteredOf({ status, input, metrics, data_removed: isRemoved }: ActualRow): MeteredPrediction {
  return {
    status: status ?? undefined,
    ...(input != null && { input }),
    // A row without inputs does not say that they had their defaults.
    data_removed: isRemoved === true || input == null,
    metrics: {
      predict_time: metrics?.predict_time ?? undefined,
      video_output_duration_seconds: metrics?.video_output_duration_seconds ?? undefined,
      video_output_count: metrics?.video_output_count ?? undefined,
      resolution_target: metrics?.resolution_target ?? undefined,
      with_audio: metrics?.with_audio ?? undefined,
      model_variant: metrics?.model_variant ?? undefined,
    },
  };
}
