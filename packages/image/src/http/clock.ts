/** Where time comes from; a test replaces it and lets time pass as it likes. */
export interface Clock {
  /** Milliseconds since the start of 1970. */
  now(): number;
  /**
   * Calls `callback` once, `ms` milliseconds from now, unless the returned function is called before.
   */
  schedule(callback: () => void, ms: number): () => void;
}

/** The time of the machine. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  schedule: (callback: () => void, ms: number) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});
