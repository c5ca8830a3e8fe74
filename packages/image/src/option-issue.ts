import * as v from "valibot";
import type { ImageOptionIssue } from "./image-options-error.ts";

/** How a missing option is told. */
export const MISSING = "is missing";

/** What a validator found, by the name of the option; what it found about all of them is about `options`. */
export function optionIssue(issue: v.BaseIssue<unknown>): ImageOptionIssue {
  const option = v.getDotPath(issue);
  if (option === null) return { option: "options", message: issue.message };
  return { option, message: issue.received === "undefined" ? MISSING : issue.message };
}
