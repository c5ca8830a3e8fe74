import { createHmac, randomBytes } from "node:crypto";
import type { Timeline } from "../../timeline.ts";
import { clearTimer, setTimer } from "../../timers.ts";
import type { WebhookEvent } from "./prediction.ts";

/** One attempt to send a webhook. */
export interface WebhookDelivery {
  /** The same for all attempts of one message; its `webhook-id` header. */
  readonly id: string;
  /** The id of the prediction. */
  readonly prediction: string;
  readonly event: WebhookEvent;
  readonly url: string;
  /** Counts up from 1. */
  readonly attempt: number;
  /** When it was sent, by the emulator's clock. */
  readonly at: Date;
  /** The status of the answer; absent if there was none. */
  readonly status?: number;
}

/** A message that is sent to a webhook. */
export interface WebhookMessage {
  readonly prediction: string;
  readonly event: WebhookEvent;
  readonly url: string;
  /** The prediction as JSON. */
  readonly body: string;
}

/** Seconds before each retry: the last one is about a minute after the prediction has ended. */
const RETRY_DELAYS: readonly number[] = [2, 4, 8, 16, 32];

/** Milliseconds of real time after which an attempt has failed. */
const TIMEOUT = 10_000;

/**
 * Sends webhooks, signed as Svix signs them. Only the last one of a prediction is tried again, if there is no answer or its
 * status is 400 or more; a redirect is not followed.
 */
export class WebhookSender {
  readonly #timeline: Timeline;
  readonly #key: Buffer;
  readonly #closed: AbortController = new AbortController();
  readonly #queues: Map<string, Promise<void>> = new Map();
  readonly #deliveries: WebhookDelivery[] = [];

  /** `secret` is `whsec_` and a key in base64. */
  constructor(timeline: Timeline, secret: string) {
    this.#timeline = timeline;
    this.#key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  }

  /** Copies of the attempts, oldest first. */
  get deliveries(): readonly WebhookDelivery[] {
    return Object.freeze(this.#deliveries.map((delivery) => Object.freeze({ ...delivery, at: new Date(delivery.at) })));
  }

  /** Sends a message after the earlier ones of its prediction. */
  send(message: WebhookMessage): void {
    const id = `msg_${randomBytes(20).toString("base64url").replaceAll(/[-_]/g, "0")}`;
    const earlier = this.#queues.get(message.prediction) ?? Promise.resolve();
    const sent = earlier.then(() => this.#attempt(id, message, 1));
    this.#queues.set(message.prediction, sent);
    this.#timeline.track(sent);
  }

  /** Ends every attempt. */
  close(): void {
    this.#closed.abort();
  }

  async #attempt(id: string, message: WebhookMessage, attempt: number): Promise<void> {
    if (this.#closed.signal.aborted) return;
    const now = this.#timeline.now();
    const { prediction, event, url } = message;
    const delivery = { id, prediction, event, url, attempt, at: new Date(now) };
    const status = await this.#post(id, message, Math.floor(now / 1000));
    this.#deliveries.push(status === undefined ? delivery : { ...delivery, status });
    const delay = RETRY_DELAYS[attempt - 1];
    const failed = status === undefined || status >= 400;
    if (!failed || event !== "completed" || delay === undefined) return;
    this.#timeline.schedule(this.#timeline.now() + delay * 1000, () => {
      this.#timeline.track(this.#attempt(id, message, attempt + 1));
    });
  }

  /** Returns the status of the answer; undefined if there is none. */
  async #post(id: string, { url, body }: WebhookMessage, timestamp: number): Promise<number | undefined> {
    const signature = createHmac("sha256", this.#key).update(`${id}.${timestamp}.${body}`).digest("base64");
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const timer = setTimer(abort, TIMEOUT);
    this.#closed.signal.addEventListener("abort", abort);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(timestamp),
          "webhook-signature": `v1,${signature}`,
        },
        body,
        redirect: "manual",
        signal: controller.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    } finally {
      clearTimer(timer);
      this.#closed.signal.removeEventListener("abort", abort);
    }
  }
}
