import * as v from "valibot";
import { ImageOptionsError } from "./image-options-error.ts";
import { optionIssue } from "./option-issue.ts";

/** What a caller gives with each call. */
export interface CallOptions {
  /** The job that the call is for; stands in every log line. */
  readonly jobId: string;
  /** Cancels the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const Options = v.object(
  {
    jobId: v.string("must be a text"),
    signal: v.optional(v.instance(AbortSignal, "must be an AbortSignal")),
  },
  "must be given: { jobId }",
);

/**
 * Checks what a call was given.
 *
 * @throws {@link ImageOptionsError} with everything that is wrong.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  const checked = v.safeParse(Options, options);
  if (!checked.success) throw new ImageOptionsError(checked.issues.map(optionIssue));
  return checked.output;
}
