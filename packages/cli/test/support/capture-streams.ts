import { Readable, Writable } from "node:stream";
import type { CliContext } from "../../src/index.ts";

/** A stream that keeps what is written to it. */
class Capture extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** A context, and its streams of output. */
interface Captured {
  readonly context: CliContext & { readonly stdout: Capture; readonly stderr: Capture };
  readonly stdout: Capture;
  readonly stderr: Capture;
}

/** A context whose streams are pipes that keep what is written. */
export function captureStreams({
  stdin = "",
  signal = new AbortController().signal,
}: {
  readonly stdin?: string | Buffer;
  readonly signal?: AbortSignal;
} = {}): Captured {
  const stdout = new Capture();
  const stderr = new Capture();
  return { context: { stdin: Readable.from([stdin]), stdout, stderr, signal }, stdout, stderr };
}
