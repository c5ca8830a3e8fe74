/** The emulator was asked for something that cannot be; `field` says which argument is wrong. */
export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  /** The option or argument that is wrong. */
  readonly field: string;

  constructor(field: string, message: string, options?: ErrorOptions) {
    super(`${field} ${message}`, options);
    this.field = field;
  }
}
