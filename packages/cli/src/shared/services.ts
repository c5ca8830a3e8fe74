import type { Config } from "@vg/config";
import { type ImageHandlerOptions, isPublicHost } from "@vg/image";
import * as v from "valibot";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** The account at Replicate, and the address of its API. */
export interface ReplicateAccess {
  readonly token: string;
  /** The address of the API; absent if it is Replicate's own. */
  readonly baseUrl?: string;
}

/** Replicate's own address. */
const REPLICATE = "https://api.replicate.com/v1";

/** There is a local Supabase and a token for Replicate, but no Replicate that goes with them. */
export class MissingReplicateError extends CliError {
  /** The problem, without the fix. */
  readonly problem: string;
  readonly fix: string;

  constructor(origin: string, difference: string) {
    const problem = `SUPABASE_URL is local (${origin}), but no Replicate is there (${difference}), and nothing of a local Supabase is sent to ${new URL(REPLICATE).origin} by a guess`;
    const fix = `set REPLICATE_BASE_URL=${REPLICATE} if that one is meant, or the address of another one, or leave REPLICATE_API_TOKEN empty`;
    super(`${problem}; ${fix}`);
    this.problem = problem;
    this.fix = fix;
  }
}

/** The time for an answer; a server that is slower is not taken for another one. */
const PROBE_TIMEOUT_MS = 10_000;

const unauthenticated = v.looseObject({ title: v.literal("Unauthenticated") });

/**
 * Returns the access to Replicate that goes with a configuration.
 *
 * @throws {@link MissingReplicateError} if no Replicate answers beside a local Supabase, in time.
 */
export async function findReplicate(
  ...[config, signal, timeout]: Parameters<typeof lookForReplicate>
): Promise<ReplicateAccess | undefined> {
  const found = await lookForReplicate(config, signal, timeout);
  if (found instanceof MissingReplicateError) throw found;
  return found;
}

/**
 * Returns the access to Replicate that goes with a configuration, or the error that there is none.
 *
 * `vg emulator` is a Supabase and a Replicate on one port. If Supabase is on this machine or network and REPLICATE_BASE_URL
 * is not set, one request without the token asks whether Replicate answers there, too. Nothing of a local Supabase is sent
 * to the real Replicate by a guess.
 */
export async function lookForReplicate(
  { supabase, replicate }: Pick<Config, "supabase" | "replicate">,
  signal: AbortSignal,
  timeout = PROBE_TIMEOUT_MS,
): Promise<ReplicateAccess | MissingReplicateError | undefined> {
  if (replicate === undefined) return undefined;
  const { token, baseUrl } = replicate;
  if (baseUrl !== undefined) return baseUrl === REPLICATE ? { token } : { token, baseUrl };
  if (supabase === undefined || isPublicHost(supabase.url)) return { token };
  const local = new URL("/v1", supabase.url).href;
  const difference = await probeReplicate(local, signal, timeout);
  return difference === undefined
    ? { token, baseUrl: local }
    : new MissingReplicateError(new URL(supabase.url).origin, difference);
}

/** Returns how a server differs from a Replicate; `undefined` if it is one. */
async function probeReplicate(baseUrl: string, signal: AbortSignal, timeout: number): Promise<string | undefined> {
  const deadline = AbortSignal.timeout(timeout);
  try {
    const answer = await fetch(`${baseUrl}/files`, {
      redirect: "manual",
      signal: AbortSignal.any([signal, deadline]),
    });
    const body: unknown = await answer.json().catch(() => undefined);
    return answer.status === 401 && v.is(unauthenticated, body) ? undefined : `status ${answer.status}`;
  } catch {
    return deadline.aborted ? `no answer within ${timeout / 1000} s` : "no answer";
  }
}

/**
 * Returns the image handler's logging: none, because lines would break the bar, unless `--verbose` or `LOG_LEVEL` asks
 * for it.
 */
export function imageLogging(config: Config, terminal: Terminal): Pick<ImageHandlerOptions, "logger" | "logLevel"> {
  if (!isLogShown(config, terminal)) return { logger: { debug: none, info: none, warn: none, error: none } };
  return { logLevel: isSet(config) ? config.logLevel : "debug" };
}

/** Returns whether the log is written to stderr beside the command's own remarks. */
export function isLogShown(config: Config, { verbose, quiet }: Terminal): boolean {
  return !quiet && (verbose || isSet(config));
}

function isSet({ origins }: Config): boolean {
  return origins.logLevel !== undefined && origins.logLevel !== "default";
}

function none(): void {}
