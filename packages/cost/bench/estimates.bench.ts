import { deepEqual } from "node:assert/strict";
import { reportFigures } from "@vg/testing/bench-report";
import { type Clip, type Contender, jobs, plainTotal, totals } from "./contenders.ts";

comparePlain();
race("total of 1,000,000 clips", totals, ordinaryDuration, 50);
race("job of 1,000,000 clips", jobs, ordinaryDuration, 3);
race("total of 1,000,000 clips of 17 digits", totals, longDuration, 1.5);

/** Up to a minute, in milliseconds. */
function ordinaryDuration(random: () => number): number {
  return Math.floor(random() * 60_000) / 1000;
}

/** Up to a minute, with all the digits a number has. */
function longDuration(random: () => number): number {
  return random() * 60;
}

/** A million clips, the same in every run; each race makes its own, so that it holds no more than it needs. */
function clipsOf(duration: (random: () => number) => number): readonly Clip[] {
  const random = randomNumbers(20_261_122);
  return Array.from({ length: 1_000_000 }, () => ({ duration: duration(random) }));
}

function comparePlain(): void {
  const clips = clipsOf(ordinaryDuration);
  const [ours] = totals;
  const pairs = Array.from({ length: 25 }, () => ({
    plain: timed(() => plainTotal(clips)).milliseconds,
    exact: timed(() => ours?.total(clips)).milliseconds,
  }));
  const plain = Math.min(...pairs.map((pair) => pair.plain));
  const exact = Math.min(...pairs.map((pair) => pair.exact));
  reportFigures([
    {
      what: `total of 1,000,000 clips, ${exact.toFixed(1)} ms, over the plain, inexact loop, ${plain.toFixed(1)} ms`,
      measured: exact / plain,
      bound: { atMost: 8 },
    },
  ]);
}

/**
 * Lets contenders run one after the other and reports how many times faster the first is than each other.
 *
 * Each runs on end, six times and for a second at least, and its best run counts: by turns, the others' garbage
 * collections would throw away what the engine has compiled for the one that waits, and while a run is short, the
 * compiler's own time is a large part of it.
 */
function race(
  what: string,
  contenders: readonly Contender[],
  duration: (random: () => number) => number,
  atLeast: number,
): void {
  const clips = clipsOf(duration);
  const results = contenders.map(({ name, total }) => {
    const runs = repeat(() => timed(() => total(clips)));
    const amounts = new Set(runs.map(({ result }) => result.replace(/\.?0+$/, "")));
    return { name, amounts: [...amounts], milliseconds: Math.min(...runs.map(({ milliseconds }) => milliseconds)) };
  });
  const [first, ...others] = results;
  const best = first?.milliseconds ?? Number.NaN;
  for (const { amounts } of others) deepEqual(amounts, first?.amounts, `${what}: the contenders disagree`);
  reportFigures(
    others.map(({ name, milliseconds }) => ({
      what: `${what}, ${best.toFixed(1)} ms, faster than ${name}, ${milliseconds.toFixed(0)} ms`,
      measured: milliseconds / best,
      bound: { atLeast },
    })),
  );
}

/** The results of runs on end: of six at least, and of as many as a second takes. */
function repeat<T extends { readonly milliseconds: number }>(run: () => T): readonly T[] {
  const runs: T[] = [];
  for (let spent = 0; runs.length < 6 || spent < 1000; spent += runs.at(-1)?.milliseconds ?? 0) runs.push(run());
  return runs;
}

/**
 * A run's result and how long it kept the processors busy, its garbage collection included: unlike time on the clock,
 * that does not grow with what else the machine does. It starts without the garbage of the run before.
 */
function timed<T>(run: () => T): { result: T; milliseconds: number } {
  globalThis.gc?.();
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { result, milliseconds: (user + system) / 1000 };
}

/** The same numbers from 0 to 1 in every run: a linear congruential generator of 48 bits with Knuth's numbers. */
function randomNumbers(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(53, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state) / 2 ** 53;
  };
}
