import { deepFreeze } from "@vg/internal";
import { type IncomingMessage, ServerResponse } from "node:http";
import { copyOfRecord, type OpenRecord, type RequestRecord, type Service } from "./request-record.ts";

interface Entry {
  readonly record: OpenRecord;
  /** The answer that is under way; undefined once it has ended. */
  response: CountedResponse | undefined;
}

/** The requests of one emulator, oldest first, at most `limit` of them. */
export class RequestLog {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #records: WeakMap<IncomingMessage, OpenRecord> = new WeakMap();
  #entries: Entry[] = [];
  #count = 0;
  #open = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Starts the record of a request, which ends with its response. */
  begin(request: IncomingMessage, response: CountedResponse, service: Service): void {
    const url = request.url ?? "/";
    const record: OpenRecord = {
      id: ++this.#count,
      at: new Date(this.#now()),
      service,
      route: "unknown",
      method: request.method ?? "GET",
      url,
      path: url.split("?", 1).join(),
      origin: `http://${request.headers.host ?? ""}`,
      headers: deepFreeze({ ...request.headers }),
      bodyBytes: 0,
      bytesSent: 0,
      outcome: "open",
    };
    const entry: Entry = { record, response };
    this.#records.set(request, record);
    this.#open += 1;
    this.#entries.push(entry);
    if (this.#entries.length > this.#limit) this.#entries.shift();
    response.once("close", () => this.#end(entry, response));
  }

  /** The record of a request that has begun. */
  recordOf(request: IncomingMessage): OpenRecord {
    const record = this.#records.get(request);
    if (record === undefined) throw new TypeError("The request did not come through the gateway.");
    return record;
  }

  /** A frozen copy of the records. */
  snapshot(): readonly RequestRecord[] {
    return Object.freeze(
      this.#entries.map(({ record, response }) =>
        copyOfRecord(response === undefined ? record : { ...record, ...sentBy(response) }),
      ),
    );
  }

  /** Deletes the records; requests that are still open will have none. */
  clear(): void {
    this.#entries = [];
  }

  /** Resolves as soon as no request is open. */
  async idle(): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #end(entry: Entry, response: CountedResponse): void {
    // What is written from now on is not sent.
    Object.assign(entry.record, sentBy(response));
    entry.record.outcome = response.writableFinished ? "complete" : "aborted";
    entry.response = undefined;
    this.#open -= 1;
    if (this.#open > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Returns the part of an answer that was sent: nothing before its headers. */
function sentBy(response: CountedResponse): Pick<RequestRecord, "status" | "bytesSent"> {
  return response.headersSent ? { status: response.statusCode, bytesSent: response.bytesSent } : { bytesSent: 0 };
}

/** A response that counts the bytes of body it sends; bytes written after its connection has ended do not count. */
export class CountedResponse extends ServerResponse {
  #bytesSent = 0;

  /** Bytes of body that were handed to the connection. */
  get bytesSent(): number {
    return this.#bytesSent;
  }

  override write(chunk: unknown, ...rest: never[]): boolean {
    this.#count(chunk);
    return super.write(chunk, ...rest);
  }

  override end(chunk?: unknown, ...rest: never[]): this {
    this.#count(chunk);
    return super.end(chunk, ...rest);
  }

  #count(chunk: unknown): void {
    const hasBody = this.req.method !== "HEAD" && this.statusCode !== 204 && this.statusCode !== 304;
    if (!hasBody || this.destroyed) return;
    if (typeof chunk === "string" || chunk instanceof Uint8Array) this.#bytesSent += Buffer.byteLength(chunk);
  }
}
