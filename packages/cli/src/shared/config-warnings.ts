import type { ConfigWarning } from "@vg/config";
import type { Terminal } from "../terminal.ts";

/** The topic of a warning of the configuration. */
type Topic = ConfigWarning["code"];

/**
 * Creates the handler that writes a configuration's warnings to stderr; a command leaves out only what its own output says.
 *
 * @param said - The topics that the command's own output covers.
 */
export function createWarningHandler(
  { note, warn }: Pick<Terminal, "note" | "warn">,
  said: readonly Topic[],
): (warning: ConfigWarning) => void {
  return ({ code, message }) => {
    if (said.includes(code)) return;
    if (isDoubt(code)) warn(message);
    else note(message);
  };
}

/** Returns whether a warning is about a possible mistake; a default is not, and gets only a remark. */
export function isDoubt(code: Topic): boolean {
  switch (code) {
    case "defaulted":
      return false;
    case "unknown-variable":
    case "partial-version":
    case "price-unknown":
      return true;
    default:
      return code satisfies never;
  }
}
