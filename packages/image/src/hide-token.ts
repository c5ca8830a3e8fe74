import { inspect } from "node:util";
import type { PreparedImage } from "./outcome.ts";

/** The outcome, frozen, and shown without the token of its URL by `JSON.stringify`, `console.log` and `util.inspect`. */
export function hideToken(outcome: PreparedImage): PreparedImage {
  const show = (): object => ({ ...outcome, input: shownInput(outcome.input) });
  const guarded = { ...outcome };
  Object.defineProperties(guarded, { toJSON: { value: show }, [inspect.custom]: { value: show } });
  return Object.freeze(guarded);
}

function shownInput(input: string | File): string | { name: string; type: string; size: number } {
  if (typeof input === "string") return input.replace(/\?.*$/s, "?[redacted]");
  const { name, type, size } = input;
  return { name, type, size };
}
