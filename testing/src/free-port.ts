import { createServer } from "node:net";

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => resolve(undefined));
  await promise;
  const { port }: { port: number } = Object(server.address());
  const { promise: closed, resolve: done } = Promise.withResolvers<undefined>();
  server.close(() => done(undefined));
  await closed;
  return port;
}
