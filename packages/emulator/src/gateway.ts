import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EmulatorError } from "./emulator-error.ts";
import type { OpenRecord, RequestLog } from "./request-log.ts";

/** Answers a request whose path begins at the service's own root. */
export type Service = (request: IncomingMessage, response: ServerResponse) => void;

/** The one door in front of both services, as a Supabase's gateway is: it strips the prefix and passes on. */
export class Gateway {
  readonly server: Server;
  readonly #log: RequestLog;
  readonly #records: WeakMap<IncomingMessage, OpenRecord> = new WeakMap();
  readonly #storagePrefix: string;
  readonly #now: () => number;
  #storage: Service | undefined;
  #replicate: Service | undefined;

  constructor(log: RequestLog, storagePrefix: string, now: () => number) {
    this.#log = log;
    this.#now = now;
    this.#storagePrefix = storagePrefix;
    // Clients keep their connections for long in tests that stand still; an end from here would look like a fault.
    this.server = createServer({ keepAliveTimeout: 600_000, requestTimeout: 0 }, (request, response) =>
      this.#dispatch(request, response),
    );
  }

  /** The record of a request that came through here. */
  recordOf(request: IncomingMessage): OpenRecord {
    return this.#records.get(request) ?? this.#begin(request, "none");
  }

  /** Puts the services behind the door and opens it on loopback; resolves with the port. */
  async open(port: number, storage: Service, replicate: Service): Promise<number> {
    this.#storage = storage;
    this.#replicate = replicate;
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", (cause) => {
        reject(new EmulatorError("port", `${port} cannot be used (${cause.message}); choose another`, { cause }));
      });
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return addressOf(this.server).port;
  }

  /** Stops listening and ends every connection at once. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader("date", new Date(this.#now()).toUTCString());
    const url = request.url ?? "/";
    const prefix = `${this.#storagePrefix}/storage/v1`;
    if (url.startsWith(`${prefix}/`)) {
      this.#finish(this.#begin(request, "supabase"), response);
      request.url = url.slice(prefix.length);
      this.#storage?.(request, response);
      return;
    }
    if (url.startsWith("/v1/")) {
      this.#finish(this.#begin(request, "replicate"), response);
      this.#replicate?.(request, response);
      return;
    }
    const record = this.#begin(request, "none");
    this.#finish(record, response);
    const body = '{"message":"no Route matched with those values"}';
    record.status = 404;
    record.bytesSent = body.length;
    response.writeHead(404, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
    response.end(body);
  }

  #begin(request: IncomingMessage, service: OpenRecord["service"]): OpenRecord {
    const record = this.#log.begin(request, service);
    this.#records.set(request, record);
    return record;
  }

  #finish(record: OpenRecord, response: ServerResponse): void {
    response.once("close", () => this.#log.end(record, response.writableFinished ? "complete" : "aborted"));
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server does not listen on a port.");
  return address;
}
