import { checkedOptions } from "../errors.ts";
import type { ModelDirectory } from "./model-directory.ts";

/** How long to wait for the directory. */
export interface ResolveModelVersionOptions {
  /**
   * Milliseconds that all requests together may take, above 0 and at most 2147483647.
   *
   * @default 10000
   */
  readonly timeout?: number | undefined;
  /** Stops the requests; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The reference that the provider takes for one that it does not take.
 *
 * A full version id comes back unchanged without a request; `latest`, and no version at all, become the newest version,
 * the beginning of an id the one version that starts with it; a model without public versions becomes `owner/name`.
 *
 * @param reference - `owner/name:version`, as `getModelVersion` returns it.
 * @param directory - Where to look: a client of the `replicate` package.
 * @throws {@link ConfigError} with one issue, whose `code` says why, or none where an argument is wrong; it holds nothing
 * of the client's error, which carries the token.
 * @example
 * ```ts
 * import { getModelVersion, resolveModelVersion } from "@vg/config";
 * import Replicate from "replicate";
 *
 * const reference = getModelVersion("svd");
 * const resolved = await resolveModelVersion(reference, new Replicate({ auth: "r8_example" }));
 *
 * resolved === reference; // => true
 * ```
 */
export async function resolveModelVersion(
  reference: string,
  directory: ModelDirectory,
  options: ResolveModelVersionOptions = {},
): Promise<string> {
  // Loaded when it is first used: who only reads a configuration does not wait for it.
  const { lookUpVersion } = await import("./look-up-version.ts");
  return await lookUpVersion(reference, directory, checkedOptions(options));
}
