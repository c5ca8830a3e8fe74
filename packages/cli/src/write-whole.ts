import { access, constants, stat } from "node:fs/promises";
import { dirname, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CliError } from "./cli-error.ts";
import { errorText } from "./error-text.ts";

/** Only the owner reads and writes: a plan holds signed URLs. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file whole or not at all, readable for its owner only.
 *
 * @throws {@link CliError} when it cannot be written.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text, { mode: OWNER_ONLY });
  } catch (cause) {
    throw new CliError(`${file} cannot be written: ${errorText(cause)}`, {
      exitCode: 1,
      cause,
    });
  }
}

/**
 * Checks that a file can be written, before the work whose result it is to hold.
 *
 * @throws {@link CliError} when it has no name, its folder does not exist or is closed, or something is there that is no file.
 */
export async function checkWritable(option: string, file: string): Promise<void> {
  if (file === "") throw new CliError(`${option} has no name; say which file to write, or leave ${option} out`);
  const folder = dirname(file);
  const [isOpen, there] = await Promise.all([
    access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ),
    stat(file).catch(() => undefined),
  ]);
  if (there?.isDirectory() === true || file.endsWith("/") || file.endsWith(sep))
    throw new CliError(`${option} ${file} is a folder; name a file in it`);
  // Written whole means put in its place: a device or a pipe would be gone.
  if (there?.isFile() === false)
    throw new CliError(`${option} ${file} is no ordinary file, and would be replaced by one; name another`);
  if (!isOpen)
    throw new CliError(`${option} ${file}: the folder ${folder} does not exist or cannot be written to; make it first`);
}
