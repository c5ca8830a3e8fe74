import type { Config } from "@vg/config";
import type { ImageHandlerOptions } from "@vg/image";
import * as v from "valibot";
import type { Terminal } from "../terminal.ts";

/** The account at Replicate, and the address of its API. */
export interface ReplicateAccess {
  readonly token: string;
  /** Where the API is; Replicate's own place where this is absent. */
  readonly baseUrl?: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** An emulator answers at once, or it is none. */
const PROBE_TIMEOUT_MS = 1000;

const unauthenticated = v.looseObject({ title: v.literal("Unauthenticated") });

/**
 * The access to Replicate that a configuration means.
 *
 * `vg emulator` is a Supabase and a Replicate on one port, and its three variables have no place for the second's URL: where
 * Supabase is on this machine, one request without the token asks whether Replicate answers there too.
 */
export async function findReplicate({
  supabase,
  replicate,
}: Pick<Config, "supabase" | "replicate">): Promise<ReplicateAccess | undefined> {
  if (replicate === undefined) return undefined;
  const { token } = replicate;
  if (supabase === undefined || !LOOPBACK.test(new URL(supabase.url).hostname)) return { token };
  const baseUrl = new URL("/v1", supabase.url).href;
  return (await isReplicate(baseUrl)) ? { token, baseUrl } : { token };
}

async function isReplicate(baseUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(`${baseUrl}/files`, {
      redirect: "manual",
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
    return answer.status === 401 && v.is(unauthenticated, await answer.json());
  } catch {
    return false;
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
