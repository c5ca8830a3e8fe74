import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EmulatorError } from "../validation.ts";
import { CountedResponse, type RequestLog } from "../request-log.ts";
import type { Service } from "../request-record.ts";

/** A service behind the gateway. */
export interface Upstream {
  /** Answers a request; its path begins at the root of the service. */
  routing(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<unknown>;
}

/** The start of the paths at which Replicate serves what needs no token; only the gateway adds it. */
export const PUBLIC_PREFIX = "/public" as const;

/** The parts of a gateway. */
export interface GatewayParts {
  readonly log: RequestLog;
  /** The path before `/storage/v1`. */
  readonly basePath: string;
  readonly now: () => number;
  /** Create the services; each is called when the first request for its service arrives. */
  readonly upstreams: Readonly<Record<Service, () => Promise<Upstream>>>;
  /** Returns whether a path is one of Replicate's that needs no token. */
  readonly isPublic: (path: string) => boolean;
}

/** The server in front of both services; like a Supabase's gateway it strips the prefix of the path. */
export class Gateway {
  readonly server: Server<typeof IncomingMessage, typeof CountedResponse>;
  readonly #log: RequestLog;
  readonly #storagePrefix: string;
  readonly #now: () => number;
  readonly #upstreams: GatewayParts["upstreams"];
  readonly #started: Map<Service, Promise<Upstream>> = new Map();
  readonly #isPublic: (path: string) => boolean;

  constructor({ log, basePath, now, upstreams, isPublic }: GatewayParts) {
    this.#log = log;
    this.#now = now;
    this.#storagePrefix = `${basePath}/storage/v1`;
    this.#upstreams = upstreams;
    this.#isPublic = isPublic;
    this.server = createServer(
      // Clients in slow tests keep connections for long; closing one here would look like a fault.
      { keepAliveTimeout: 600_000, requestTimeout: 0, ServerResponse: CountedResponse },
      (request, response) => this.#dispatch(request, response),
    );
  }

  /** Listens on loopback and resolves with the port. */
  async open(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", (cause) => {
        reject(new EmulatorError("port", `${port} cannot be used (${cause.message}); choose another`, { cause }));
      });
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return addressOf(this.server).port;
  }

  /** Stops listening, ends every connection at once, and closes the services. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    for (const upstream of this.#started.values()) await (await upstream).close();
  }

  #dispatch(request: IncomingMessage, response: CountedResponse): void {
    response.setHeader("date", new Date(this.#now()).toUTCString());
    const url = request.url ?? "/";
    const service = this.#serviceFor(url);
    this.#log.begin(request, response, service);
    if (service === "supabase") request.url = url.slice(this.#storagePrefix.length);
    if (service === "replicate" && !url.startsWith("/v1/")) request.url = PUBLIC_PREFIX + url;
    void this.#upstream(service).then((upstream) => upstream.routing(request, response));
  }

  #upstream(service: Service): Promise<Upstream> {
    const started = this.#started.get(service) ?? this.#upstreams[service]();
    this.#started.set(service, started);
    return started;
  }

  #serviceFor(url: string): Service {
    if (url.startsWith(`${this.#storagePrefix}/`)) return "supabase";
    return url.startsWith("/v1/") || this.#isPublic(url.split("?", 1).join()) ? "replicate" : "none";
  }
}

function addressOf(server: Pick<Server, "address">): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server does not listen on a port.");
  return address;
}
