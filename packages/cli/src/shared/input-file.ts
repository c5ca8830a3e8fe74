import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { redact } from "@vg/internal";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** The reason of a failure in words, with the fix, by the code of its error. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; check the path",
  EISDIR: "is a folder; name a file in it",
  EACCES: "cannot be read by this user; change its permissions",
};

/**
 * Reads the text of a file, or of stdin for `-`.
 *
 * @param name - Its name in messages.
 * @throws {@link CliError} if it cannot be read or is not UTF-8.
 */
export async function readInput(
  file: string,
  terminal: Pick<Terminal, "stdin" | "note">,
  name: string = nameOfInput(file),
): Promise<string> {
  const bytes = file === "-" ? await readStdin(terminal) : await readFile(file).catch((error) => refuse(name, error));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliError(`${name} is not UTF-8 text; save it as UTF-8`, { cause });
  }
}

/** Returns the name of an input in messages. */
export function nameOfInput(file: string): string {
  if (file === "-") return "the text on stdin";
  return file === "" ? '""' : redact(file);
}

async function readStdin({ stdin, note }: Pick<Terminal, "stdin" | "note">): Promise<Buffer> {
  if (stdin.isTTY === true) note("Reading from the keyboard; end with Ctrl-D.");
  return buffer(stdin);
}

function refuse(name: string, error: NodeJS.ErrnoException): never {
  throw new CliError(`${name} ${REASONS[error.code ?? ""] ?? `cannot be read (${error.code})`}`, {
    cause: error,
  });
}
