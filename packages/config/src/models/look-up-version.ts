import { formatValue } from "@vg/internal";
import * as v from "valibot";
import { ConfigError, type ResolveFailure, wrongArgument } from "../errors.ts";

/** The time to wait for the directory. */
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

/** A model as the directory describes it. */
export interface DirectoryModel {
  /** The version that `latest` means; official models may have none that is public. */
  readonly latest_version?: { readonly id: string } | null | undefined;
  /** True if the provider runs the model itself: then it needs no version. */
  readonly is_official?: boolean | undefined;
}

/** The options of a request. */
export interface DirectoryRequest {
  signal?: AbortSignal;
}

/** A page of a list. */
export interface DirectoryPage<T> {
  previous?: string;
  next?: string;
  results: T[];
}

/** The part of the `replicate` client that `resolveModelVersion` needs; `new Replicate()` is one. */
export interface ModelDirectory {
  readonly models: {
    get(owner: string, name: string, options?: DirectoryRequest): Promise<DirectoryModel>;
    readonly versions: {
      list(owner: string, name: string, options?: DirectoryRequest): Promise<DirectoryPage<{ readonly id: string }>>;
    };
  };
  paginate<T>(endpoint: () => Promise<DirectoryPage<T>>, options?: DirectoryRequest): AsyncIterable<T[]>;
}

/** The parts of a reference. */
interface Wanted {
  readonly owner: string;
  readonly name: string;
  readonly version: string;
}

const FULL_ID = /^[0-9a-f]{64}$/;
/** Owner and name become parts of a route, so nothing else may stand in them. */
const REFERENCE = /^(?<owner>[A-Za-z0-9][\w.-]*)\/(?<name>[A-Za-z0-9][\w.-]*)(?::(?<version>[0-9a-f]{1,64}|latest))?$/;
const VERSION = v.object({ id: v.pipe(v.string(), v.regex(FULL_ID)) });
const MODEL = v.object({ latest_version: v.nullish(VERSION), is_official: v.optional(v.boolean()) });

const HTTP_ERROR = v.object({ name: v.literal("ApiError"), response: v.object({ status: v.number() }) });
const CAUSED = v.object({ cause: v.object({ code: v.pipe(v.string(), v.regex(/^[A-Z0-9_]+$/)) }) });

/** A timer that is set further ahead fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The number of versions that a message lists. */
const LISTED = 10;

/** The work of `resolveModelVersion`. */
export async function lookUpVersion(
  reference: string,
  directory: ModelDirectory,
  { timeout = 10_000, signal }: ResolveModelVersionOptions,
): Promise<string> {
  checkTimeout(timeout);
  checkSignal(signal);
  const wanted = parseReference(reference);
  if (typeof wanted === "string") return wanted;
  checkDirectory(directory, wanted);
  const late = (): Error =>
    resolveError(
      "unreachable",
      `could not be resolved: the provider did not answer within ${timeout / 1000} s; try again, or use a full version id`,
    );
  return await withDeadline((request) => lookUp(wanted, directory, request), { timeout, signal, late });
}

function checkTimeout(timeout: number): void {
  if (typeof timeout === "number" && timeout > 0 && timeout <= LONGEST_TIMEOUT) return;
  throw wrongArgument("timeout", `milliseconds above 0 and at most ${LONGEST_TIMEOUT}`, timeout);
}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.throwIfAborted === "function") return;
  throw wrongArgument("signal", "an AbortSignal", signal);
}

/** Refuses what cannot be asked, which is the caller's mistake and not the network's. */
function checkDirectory(directory: ModelDirectory, { version }: Wanted): void {
  const there =
    version === "latest"
      ? { "models.get": typeof directory?.models?.get === "function" }
      : {
          "models.versions.list": typeof directory?.models?.versions?.list === "function",
          paginate: typeof directory?.paginate === "function",
        };
  const missing = Object.entries(there).flatMap(([name, is]) => (is ? [] : name));
  if (missing.length === 0) return;
  const message = `must be a directory of models, such as a client of the replicate package: it has no function ${missing.join(" and no ")}`;
  throw new ConfigError([{ variable: "directory", message }]);
}

/** Parses a reference into its parts; one that is full already stays as it is. */
function parseReference(reference: string): Wanted | string {
  const text = typeof reference === "string" ? reference : "";
  if (FULL_ID.test(text)) return text;
  const { owner, name, version = "latest" } = REFERENCE.exec(text)?.groups ?? {};
  if (owner === undefined || name === undefined) {
    throw resolveError(
      "invalid-reference",
      `must be owner/name:version with a version of hex digits or latest, as getModelVersion returns it, not ${formatValue(reference)}`,
    );
  }
  return FULL_ID.test(version) ? reference : { owner, name, version };
}

