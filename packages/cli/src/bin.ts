#!/usr/bin/env node
import process from "node:process";
import { nodeProblem } from "./node-support.ts";
import { preferNoColor } from "./prefer-no-color.ts";

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  preferNoColor(process.env);
  const { runProcess } = await import("./run-process.ts");
  await runProcess(process);
} else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 1;
}
