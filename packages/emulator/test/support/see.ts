import { type IncomingHttpHeaders, request as httpRequest } from "node:http";

/** What a client sees: status, headers, the bytes that came, and how it ended. */
export interface Seen {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly end: "complete" | "reset" | "cut";
}

/** How to ask. */
export interface SeeOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of body after which the client hangs up. */
  readonly leaveAfter?: number;
}

/** Asks with `node:http`, which shows everything and sends a path as it is. */
export async function see(url: string, options: SeeOptions = {}): Promise<Seen> {
  const { leaveAfter = Number.POSITIVE_INFINITY, ...ask } = options;
  const [, origin = "", path = "/"] = /^(\w+:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  return new Promise((resolve) => {
    const request = httpRequest(origin, { ...ask, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const done = (end: Seen["end"]): void =>
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks), end });
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).length >= leaveAfter) response.destroy();
      });
      response.on("end", () => done("complete"));
      response.on("close", () => done("cut"));
      response.on("error", () => done("cut"));
    });
    request.on("error", () => resolve({ status: undefined, headers: {}, bytes: Buffer.alloc(0), end: "reset" }));
    request.end();
  });
}
