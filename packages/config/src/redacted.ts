/** What stands in for a secret wherever an object is shown as a whole. */
export const REDACTED = "[redacted]";

/** An object that shows itself, to `util.inspect` and `console.log` too, only as its `toJSON` does. */
export abstract class Redacted {
  static {
    Object.defineProperty(this.prototype, Symbol.for("nodejs.util.inspect.custom"), {
      value(this: Redacted): object {
        return this.toJSON();
      },
    });
  }

  /** The object with `[redacted]` in place of its secrets. */
  abstract toJSON(): object;
}
