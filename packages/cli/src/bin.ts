#!/usr/bin/env node
import process from "node:process";
import { nodeProblem } from "./node-version.ts";

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  const { runProcess } = await import("./run-process.ts");
  await runProcess(process);
} else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 1;
}
