import { inspect } from "node:util";

/**
 * Ends a `switch` over a union whose members all have a case, so that a value from outside it fails instead of passing.
 *
 * @throws `TypeError` always.
 */
export function impossible(value: never): never {
  throw new TypeError(`There is no case for ${inspect(value)}.`);
}
