import { deepFreeze } from "@vg/internal";
import { randomBytes } from "node:crypto";
import type { Timeline } from "../../timeline.ts";
import { clearTimer, setTimer } from "../../timers.ts";
import type { FileStore } from "../files.ts";
import { billedMetrics, clipSeconds } from "../models/metrics.ts";
import { type InputConditions, meets, type Model } from "../models/model.ts";
import { fetchFiles, localFiles } from "./input-files.ts";
import { createVideo } from "./output-video.ts";
import { hasEnded, predictionJson, type StoredPrediction, type WebhookEvent } from "./prediction.ts";
import type { PredictionScript } from "./prediction-script.ts";
import type { WebhookSender } from "./webhooks.ts";

/** A prediction to create. */
export interface NewPrediction {
  readonly givenVersion: string;
  readonly model: Model;
  readonly input: Readonly<Record<string, unknown>>;
  readonly webhook: StoredPrediction["webhook"];
  /** Milliseconds after which it is canceled or aborted. */
  readonly cancelAfter: number | undefined;
}

/** The parts that predictions need. */
export interface PredictionParts {
  readonly timeline: Timeline;
  readonly files: FileStore;
  readonly script: PredictionScript;
  readonly webhooks: WebhookSender;
  /** Returns `http://127.0.0.1:PORT`. */
  readonly origin: () => string;
}

/** Milliseconds between two webhooks for logs, or two for outputs. */
const WEBHOOK_INTERVAL = 500;

/** The predictions of one account, and their lives. */
export class PredictionStore {
  readonly #parts: PredictionParts;
  readonly #predictions: Map<string, StoredPrediction> = new Map();
  /** Called when a prediction ends. */
  readonly #waiting: Map<StoredPrediction, (() => void)[]> = new Map();
  /** Cancels what is due for a prediction that has not ended. */
  readonly #due: Map<StoredPrediction, (() => void)[]> = new Map();
  readonly #sent: WeakMap<StoredPrediction, Map<WebhookEvent, number>> = new WeakMap();

  constructor(parts: PredictionParts) {
    this.#parts = parts;
  }

