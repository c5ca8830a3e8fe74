import type { Readable, Writable } from "node:stream";

/** What a run of `vg` reads from, writes to and stops at; a process's own streams and signals, or a test's. */
export interface CliContext {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborted by Ctrl-C with an `Interrupted` as its reason. */
  readonly signal: AbortSignal;
}
