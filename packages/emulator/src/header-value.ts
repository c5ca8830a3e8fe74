import { validateHeaderValue } from "node:http";
import * as v from "valibot";
import { must } from "./validation.ts";

/** What can stand in a header as it is, and is not empty. */
export const HEADER_VALUE: v.GenericSchema<string> = must(
  "be a text that a header can hold, without line breaks",
  v.pipe(v.string(), v.nonEmpty(), v.check(fitsHeader)),
);

/** Tells whether a header can hold a text, which may be empty. */
export function fitsHeader(text: string): boolean {
  try {
    validateHeaderValue("x", text);
    return true;
  } catch {
    return false;
  }
}
