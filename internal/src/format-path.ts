import { formatValue } from "./format-value.ts";

/** Writes the path of a field: `clipPrompts[2].duration`; a name that is not plain is shown as a wrong value is. */
export function formatPath(keys: readonly unknown[]): string {
  return keys
    .map((key, at) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      const shown = formatValue(name);
      // A name that is not shown as it is may be a secret in the wrong place.
      if (!PLAIN.test(name) || shown !== `"${name}"`) return `[${shown}]`;
      return at === 0 ? name : `.${name}`;
    })
    .join("");
}

const PLAIN = /^[\w$-]{1,60}$/;