  /** Creates a prediction, which starts and ends as its outcome says. */
  create({ givenVersion, model, input, webhook, cancelAfter }: NewPrediction): StoredPrediction {
    const { timeline, script } = this.#parts;
    const now = timeline.now();
    const frozen = deepFreeze(structuredClone(input));
    const prediction: StoredPrediction = {
      id: randomBytes(16).toString("hex").slice(0, 26),
      givenVersion,
      model,
      input: frozen,
      outcome: script.take({ model: `${model.owner}/${model.name}`, input: frozen }),
      createdAt: now,
      deadline: cancelAfter === undefined ? undefined : now + cancelAfter,
      webhook,
      status: "starting",
      output: null,
      error: null,
      logs: "",
      metrics: deepFreeze({}),
      startedAt: undefined,
      completedAt: undefined,
      isDataRemoved: false,
    };
    this.#predictions.set(prediction.id, prediction);
    const { outcome, startsAfter } = prediction.outcome;
    if (outcome !== "never-start") this.#schedule(prediction, now + startsAfter, (at) => this.#start(prediction, at));
    if (prediction.deadline !== undefined) {
      this.#schedule(prediction, prediction.deadline, (at) =>
        this.#end(prediction, prediction.status === "starting" ? "aborted" : "canceled", at),
      );
    }
    return prediction;
  }

  /** Returns a prediction by its id. */
  find(id: string): StoredPrediction | undefined {
    return this.#predictions.get(id);
  }

  /** Returns all predictions, oldest first. */
  list(): readonly StoredPrediction[] {
    return [...this.#predictions.values()];
  }

  /** Cancels a prediction that has not ended. */
  cancel(prediction: StoredPrediction): void {
    if (!hasEnded(prediction)) this.#end(prediction, "canceled", this.#parts.timeline.now());
  }

  /** Resolves when a prediction has ended, or after `ms` milliseconds. */
  async waitFor(prediction: StoredPrediction, ms: number): Promise<void> {
    const { timeline } = this.#parts;
    timeline.runDue();
    if (hasEnded(prediction)) return;
    await new Promise<void>((resolve) => {
      // The request also ends in real time, because a clock that a test turns may stand still.
      const timer = setTimer(() => resolve(), ms);
      const stop = timeline.schedule(timeline.now() + ms, () => resolve());
      const end = (): void => {
        clearTimer(timer);
        stop();
        resolve();
      };
      this.#waiting.set(prediction, [...(this.#waiting.get(prediction) ?? []), end]);
    });
  }

  /** Returns the file that a prediction has made; undefined before its end and once its data was removed. */
  outputFile(prediction: StoredPrediction): Uint8Array | undefined {
    const { status, isDataRemoved, model, input } = prediction;
    return status === "succeeded" && !isDataRemoved ? createVideo(clipSeconds(model, input)) : undefined;
  }

  #start(prediction: StoredPrediction, at: number): void {
    const { model, input, outcome } = prediction;
    prediction.status = "processing";
    prediction.startedAt = at;
    prediction.logs = `Using seed: ${JSON.stringify(input["seed"] ?? 42)}\n  0%|          | 0/10\n`;
    this.#notify(prediction, "start", at);
    this.#notify(prediction, "logs", at);
    if (outcome.outcome === "hang") return;
    const urls = localFiles(model, input);
    const fetched = urls.length === 0 ? undefined : fetchFiles(urls, this.#parts.files);
    this.#schedule(prediction, at + outcome.runsFor, (end) => {
      if (fetched === undefined) this.#finish(prediction, undefined, end);
      else this.#parts.timeline.track(fetched.then((problem) => this.#finish(prediction, problem, end)));
    });
  }

  /** Ends a prediction as its inputs and its outcome say. */
  #finish(prediction: StoredPrediction, problem: string | undefined, at: number): void {
    if (hasEnded(prediction)) return;
    const { outcome, model } = prediction;
    const error = outcome.outcome === "fail" ? outcome.error : (problem ?? brokenRule(prediction));
    if (error !== undefined) {
      prediction.error = error;
      prediction.logs += `${error}\n`;
      this.#end(prediction, "failed", at);
      return;
    }
    const url = `${this.#parts.origin()}/delivery/${prediction.id}/output.mp4`;
    prediction.logs += "100%|##########| 10/10\n";
    prediction.output = deepFreeze(
      "output" in outcome ? structuredClone(outcome.output) : model.output === "uri[]" ? [url] : url,
    );
    this.#notify(prediction, "logs", at);
    this.#notify(prediction, "output", at);
    this.#end(prediction, "succeeded", at);
  }

  #end(prediction: StoredPrediction, status: "succeeded" | "failed" | "canceled" | "aborted", at: number): void {
    for (const cancel of this.#due.get(prediction) ?? []) cancel();
    this.#due.delete(prediction);
    prediction.status = status;
    prediction.completedAt = at;
    prediction.metrics = deepFreeze(metricsOf(prediction, at));
    this.#notify(prediction, "completed", at);
    const { keepsDataFor } = prediction.outcome;
    if (Number.isFinite(keepsDataFor)) {
      this.#parts.timeline.schedule(at + keepsDataFor, () => {
        Object.assign(prediction, { isDataRemoved: true, output: null, logs: "" });
      });
    }
    for (const resolve of this.#waiting.get(prediction) ?? []) resolve();
    this.#waiting.delete(prediction);
  }

  #schedule(prediction: StoredPrediction, at: number, run: (at: number) => void): void {
    const cancel = this.#parts.timeline.schedule(at, run);
    this.#due.set(prediction, [...(this.#due.get(prediction) ?? []), cancel]);
  }

  /** Sends a webhook about an event, if it is wanted and not too soon after the last one. */
  #notify(prediction: StoredPrediction, event: WebhookEvent, at: number): void {
    const { webhook } = prediction;
    if (webhook?.events.includes(event) !== true) return;
    const sent = this.#sent.get(prediction) ?? new Map<WebhookEvent, number>();
    const last = sent.get(event);
    if (last !== undefined && at - last < WEBHOOK_INTERVAL) return;
    this.#sent.set(prediction, sent.set(event, at));
    const body = JSON.stringify(predictionJson(prediction, this.#parts.origin()));
    this.#parts.webhooks.send({ prediction: prediction.id, event, url: webhook.url, body });
  }
}

/** Returns the reason of the first rule that the inputs break; a default breaks none. */
function brokenRule({ model, input }: StoredPrediction): string | undefined {
  return model.rules?.find(({ when, needs = {} }) => meets(model, when, input) && breaks(model, needs, input))?.reason;
}

function breaks(model: Model, needs: InputConditions, input: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(needs).some(([name, condition]) => {
    const isGiven = name in input || (typeof condition === "object" && "present" in condition);
    return isGiven && !meets(model, { [name]: condition }, input);
  });
}

function metricsOf(prediction: StoredPrediction, at: number): Readonly<Record<string, unknown>> {
  const { status, startedAt, createdAt, model, input, outcome } = prediction;
  const typical = model.prices?.find(({ kind }) => kind === "gpu-second")?.typicalRunSeconds;
  const ran = startedAt === undefined ? undefined : (at - startedAt) / 1000;
  const predictTime = status === "succeeded" && typical !== undefined ? Number(typical) : ran;
  const waited = ((startedAt ?? at) - createdAt) / 1000;
  const metrics = {
    ...(predictTime === undefined ? {} : { predict_time: predictTime }),
    total_time: Math.round((waited + (predictTime ?? 0)) * 1000) / 1000,
    ...(status === "succeeded" ? billedMetrics(model, input) : {}),
    ...outcome.metrics,
  };
  return Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== null));
}
