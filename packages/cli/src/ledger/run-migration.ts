import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { migrations } from "@vg/ledger";
import { CliError, type ExitCode, formatError } from "../errors.ts";
import { writeAtomic } from "../shared/output-file.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg ledger migration`, as the command line gives them. */
export interface MigrationOptions {
  readonly out?: string;
}

/** Prints the SQL that makes the ledger, or writes a file for each migration that a folder does not have yet. */
export async function runMigration({ out }: MigrationOptions, terminal: Terminal, now: Date): Promise<ExitCode> {
  if (out === undefined) {
    for (const { sql } of migrations()) terminal.data(sql.trimEnd());
    return 0;
  }
  const there = await openFolder(out);
  for (const { version, file, sql } of migrations()) {
    const name = `vg_${file}`;
    const written = there.find((entry) => entry.replace(/^\d+_/, "") === name);
    if (written !== undefined) {
      terminal.note(`${join(out, written)} is there already.`);
      continue;
    }
    const path = join(out, `${formatStamp(now, version)}_${name}`);
    await writeAtomic(path, sql);
    terminal.data(path);
  }
  return 0;
}

/** Makes a folder if there is none, and returns the names in it. */
async function openFolder(folder: string): Promise<readonly string[]> {
  if (folder === "")
    throw new CliError("--out is empty; name the folder, such as supabase/migrations, or leave it out");
  try {
    await mkdir(folder, { recursive: true });
    return await readdir(folder);
  } catch (cause) {
    throw new CliError(`--out ${folder} cannot be used as a folder: ${formatError(cause)}`, { cause });
  }
}

/** The number of a migration as Supabase wants it, its time in UTC: later than those that were applied before. */
function formatStamp(now: Date, version: number): string {
  const time = new Date(now.getTime() + (version - 1) * 1000);
  return time.toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
