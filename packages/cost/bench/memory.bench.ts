import { execFileSync } from "node:child_process";
import { costToJSON, estimateTotalCost } from "@vg/cost";
import { reportFigures } from "@vg/testing/bench-report";

const FEW = 1_000_000;
const MANY = 10_000_000;

if (process.argv[2] === undefined) {
  const [few, many] = [FEW, MANY].map(peakOf);
  reportFigures([
    {
      what: "peak memory of a generator of 10,000,000 clips over one of 1,000,000",
      measured: (many ?? Number.NaN) / (few ?? Number.NaN),
      bound: { atMost: 1.25 },
    },
  ]);
} else {
  const clips = Number(process.argv[2]);
  const { amount } = costToJSON(estimateTotalCost({ clipPrompts: generated(clips) }, "production"));
  console.log(JSON.stringify({ amount, peak: process.resourceUsage().maxRSS }));
}

/** Peak memory in kilobytes of a fresh process that estimates a job. */
function peakOf(clips: number): number {
  const output = execFileSync(process.execPath, [import.meta.filename, String(clips)], { encoding: "utf8" });
  const { amount, peak }: { amount: string; peak: number } = JSON.parse(output);
  console.log(`        ${clips.toLocaleString("en")} clips: ${amount} USD, peak ${(peak / 1024).toFixed(0)} MB`);
  return peak;
}

/** Clips that nobody keeps, of ordinary durations. */
function* generated(clips: number): Generator<{ duration: number }> {
  for (let index = 0; index < clips; index++) {
    yield { duration: (index % 60_000) / 1000 };
  }
}
