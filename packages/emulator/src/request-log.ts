import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { CountedResponse } from "./http/counted-response.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { FaultKind } from "./faults/fault.ts";
import type { RouteName, Service } from "./request-record.ts";

/** One request that arrived, and what became of it. */
export interface RequestRecord {
  /** Counts up from 1 in the order of arrival. */
  readonly id: number;
  /** When its headers arrived, by the emulator's clock. */
  readonly at: Date;
  /** The service it was for, by its path. */
  readonly service: Service;
  /** What it asked for; `unknown` where no route has that path and method. */
  readonly route: RouteName;
  /** In capitals, as it was sent. */
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
  /** The body, parsed, where it was JSON; a frozen copy. */
  readonly json?: unknown;
  /** The status that was answered; absent until headers go out, and for ever where none did. */
  readonly status?: number;
  /** Bytes of response body that were handed to the connection. */
  readonly bytesSent: number;
  /** The fault that struck this request. */
  readonly fault?: FaultKind;
  /** `complete` when the whole answer left, `aborted` when the connection ended before, `open` until one of them. */
  readonly outcome: "open" | "complete" | "aborted";
}

/** The record of a request while it is being filled in; how the answer fares is read from the response itself. */
export type OpenRecord = { -readonly [Field in keyof RequestRecord]: RequestRecord[Field] };

interface Entry {
  readonly record: OpenRecord;
  /** The answer that is under way; nothing once it has ended. */
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

  /** Starts the record of a request; it ends by itself with the response. */
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

  /** The records of now, frozen; what arrives later is not in the list. */
  snapshot(): readonly RequestRecord[] {
    return Object.freeze(
      this.#entries.map(({ record, response }) =>
        copyOfRecord(response === undefined ? record : { ...record, ...sentBy(response) }),
      ),
    );
  }

  /** Forgets the records; requests that are still open end without one. */
  clear(): void {
    this.#entries = [];
  }

  /** Resolves as soon as no request is open. */
  async idle(): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #end(entry: Entry, response: CountedResponse): void {
    // What is written from now on reaches nobody.
    Object.assign(entry.record, sentBy(response));
    entry.record.outcome = response.writableFinished ? "complete" : "aborted";
    entry.response = undefined;
    this.#open -= 1;
    if (this.#open > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** A record as it is now, frozen. */
export function copyOfRecord(record: RequestRecord): RequestRecord {
  return Object.freeze({ ...record, at: new Date(record.at) });
}

/** What has gone out of an answer: nothing at all before its headers. */
function sentBy(response: CountedResponse): Pick<RequestRecord, "status" | "bytesSent"> {
  return response.headersSent ? { status: response.statusCode, bytesSent: response.bytesSent } : { bytesSent: 0 };
}
