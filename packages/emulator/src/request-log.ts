import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { FaultKind } from "./fault.ts";
import type { RouteName, Service } from "./route-name.ts";

/** One request that arrived, and what became of it. */
export interface RequestRecord {
  /** Counts up from 1 in the order of arrival. */
  readonly id: number;
  /** When its headers arrived, by the emulator's clock. */
  readonly at: Date;
  readonly service: Service;
  readonly route: RouteName;
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly url: string;
  /** The path exactly as it was sent, without the query. */
  readonly path: string;
  /** The origin the client meant, from its `Host` header, such as `http://127.0.0.1:54321`. */
  readonly origin: string;
  /** The bucket in the path, decoded. */
  readonly bucket?: string;
  /** The key in the path, decoded. */
  readonly key?: string;
  /** The headers as they arrived, names in lower case; secrets included, they are the emulator's own. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** Bytes of request body that were read. */
  readonly bodyBytes: number;
  /** The body, parsed, where it was JSON. */
  readonly json?: unknown;
  /** The status that was answered; absent while there is none. */
  readonly status?: number;
  /** Bytes of response body that were handed to the connection. */
  readonly bytesSent: number;
  /** The fault that struck this request. */
  readonly fault?: FaultKind;
  /** `complete` when the whole answer left, `aborted` when the connection ended before, `open` until one of them. */
  readonly outcome: "open" | "complete" | "aborted";
}

/** The record of a request while it is being filled in. */
export type OpenRecord = { -readonly [Field in keyof RequestRecord]: RequestRecord[Field] };

/** The requests of one emulator, oldest first, at most `limit` of them. */
export class RequestLog {
  readonly #limit: number;
  readonly #now: () => number;
  #records: OpenRecord[] = [];
  #count = 0;
  #open = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Starts the record of a request. */
  begin(request: IncomingMessage, service: Service): OpenRecord {
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
      headers: Object.freeze({ ...request.headers }),
      bodyBytes: 0,
      bytesSent: 0,
      outcome: "open",
    };
    this.#open += 1;
    this.#records.push(record);
    if (this.#records.length > this.#limit) this.#records.shift();
    return record;
  }

  /** Ends the record of a request. */
  end(record: OpenRecord, outcome: "complete" | "aborted"): void {
    record.outcome = outcome;
    this.#open -= 1;
    if (this.#open > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** The records of now, frozen; what arrives later is not in the list. */
  snapshot(): readonly RequestRecord[] {
    return Object.freeze(this.#records.map((record) => Object.freeze({ ...record })));
  }

  /** Forgets the records; requests that are still open end without one. */
  clear(): void {
    this.#records = [];
  }

  /** Resolves as soon as no request is open. */
  async idle(): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
