import { ConfigError, defineModels, MODELS, type Models } from "@vg/config";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { readJson } from "./json-file.ts";

/** Returns the catalogue's models and one's own, which win. */
export function allModels(own: Models | undefined): Models {
  return own === undefined ? MODELS : { ...MODELS, ...own };
}

const HINT = "`vg models --json` shows models, and their JSON Schema is @vg/config/models.schema.json";

/**
 * Reads the models of one's own that `--models` or VG_MODELS names.
 *
 * @throws {@link CliError} with every problem of the file.
 */
export async function readOwnModels(
  terminal: Pick<Terminal, "modelsFile" | "stdin" | "note">,
): Promise<Models | undefined> {
  if (terminal.modelsFile === undefined) return undefined;
  const { option, file } = terminal.modelsFile;
  if (file === "") throw new CliError(`${option} is empty; name a file of models, or leave it out`);
  const { name, value } = await readJson(file, { option, hint: HINT }, terminal);
  try {
    return defineModels(value);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.issues.map(({ variable, message }) => `  ${variable.replace(/^models\./, "")} ${message}`);
    throw new CliError(`${name} is not a file of models:\n${lines.join("\n")}`, { cause: error });
  }
}
