import { Writable } from "node:stream";
import type { Terminal } from "../terminal.ts";

/** A bar on stderr, or nothing if nobody watches. */
export interface Progress {
  /** Moves the bar to `done` of the total. */
  readonly update: (done: number) => void;
  /** Takes the bar away; more than once is as good as once. */
  readonly stop: () => void;
}

/**
 * Shows a bar on stderr if that is a terminal and nobody asked for quiet or for the log.
 *
 * The bar goes away by itself when the run is aborted.
 */
export async function showProgress(
  label: string,
  total: number,
  { interactive, stderr, signal }: Pick<Terminal, "interactive" | "stderr" | "signal">,
): Promise<Progress> {
  if (!interactive || total === 0 || !(stderr instanceof Writable)) return { update: () => {}, stop: () => {} };
  const { SingleBar, Presets } = await import("cli-progress");
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}`,
      stream: stderr,
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  const stop = (): void => {
    signal.removeEventListener("abort", stop);
    bar.stop();
  };
  signal.addEventListener("abort", stop, { once: true });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop };
}
