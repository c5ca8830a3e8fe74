import { MODELS } from "@vg/config";
import { Option } from "commander";

/**
 * Returns the option `--model`. Shells complete the catalogue's names; the configuration checks the name, because there may
 * be models of one's own.
 */
export function modelOption(description: string): Option {
  const option = new Option("--model <name>", description);
  option.choices(Object.keys(MODELS));
  return option.argParser((name) => name);
}
