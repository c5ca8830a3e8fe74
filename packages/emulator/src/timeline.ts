import { clearTimer, LONGEST_TIMER, setTimer, type Timer } from "./timers.ts";

/** Runs at its time, which it is called with, or later if the clock jumped over it. */
type Run = (at: number) => void;

interface Entry {
  readonly at: number;
  readonly run: Run;
}

/**
 * The emulator's time, and everything that is due at a point of it. Time passes as the clock says, and in steps by
 * {@link Timeline.advance}.
 */
export class Timeline {
  readonly #clock: () => number;
  readonly #pending: Set<Promise<void>> = new Set();
  #offset = 0;
  #entries: Entry[] = [];
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Returns the time in milliseconds since 1970. */
  now(): number {
    return this.#clock() + this.#offset;
  }

  /** Runs `run` once the time is `at`; returns a function that cancels it. */
  schedule(at: number, run: Run): () => void {
    const entry: Entry = { at, run };
    const index = this.#entries.findIndex((other) => other.at > at);
    this.#entries.splice(index === -1 ? this.#entries.length : index, 0, entry);
    this.#arm();
    return () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
    };
  }

  /** Lets {@link Timeline.advance} and {@link Timeline.settled} wait for work that has begun. */
  track(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** Runs what is due, in the order of its times. */
  runDue(): void {
    for (let entry = this.#due(); entry !== undefined; entry = this.#due()) entry.run(entry.at);
  }

  /** Moves the time on, runs everything that is due on the way, and resolves when the work it began has ended. */
  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    this.runDue();
    await this.settled();
    for (let next = this.#entries[0]; next !== undefined && next.at <= end; next = this.#entries[0]) {
      this.#moveTo(next.at);
      this.runDue();
      await this.settled();
    }
    this.#moveTo(end);
    this.#arm();
  }

  /** Resolves when no tracked work is under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Drops everything that is due later. */
  close(): void {
    this.#isClosed = true;
    this.#entries = [];
    clearTimer(this.#timer);
  }

  #due(): Entry | undefined {
    const [next] = this.#entries;
    if (next === undefined || next.at > this.now()) return undefined;
    return this.#entries.shift();
  }

  #moveTo(time: number): void {
    this.#offset += Math.max(0, time - this.now());
  }

  /** Waits in real time for the next entry; if the clock is not there by then, because a test turns it, waits again. */
  #arm(): void {
    clearTimer(this.#timer);
    const [next] = this.#entries;
    if (next === undefined || this.#isClosed) return;
    const wait = Math.min(Math.max(next.at - this.now(), 1), LONGEST_TIMER);
    this.#timer = setTimer(() => {
      this.runDue();
      this.#arm();
    }, wait);
  }
}
