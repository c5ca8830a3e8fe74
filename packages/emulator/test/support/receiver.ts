import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A webhook that arrived. */
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that takes webhooks. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The one webhook that arrived. */
  readonly only: () => Received;
  /** The statuses of the next answers; 200 if none is left. */
  readonly statuses: number[];
}

/** Opens a receiver that the running test closes when it ends. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const url = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(statuses.shift() ?? 200, { location: "/elsewhere" }).end();
    });
  });
  const only = (): Received => {
    const [first, ...more] = received;
    if (first === undefined || more.length > 0) throw new TypeError(`${received.length} webhooks arrived.`);
    return first;
  };
  return { url, received, only, statuses };
}

/** Opens a server on loopback that the running test closes when it ends; returns the URL of its hook. */
export async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The receiver does not listen.");
  return `http://127.0.0.1:${address.port}/hook`;
}
