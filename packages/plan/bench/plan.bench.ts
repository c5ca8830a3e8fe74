import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { reportFigures } from "@vg/testing/bench-report";

/** A job of 100,000 clips, planned in processes of their own: how long that takes, and their memory at most. */

const PLAN = fileURLToPath(new URL("plan-process.ts", import.meta.url));

for (const model of ["", "veo-3.1-lite"]) {
  const { stdout, stderr } = spawnSync(process.execPath, [PLAN, model], { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  const { seconds, megabytes }: { seconds: number; megabytes: number } = JSON.parse(stdout);
  const what = `planning 100,000 clips on ${model || "the default model, and comparing every other one"}`;
  reportFigures([
    { what, measured: seconds, bound: { atMost: 3 }, unit: "s" },
    { what: "its peak memory", measured: megabytes, bound: { atMost: 500 }, unit: "MB" },
  ]);
}
