import type { ConfigWarning } from "@vg/config";
import type { Terminal } from "../terminal.ts";

/** What a warning of the configuration can be about. */
type Topic = ConfigWarning["code"];

/**
 * Shows a configuration's warnings on stderr; every command does so, and leaves out only what its own output says.
 *
 * @param said - What the command says itself.
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

/** Whether a warning is about something that may not be as it was meant; defaults are, and only worth a remark. */
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
