#!/usr/bin/env node
import process from "node:process";
import { nodeProblem, preferNoColor } from "./node-support.ts";

const problem = nodeProblem(process.versions.node);
if (problem === undefined) {
  preferNoColor(process.env);
  const { runProcess } = await import("./run-process.ts");
  await runProcess(process);
} else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 1;
}
