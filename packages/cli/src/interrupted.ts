/** The signals that end `vg` at once. */
export type InterruptSignal = "SIGINT" | "SIGTERM";

/** The reason of an aborted run: Ctrl-C, or a request to terminate. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: InterruptSignal;

  constructor(signal: InterruptSignal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}
