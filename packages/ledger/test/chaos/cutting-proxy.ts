import { createServer, connect, type Socket } from "node:net";

/** A way to a server on which connections break. */
export interface CuttingProxy {
  readonly port: number;
  /** Breaks this part of the connections, chosen at random, in the middle of whatever they carry; returns how many. */
  cut(part: number): number;
  stop(): Promise<void>;
}

/** Starts a proxy on a port of 127.0.0.1 that is free. */
export async function startProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => undefined);
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await promise;
  const { port }: { port: number } = Object(server.address());
  const cut = (part: number): number => {
    const chosen = [...open].filter(() => Math.random() < part);
    for (const socket of chosen) socket.resetAndDestroy();
    return chosen.length;
  };
  return {
    port,
    cut,
    async stop() {
      const { promise: closed, resolve: done } = Promise.withResolvers<undefined>();
      server.close(() => done(undefined));
      cut(1);
      await closed;
    },
  };
}
