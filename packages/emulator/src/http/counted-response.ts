import { ServerResponse } from "node:http";

/** A response that counts the bytes of body it sends: none where there is no body, none once its connection has ended. */
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
