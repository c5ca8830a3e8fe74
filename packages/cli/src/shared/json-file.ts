import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { nameOfInput, readInput } from "./input-file.ts";
import { parseJson } from "./parse-json.ts";

/** A JSON text from a file or stdin. */
export interface JsonInput {
  /** Its name in messages. */
  readonly name: string;
  readonly text: string;
  readonly value: unknown;
}

/**
 * Reads the JSON in a file, or on stdin for `-`.
 *
 * @param option - The option that names the file, if it is not an argument, and where a person finds an example, as it
 * ends a message.
 * @throws {@link CliError} if it cannot be read, is empty or is not JSON; never with a piece of it, which may be a key.
 */
export async function readJson(
  file: string,
  { option, hint }: { readonly option?: string; readonly hint: string },
  terminal: Pick<Terminal, "stdin" | "note">,
): Promise<JsonInput> {
  const name = option === undefined ? nameOfInput(file) : `${option} ${nameOfInput(file)}`;
  const text = await readInput(file, terminal, name);
  if (text.trim() === "") throw new CliError(`${name} is empty; ${hint}`);
  const json = await parseJson(text);
  if (json.ok) return { name, text, value: json.value };
  const { what, line, column } = json.problem;
  throw new CliError(`${name} is not JSON: ${what} at line ${line}, column ${column}; ${hint}`);
}
