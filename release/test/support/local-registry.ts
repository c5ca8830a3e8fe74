import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";
import type { Registry } from "../../src/registry.ts";

/** A private registry on loopback, with a storage of its own and no way to any other. */
export interface LocalRegistry extends Registry {
  /** Lets this many packages be published, then breaks every connection that publishes, until it is called again. */
  breakAfter(published: number): void;
  stop(): Promise<void>;
}

/** Starts a registry on a port that is free, with its files in `folder`. */
export async function startRegistry(folder: string): Promise<LocalRegistry> {
  const verdaccio = await runServer(configuration(folder));
  let left = Number.POSITIVE_INFINITY;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const publishes = request.method === "PUT" && !request.url?.startsWith("/-/");
    if (publishes && left-- <= 0) request.socket.destroy();
    else verdaccio.emit("request", request, response);
  });
  // While a test packs or installs, nobody is heard here; a connection that waits is none to be closed.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  const { promise: listening, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await listening;
  const url = `http://127.0.0.1:${port(server.address())}/`;
  return {
    url,
    token: await signUp(url),
    breakAfter: (published) => {
      left = published;
    },
    stop: async () => {
      const { promise: closed, resolve: done } = Promise.withResolvers<undefined>();
      server.close(() => done(undefined));
      server.closeAllConnections();
      await closed;
    },
  };
}

function configuration(folder: string): object {
  return {
    storage: join(folder, "storage"),
    configPath: join(folder, "config.yaml"),
    self_path: join(folder, "config.yaml"),
    web: { enable: false },
    uplinks: {},
    max_body_size: "100mb",
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    // A signed token is checked at once; the other kind holds the password, which is hashed for every request.
    security: { api: { jwt: { sign: { expiresIn: "1d" } } } },
    packages: { "**": { access: "$authenticated", publish: "$authenticated" } },
    log: { type: "stdout", format: "pretty", level: "fatal" },
  };
}

function port(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("The registry listens on no port.");
  return address.port;
}

async function signUp(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:releaser`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "releaser", password: "a password of the proof" }),
  });
  const [, token = ""] = /"token": ?"([^"]+)"/.exec(await response.text()) ?? [];
  if (token === "") throw new Error(`The registry gave no token, but HTTP ${response.status}.`);
  return token;
}
