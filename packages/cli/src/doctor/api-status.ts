import * as v from "valibot";

const apiError = v.object({ name: v.literal("ApiError"), response: v.object({ status: v.number() }) });

/** The HTTP status of a failed call of the Replicate client; the error itself holds the token and goes nowhere. */
export function apiStatus(error: unknown): number | undefined {
  return v.is(apiError, error) ? error.response.status : undefined;
}
