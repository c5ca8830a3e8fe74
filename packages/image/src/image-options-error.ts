import { ImageError } from "./errors.ts";

/** One option that is wrong. */
export interface ImageOptionIssue {
  /** The option, with dots between its parts: `supabase.url`. */
  readonly option: string;
  /** What is wrong and what is allowed; never a secret's value. */
  readonly message: string;
}

/** Everything that is wrong with the options of an image handler, all at once. */
export class ImageOptionsError extends ImageError {
  override readonly name = "ImageOptionsError";
  readonly issues: readonly ImageOptionIssue[];

  constructor(issues: readonly ImageOptionIssue[]) {
    super(issues.map(({ option, message }) => `${option} ${message}`).join("\n"));
    this.issues = Object.freeze(issues.map((issue) => Object.freeze({ ...issue })));
  }
}
