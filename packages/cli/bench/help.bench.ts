import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, reportFigures } from "@vg/testing/bench-report";

/** How long `vg --help` takes over a process that does nothing, each pair side by side. */

const BIN = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

const differences = Array.from({ length: 15 }, () => {
  const nothing = timeProcess(["-e", "0"]);
  return timeProcess([BIN, "--help"]) - nothing;
});

reportFigures([
  { what: "vg --help, over node -e 0", measured: median(differences), bound: { atMost: 150 }, unit: "ms" },
]);

function timeProcess(argv: readonly string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, argv, { stdio: "ignore" });
  return performance.now() - start;
}
