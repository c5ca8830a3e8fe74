import { onTestFinished, vi } from "vitest";
import { type MainRun, runMain } from "./run-main.ts";
import type { RunOptions } from "./run-vg.ts";

const OURS = /^(VG_|SUPABASE_|REPLICATE_|SVD_|COGVIDEOX_|ENVIRONMENT$|LOG_LEVEL$|https?_proxy$|NODE_USE_ENV_PROXY$)/i;

/** Runs `vg` inside this process with the variables and the folder given, and no variables of its own: `runVg`, but at once. */
export async function runHere(
  argv: readonly string[],
  { env = {}, stdin = "", cwd }: RunOptions = {},
): Promise<MainRun> {
  for (const name of Object.keys(process.env)) {
    if (OURS.test(name)) vi.stubEnv(name, undefined);
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  if (cwd !== undefined) {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(cwd);
  }
  return runMain(argv, { stdin });
}
