import { vi } from "vitest";
import { type MainRun, runMain } from "./run-main.ts";
import type { RunOptions } from "./run-vg.ts";

const OURS = /^(VG_|SUPABASE_|REPLICATE_|SVD_|COGVIDEOX_|ENVIRONMENT$|LOG_LEVEL$)/;

/** Runs `vg` inside this process with the variables given and none of its own: what `runVg` does, but at once. */
export async function runHere(
  argv: readonly string[],
  { env = {}, stdin = "" }: Omit<RunOptions, "cwd"> = {},
): Promise<MainRun> {
  for (const name of Object.keys(process.env)) {
    if (OURS.test(name)) vi.stubEnv(name, undefined);
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return runMain(argv, { stdin });
}
