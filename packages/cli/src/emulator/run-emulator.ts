import { stat } from "node:fs/promises";
import { type Emulator, startEmulator } from "@vg/emulator";
import { CliError } from "../cli-error.ts";
import { errorText } from "../error-text.ts";
import type { ExitCode } from "../exit-code.ts";
import { parseWhole } from "../parse-whole.ts";
import type { Terminal } from "../terminal.ts";
import { addCatalogue } from "./add-catalogue.ts";

/** The options of `vg emulator`, as the command line gives them. */
export interface EmulatorCommandOptions {
  readonly dir?: string;
  readonly port: string;
}

/** Serves until the run is aborted; what it prints first is ready to be pasted into another shell. */
export async function runEmulator({ dir, port }: EmulatorCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const number = parseWhole("--port", port, { min: 0, max: 65_535 });
  if (dir !== undefined) await checkFolder(dir);
  const emulator = await start(number);
  addCatalogue(emulator);
  await addBuckets(emulator, dir, terminal);
  const { supabase, replicate } = emulator;
  terminal.data(
    [
      `export SUPABASE_URL=${supabase.url}`,
      `export SUPABASE_SERVICE_ROLE_KEY=${supabase.serviceRoleKey}`,
      `export REPLICATE_API_TOKEN=${replicate.token}`,
    ].join("\n"),
  );
  terminal.note(
    `Supabase Storage and Replicate at ${emulator.origin}; export these variables in another shell. Ctrl-C ends it.`,
  );
  await aborted(terminal.signal);
  await emulator.close();
  return 0;
}

async function addBuckets(emulator: Emulator, dir: string | undefined, { note, warn }: Terminal): Promise<void> {
  if (dir === undefined) return;
  const { skipped } = await emulator.addFolder(dir);
  for (const file of skipped) warn(`${file} is left out: Supabase Storage takes no object of that name`);
  note(`Each folder of ${dir} is a bucket: ${emulator.supabase.url}/storage/v1/object/BUCKET/FILE`);
}

async function checkFolder(dir: string): Promise<void> {
  const isFolder = await stat(dir).then(
    (stats) => stats.isDirectory(),
    () => undefined,
  );
  if (isFolder === undefined) throw new CliError(`--dir ${dir} does not exist; check the path`);
  if (!isFolder) throw new CliError(`--dir ${dir} is not a folder; name the folder that holds the buckets' folders`);
}

async function start(port: number): Promise<Emulator> {
  try {
    return await startEmulator({ port });
  } catch (cause) {
    const reason = errorText(cause);
    throw new CliError(`--port ${port} cannot be used (${reason}); take another, or 0 for a free one`, {
      exitCode: 1,
      cause,
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
