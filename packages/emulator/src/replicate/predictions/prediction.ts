import { deepFreeze } from "@vg/internal";
import type { Model } from "../models/model.ts";
import type { Outcome } from "./prediction-script.ts";

/** The states of a prediction; it has ended in the last four. */
export type PredictionStatus = "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";

/** The events that a webhook can be sent for. */
export type WebhookEvent = "start" | "output" | "logs" | "completed";

/** A prediction that was created. */
export interface Prediction {
  readonly id: string;
  /** The version as it was given; `owner/name` if the model was run by its name. */
  readonly version: string;
  /** `owner/name` of the model. */
  readonly model: string;
  /** Empty once the data was removed. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: PredictionStatus;
  /** Null unless it succeeded, and once the data was removed. */
  readonly output: unknown;
  readonly error: string | null;
  readonly logs: string;
  /** The numbers that it is billed by; empty until it has ended. */
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** Absent until it starts. */
  readonly startedAt?: Date;
  /** Absent until it has ended. */
  readonly completedAt?: Date;
  /** The time at which it is canceled or aborted, from the `Cancel-After` header. */
  readonly deadline?: Date;
  /** True once its input, output and logs were removed, an hour after its end. */
  readonly isDataRemoved: boolean;
}

/** A prediction as it is stored. */
export interface StoredPrediction {
  readonly id: string;
  readonly givenVersion: string;
  readonly model: Model;
  /** The inputs with which it runs; they outlive those that are shown. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly outcome: Outcome;
  readonly createdAt: number;
  readonly deadline: number | undefined;
  readonly webhook: { readonly url: string; readonly events: readonly WebhookEvent[] } | undefined;
  status: PredictionStatus;
  output: unknown;
  error: string | null;
  logs: string;
  metrics: Readonly<Record<string, unknown>>;
  startedAt: number | undefined;
  completedAt: number | undefined;
  isDataRemoved: boolean;
}

/** Returns whether a prediction has ended. */
export function hasEnded({ status }: Pick<Prediction, "status">): boolean {
  return status !== "starting" && status !== "processing";
}

/** Returns a copy of a prediction to hand out; changing it changes nothing here. */
export function copyOfPrediction(prediction: StoredPrediction): Prediction {
  const { id, givenVersion, model, input, status, output, error, logs, metrics, isDataRemoved } = prediction;
  const { createdAt, startedAt, completedAt, deadline } = prediction;
  return Object.freeze({
    id,
    version: givenVersion,
    model: `${model.owner}/${model.name}`,
    input: isDataRemoved ? deepFreeze({}) : input,
    status,
    output,
    error,
    logs,
    metrics,
    createdAt: new Date(createdAt),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
    ...(completedAt === undefined ? {} : { completedAt: new Date(completedAt) }),
    ...(deadline === undefined ? {} : { deadline: new Date(deadline) }),
    isDataRemoved,
  });
}

/** Returns a prediction as the API shows it. */
export function predictionJson(prediction: StoredPrediction, origin: string): Readonly<Record<string, unknown>> {
  const { id, givenVersion, model, status, output, error, logs, metrics, isDataRemoved } = prediction;
  const { createdAt, startedAt, completedAt, deadline } = prediction;
  const url = `${origin}/v1/predictions/${id}`;
  return {
    id,
    model: `${model.owner}/${model.name}`,
    // Replicate may hide the version of an official model; its own OpenAPI document does not allow the word `hidden`.
    version: model.kind === "official" ? model.versions[0].id : givenVersion.split(":").at(-1),
    input: isDataRemoved ? {} : prediction.input,
    logs,
    output,
    data_removed: isDataRemoved,
    error,
    source: "api",
    status,
    created_at: new Date(createdAt).toISOString(),
    ...(startedAt === undefined ? {} : { started_at: new Date(startedAt).toISOString() }),
    ...(completedAt === undefined ? {} : { completed_at: new Date(completedAt).toISOString() }),
    ...(deadline === undefined ? {} : { deadline: new Date(deadline).toISOString() }),
    ...(completedAt === undefined ? {} : { metrics }),
    urls: { get: url, cancel: `${url}/cancel`, web: `${origin}/p/${id}` },
  };
}
