/** A Supabase project and the key to it. */
export interface SupabaseConfig {
  /** The project's URL, such as `https://abcdefghijklmnopqrst.supabase.co`. */
  readonly url: string;
  /** The project's service role key: it passes every access rule, so it belongs on servers only. */
  readonly serviceRoleKey: string;
}

/** The access to Replicate. */
export interface ReplicateConfig {
  /** The API token, `r8_...`. */
  readonly token: string;
  /** The address of the API, if it is not Replicate's own: an emulator's, or a proxy's. */
  readonly baseUrl?: string;
}

/** Shown in place of a secret when its object is shown. */
const REDACTED = "[redacted]";

/**
 * An object whose secrets can only be read by their names.
 *
 * They are private fields behind getters of the prototype, so printing, serialising, cloning and spreading leave them out;
 * `util.inspect` and `console.log` show it as its `toJSON` does.
 */
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

/** A Supabase project whose key does not show. */
export class RedactedSupabase extends Redacted implements SupabaseConfig {
  readonly url: string;
  readonly #serviceRoleKey: string;

  constructor(url: string, serviceRoleKey: string) {
    super();
    this.url = url;
    this.#serviceRoleKey = serviceRoleKey;
    Object.freeze(this);
  }

  get serviceRoleKey(): string {
    return this.#serviceRoleKey;
  }

  override toJSON(): SupabaseConfig {
    return { url: this.url, serviceRoleKey: REDACTED };
  }
}

/** An access to Replicate whose token does not show. */
export class RedactedReplicate extends Redacted implements ReplicateConfig {
  declare readonly baseUrl?: string;
  readonly #token: string;

  constructor(token: string, baseUrl?: string) {
    super();
    this.#token = token;
    if (baseUrl !== undefined) this.baseUrl = baseUrl;
    Object.freeze(this);
  }

  get token(): string {
    return this.#token;
  }

  override toJSON(): ReplicateConfig {
    return { token: REDACTED, ...(this.baseUrl !== undefined && { baseUrl: this.baseUrl }) };
  }
}
