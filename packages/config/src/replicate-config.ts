import { Redacted, REDACTED } from "./redacted.ts";

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
