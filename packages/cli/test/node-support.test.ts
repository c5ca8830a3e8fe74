import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nodeProblem } from "../src/node-support.ts";
import { runVg } from "./support/run-vg.ts";

test.each(["22.12.0", "22.12.1", "22.23.3", "24.0.0", "26.10.0", "23.0.0-nightly"])("Node %s will do", (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

test.each(["22.11.9", "20.20.2", "18.0.0", "9.99.0"])(
  "Node %s is too old, and the message says what to do",
  (version) => {
    expect(nodeProblem(version)).toContain(`vg needs Node 22.12 or newer, and this is ${version}; install a newer one`);
  },
);

test("the oldest Node that will do is the one that the package asks for", () => {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const [, oldest = ""] = /"node": ">=(\d+\.\d+)"/.exec(manifest) ?? [];

  expect(nodeProblem(`${oldest}.0`)).toBeUndefined();
  expect(nodeProblem("0.0.0")).toContain(`Node ${oldest} or newer`);
});

test("an old Node gets that message and nothing else, whatever is asked for", async () => {
  const old = encodeURIComponent('Object.defineProperty(process.versions, "node", { value: "20.20.2" })');
  const { exitCode, stdout, stderr } = await runVg(["models"], {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${old}` },
  });

  expect(exitCode, stderr + stdout).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^error: vg needs Node 22\.12 or newer, and this is 20\.20\.2; [^\n]*\n$/);
});
