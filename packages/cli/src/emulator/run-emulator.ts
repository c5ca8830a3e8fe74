import { stat } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { Models } from "@vg/config";
import { type Emulator, startEmulator } from "@vg/emulator";
import { CliError, formatError, type ExitCode } from "../errors.ts";
import { parseIntegerOption } from "../shared/parse-option.ts";
import { allModels, readOwnModels } from "../shared/own-models.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg emulator`, as the command line gives them. */
export interface EmulatorCommandOptions {
  readonly dir?: string;
  readonly port: string;
}

/** Serves until the run is aborted; its output can be pasted into another shell. */
export async function runEmulator({ dir, port }: EmulatorCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const number = parseIntegerOption("--port", port, { min: 0, max: 65_535 });
  const models = allModels(await readOwnModels(terminal));
  if (dir !== undefined) await checkFolder(dir);
  const emulator = await start(number);
  addModels(emulator, models);
  await addBuckets(emulator, dir, terminal);
  const variables = Object.entries(emulator.env).map(([name, value]) => `export ${name}=${value}`);
  terminal.data(variables.join("\n"));
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
  const reasons = await Promise.all(skipped.map((file) => whySkipped(file, dir)));
  for (const [at, file] of skipped.entries()) warn(`${file} is left out: ${reasons[at] ?? ""}`);
  note(`Each folder of ${dir} is a bucket: ${emulator.supabase.url}/storage/v1/object/BUCKET/FILE`);
}

/** Returns why a file is not an object: it is in no bucket, or Storage does not take its name or its bucket's. */
async function whySkipped(file: string, dir: string): Promise<string> {
  if (relative(dir, file) !== basename(file)) return "Supabase Storage takes no bucket or object of that name";
  return (await isFolder(file)) === true
    ? "it is a link to a folder, and only folders themselves are buckets; copy it"
    : "it is in no folder, so in no bucket; move it into one";
}

async function checkFolder(dir: string): Promise<void> {
  if (dir === "") throw new CliError("--dir is empty; name the folder to serve, or leave --dir out");
  const found = await isFolder(dir);
  if (found === undefined) throw new CliError(`--dir ${dir} does not exist; check the path`);
  if (!found) throw new CliError(`--dir ${dir} is not a folder; name the folder that holds the buckets' folders`);
}

/** Returns whether a path is a folder or a link to one; `undefined` if nothing is there. */
function isFolder(path: string): Promise<boolean | undefined> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => undefined,
  );
}

async function start(port: number): Promise<Emulator> {
  try {
    return await startEmulator({ port });
  } catch (cause) {
    const reason = formatError(cause);
    throw new CliError(`--port ${port} cannot be used (${reason}); use another, or 0 for a free one`, {
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

/** Adds models to an emulator, with their inputs and prices. */
export function addModels(emulator: Pick<Emulator, "addModel">, models: Models): void {
  for (const model of Object.values(models)) emulator.addModel(model);
}
