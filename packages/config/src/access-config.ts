/** What stands in for a secret wherever an object is shown as a whole. */
const REDACTED = "[redacted]";

/** An object that shows itself, to `util.inspect` and `console.log` too, only as its `toJSON` does. */
abstract class Redacted {
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

/**
 * A Supabase project and the key to it.
 *
 * The key is given to who asks for it by name, and to nobody else: it is no property of the object itself, so printing,
 * serialising, cloning and spreading leave it out.
 */
export class SupabaseConfig extends Redacted {
  /** The project's URL, such as `https://abcdefghijklmnopqrst.supabase.co`. */
  readonly url: string;
  readonly #serviceRoleKey: string;

  constructor(url: string, serviceRoleKey: string) {
    super();
    this.url = url;
    this.#serviceRoleKey = serviceRoleKey;
    Object.freeze(this);
  }

  /** The project's service role key: it passes every access rule, so it belongs on servers only. */
  get serviceRoleKey(): string {
    return this.#serviceRoleKey;
  }

  override toJSON(): { url: string; serviceRoleKey: string } {
    return { url: this.url, serviceRoleKey: REDACTED };
  }
}

/** The access to Replicate; its token is given to who asks for it by name, and to nobody else. */
export class ReplicateConfig extends Redacted {
  readonly #token: string;

  constructor(token: string) {
    super();
    this.#token = token;
    Object.freeze(this);
  }

  /** The API token, `r8_...`. */
  get token(): string {
    return this.#token;
  }

  override toJSON(): { token: string } {
    return { token: REDACTED };
  }
}
