import { Redacted, REDACTED } from "./redacted.ts";

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
