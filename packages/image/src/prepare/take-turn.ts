import type PQueue from "p-queue";

/**
 * Waits for a place in a queue and then does the work; an aborted signal ends the waiting.
 *
 * Work that has begun ends by itself, as it listens to the same signal: what it has to tell is waited for.
 */
export async function takeTurn<T>(queue: PQueue, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined;
  try {
    return await queue.add(() => (begun = work()), { signal });
  } catch (error) {
    if (begun === undefined) throw error;
    return begun;
  }
}
