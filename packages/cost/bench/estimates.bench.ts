import { equal } from "node:assert/strict";
import { reportFigures } from "@vg/testing/bench-report";
import { type Clip, type Contender, jobs, plainTotal, totals } from "./contenders.ts";

const CLIPS = 1_000_000;

const random = randomNumbers(20_261_122);
const ordinary = Array.from({ length: CLIPS }, () => ({ duration: Math.floor(random() * 60_000) / 1000 }));
const long = Array.from({ length: CLIPS }, () => ({ duration: random() * 60 }));

const [ours] = totals;
const pairs = Array.from({ length: 25 }, () => ({
  plain: timed(() => plainTotal(ordinary)).milliseconds,
  exact: timed(() => ours?.total(ordinary)).milliseconds,
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
race("total of 1,000,000 clips", totals, ordinary, 50);
race("job of 1,000,000 clips", jobs, ordinary, 3);
race("total of 1,000,000 clips of 17 digits", totals, long, 1.5);

/** Lets contenders run by turns, five times, and reports how many times faster the first is than each other at best. */
function race(what: string, contenders: readonly Contender[], clips: readonly Clip[], atLeast: number): void {
  const rounds = Array.from({ length: 5 }, () => contenders.map(({ total }) => timed(() => total(clips))));
  const results = new Set(rounds.flat().map(({ result }) => result.replace(/\.?0+$/, "")));
  equal(results.size, 1, `${what}: the contenders disagree, ${[...results].join(", ")}`);
  const [first = Number.NaN, ...others] = contenders.map((_, turn) =>
    Math.min(...rounds.map((round) => round[turn]?.milliseconds ?? Number.NaN)),
  );
  reportFigures(
    others.map((milliseconds, turn) => ({
      what: `${what}, ${first.toFixed(1)} ms, faster than ${contenders[turn + 1]?.name}, ${milliseconds.toFixed(0)} ms`,
      measured: milliseconds / first,
      bound: { atLeast },
    })),
  );
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
