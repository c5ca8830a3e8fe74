import { type BigIntStats, fstatSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { dirname, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CliError, formatError } from "../errors.ts";

/** Only the owner reads and writes: a plan holds signed URLs. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file whole or not at all, readable for its owner only.
 *
 * @throws {@link CliError} when it cannot be written.
 */
export async function writeAtomic(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text, { mode: OWNER_ONLY });
  } catch (cause) {
    throw new CliError(`${file} cannot be written: ${formatError(cause)}`, {
      exitCode: 1,
      cause,
    });
  }
}

/**
 * Checks that a file can be written, before the work whose result it is to hold; `input` is the file, or `-` for stdin,
 * that the work is made from.
 *
 * @throws {@link CliError} when it has no name, its folder does not exist or is closed, or something is there that is no
 * file, or a file that is read or written already.
 */
export async function checkWritable(option: string, file: string, input?: string): Promise<void> {
  if (file === "") throw new CliError(`${option} has no name; say which file to write, or leave ${option} out`);
  const folder = dirname(file);
  const [isOpen, there] = await Promise.all([
    access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ),
    identityOf(file),
  ]);
  if (there?.isDirectory() === true || file.endsWith("/") || file.endsWith(sep))
    throw new CliError(`${option} ${file} is a folder; name a file in it`);
  // Written whole means put in its place: a device or a pipe would be gone.
  if (there?.isFile() === false)
    throw new CliError(`${option} ${file} is no ordinary file, and would be replaced by one; name another`);
  if (there !== undefined && isSame(there, input === "-" ? STDIN : await identityOf(input ?? "")))
    throw new CliError(`${option} ${file} is what the command reads, and would be gone; name another file`);
  if (there !== undefined && isSame(there, STDOUT))
    throw new CliError(`${option} ${file} is where the output goes already; name another file`);
  if (!isOpen)
    throw new CliError(`${option} ${file}: the folder ${folder} does not exist or cannot be written to; make it first`);
}

const STDIN = 0;
const STDOUT = 1;

async function identityOf(file: string): Promise<BigIntStats | undefined> {
  return stat(file, { bigint: true }).catch(() => undefined);
}

/** Whether a file is another one, or what is open under a number. */
function isSame(file: BigIntStats, other: BigIntStats | number | undefined): boolean {
  const { dev, ino } = (typeof other === "number" ? fstatSync(other, { bigint: true }) : other) ?? {};
  return file.dev === dev && file.ino === ino;
}
