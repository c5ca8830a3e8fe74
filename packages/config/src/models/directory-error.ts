import * as v from "valibot";
import { ConfigError, type ResolveFailure } from "../errors.ts";

const HTTP_ERROR = v.object({ name: v.literal("ApiError"), response: v.object({ status: v.number() }) });
const CAUSED = v.object({ cause: v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z0-9_]+$/)) }) });

/**
 * What a failed request to the directory of a model means.
 *
 * The client's error stays behind: it carries the request with its token.
 */
export function directoryError(error: unknown, model: string): ConfigError {
  if (error instanceof ConfigError) return error;
  if (v.is(HTTP_ERROR, error)) return statusError(error.response.status, model);
  if (error instanceof SyntaxError || v.isValiError(error)) {
    return resolveError("bad-answer", "could not be resolved: the provider's answer is not what its API promises");
  }
  const why = v.is(CAUSED, error) ? error.cause.code : error instanceof Error ? error.name : typeof error;
  return resolveError("unreachable", `could not be resolved: the provider cannot be reached (${why}); try again`);
}

/** An error about the reference, or about the token where that is what the provider refuses. */
export function resolveError(code: ResolveFailure, message: string): ConfigError {
  const variable = code === "unauthorized" ? "REPLICATE_API_TOKEN" : "reference";
  return new ConfigError([{ variable, message, code }]);
}

function statusError(status: number, model: string): ConfigError {
  if (status === 401 || status === 403) {
    return resolveError(
      "unauthorized",
      `is refused by the provider (${status}): set it to a valid token; it stands on replicate.com under Account, API tokens`,
    );
  }
  if (status === 404) {
    return resolveError(
      "unknown-model",
      `names the model ${model}, which the provider does not have, or does not show to this account (404): check its owner and name`,
    );
  }
  return resolveError("unreachable", `could not be resolved: the provider answered ${status}; try again later`);
}
