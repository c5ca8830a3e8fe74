/** One thing that is wrong with the configuration. */
export interface ConfigIssue {
  /** The environment variable, or the function's argument, that is wrong. */
  readonly variable: string;
  /** What is wrong, what is allowed and how to fix it; never a secret's value. */
  readonly message: string;
}

/** Everything that is wrong with the configuration, all at once, in a message made for a person. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(({ variable, message }) => `${variable} ${message}`).join("\n"));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}
