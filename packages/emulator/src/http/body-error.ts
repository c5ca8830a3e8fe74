/** A body that could not be taken. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly reason: "malformed" | "too-large";

  constructor(reason: BodyError["reason"], options?: ErrorOptions) {
    super(`The body is ${reason}.`, options);
    this.reason = reason;
  }
}
