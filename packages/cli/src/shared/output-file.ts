import { type BigIntStats, fstatSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { dirname, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CliError, formatError } from "../errors.ts";

/** Only the owner reads and writes: a plan contains signed URLs. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file atomically, readable by its owner only.
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
 * Checks that a file can be written, before the work that makes its content; `input` is the file, or `-` for stdin,
 * which that work reads.
 *
 * @throws {@link CliError} if it has no name, if its folder does not exist or cannot be written to, or if its place is
 * taken by something that is not a file, or by a file that the command reads or writes already.
 */
export async function checkWritable(option: string, file: string, input?: string): Promise<void> {
  if (file === "") throw new CliError(`${option} is empty; name the file to write, or leave ${option} out`);
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
  // An atomic write replaces what is there: a device or a pipe would be gone.
  if (there?.isFile() === false)
    throw new CliError(`${option} ${file} is not an ordinary file and would be replaced by one; name another`);
  if (there !== undefined && isSame(there, input === "-" ? STDIN : await identityOf(input ?? "")))
    throw new CliError(`${option} ${file} is the file that the command reads, and would be lost; name another file`);
  if (there !== undefined && isSame(there, STDOUT))
    throw new CliError(`${option} ${file} is the file that stdout goes to; name another file`);
  if (!isOpen)
    throw new CliError(
      `${option} ${file} cannot be written: the folder ${folder} does not exist or cannot be written to; create it first`,
    );
}

const STDIN = 0;
const STDOUT = 1;

async function identityOf(file: string): Promise<BigIntStats | undefined> {
  return stat(file, { bigint: true }).catch(() => undefined);
}

/** Returns whether two files are the same; the other can be an open file descriptor. */
function isSame(file: BigIntStats, other: BigIntStats | number | undefined): boolean {
  const { dev, ino } = (typeof other === "number" ? fstatSync(other, { bigint: true }) : other) ?? {};
  return file.dev === dev && file.ino === ino;
}