async function lookUp(wanted: Wanted, directory: ModelDirectory, signal: AbortSignal): Promise<string> {
  const model = `${wanted.owner}/${wanted.name}`;
  try {
    if (wanted.version !== "latest") return `${model}:${await matchingVersion(wanted, directory, signal)}`;
    const version = await latestVersion(wanted, directory, signal);
    return version === undefined ? model : `${model}:${version}`;
  } catch (error) {
    throw directoryError(error, model);
  }
}

/** The newest version; none where the provider runs the model itself. */
async function latestVersion(
  { owner, name }: Wanted,
  directory: ModelDirectory,
  signal: AbortSignal,
): Promise<string | undefined> {
  const model = v.parse(MODEL, await directory.models.get(owner, name, { signal }));
  if (model.latest_version == null && model.is_official === false) {
    throw resolveError(
      "unknown-version",
      `names ${owner}/${name}, which has no version yet: push one, or choose another`,
    );
  }
  // An official model shows a version, but is run without it.
  return model.is_official === true ? undefined : model.latest_version?.id;
}

async function matchingVersion(
  { owner, name, version }: Wanted,
  directory: ModelDirectory,
  signal: AbortSignal,
): Promise<string> {
  const firstPage = (): ReturnType<ModelDirectory["models"]["versions"]["list"]> =>
    directory.models.versions.list(owner, name, { signal });
  // A version that is pushed meanwhile moves those before it on, so a page may begin with the end of the last one.
  const ids = new Set<string>();
  for await (const page of directory.paginate(firstPage, { signal })) {
    for (const { id } of v.parse(v.array(VERSION), page)) ids.add(id);
  }
  const matches = [...ids].filter((id) => id.startsWith(version));
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  throw match === undefined
    ? resolveError(
        "unknown-version",
        `names no version of ${owner}/${name}: none starts with ${version}; there ${listed([...ids])}`,
      )
    : resolveError(
        "ambiguous-version",
        `names no one version of ${owner}/${name}: with ${version} start ${matches.length}, write more of one of them; there ${listed(matches)}`,
      );
}

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return "are none";
  const more = ids.length > LISTED ? ` and ${ids.length - LISTED} more` : "";
  return `${ids.length === 1 ? "is" : "are"} ${ids.slice(0, LISTED).join(", ")}${more}`;
}

/**
 * The meaning of a failed request to the directory of a model.
 *
 * The client's error stays behind: it carries the request with its token.
 */
function directoryError(error: unknown, model: string): ConfigError {
  if (error instanceof ConfigError) return error;
  if (v.is(HTTP_ERROR, error)) return statusError(error.response.status, model);
  if (error instanceof SyntaxError || v.isValiError(error)) {
    return resolveError("bad-answer", "could not be resolved: the provider's answer is not what its API promises");
  }
  const why = v.is(CAUSED, error) ? error.cause.code : error instanceof Error ? error.name : typeof error;
  return resolveError("unreachable", `could not be resolved: the provider cannot be reached (${why}); try again`);
}

/** An error about the reference, or about the token where that is what the provider refuses. */
function resolveError(code: ResolveFailure, message: string): ConfigError {
  const variable = code === "unauthorized" ? "REPLICATE_API_TOKEN" : "reference";
  return new ConfigError([{ variable, message, code }]);
}

function statusError(status: number, model: string): ConfigError {
  if (status === 401 || status === 403) {
    return resolveError(
      "unauthorized",
      `is refused by the provider (${status}); set it to a valid token, which is on replicate.com under Account, API tokens`,
    );
  }
  if (status === 404) {
    return resolveError(
      "unknown-model",
      `names the model ${model}, which the provider does not have, or does not show to this account (404): check its owner and name; an official model is named without a version`,
    );
  }
  return resolveError("unreachable", `could not be resolved: the provider answered ${status}; try again later`);
}

/** The time that work may take, and the signal that stops it. */
interface DeadlineOptions {
  /** Milliseconds until the work is given up. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** The error of work that took too long. */
  readonly late: () => Error;
}

/**
 * Runs work that gets a signal, and settles at the latest when the time is over or the caller aborts, also where the
 * work does not listen to its signal.
 */
async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeout, signal, late }: DeadlineOptions,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (reason: unknown): void => {
    reject(reason);
    controller.abort(reason);
  };
  const timer = setTimeout(() => stop(late()), timeout);
  const onAbort = (): void => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
