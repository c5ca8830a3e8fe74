import { ImageError } from "./errors.ts";

const EXAMPLE = "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/bucket/folder/image.png";

/** A text is not the URL of an object in Supabase Storage; the message shows a valid one and never the text itself, which may hold a token. */
export class InvalidStorageUrlError extends ImageError {
  override readonly name = "InvalidStorageUrlError";
  /** What is wrong with the URL, as the end of a sentence: `has no bucket`. */
  readonly problem: string;

  constructor(problem: string) {
    super(`The image URL ${problem}; a Supabase Storage URL looks like ${EXAMPLE}`);
    this.problem = problem;
  }
}
