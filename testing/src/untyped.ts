/** Calls a function as a caller without a compiler does: with whatever arguments. */
export function call(run: (...values: never[]) => unknown, ...values: readonly unknown[]): unknown {
  return Reflect.apply(run, undefined, values);
}

/** Returns the error that a function throws; nothing thrown is an error of its own. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
