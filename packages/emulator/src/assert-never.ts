import { inspect } from "node:util";

/**
 * Ends a `switch` over a union whose members all have a case, so that a value from outside the union fails.
 *
 * @throws `TypeError` always.
 */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${inspect(value)}`);
}
