/** `pnpm changeset:check [REF]`: fails when the sources of a published package changed since REF without a changeset. */
import { join } from "node:path";
import { missingChangesets } from "../src/pending.ts";

const root = join(import.meta.dirname, "../..");
const since = process.argv[2] ?? "origin/main";
const missing = await missingChangesets({ root, env: process.env, onOutput: () => undefined }, since);

if (missing.length > 0) {
  console.error(`The sources of ${missing.join(", ")} changed since ${since}, and no new changeset says what is new.`);
  console.error("Write one with `pnpm changeset`; .changeset/README.md says how.");
  process.exitCode = 1;
}
