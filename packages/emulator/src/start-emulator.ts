import { randomBytes } from "node:crypto";
import { createEmulator } from "./create-emulator.ts";
import type { Emulator } from "./emulator.ts";
import { EmulatorError } from "./emulator-error.ts";

/** How an emulator is to be. */
export interface EmulatorOptions {
  /**
   * The port on 127.0.0.1, 0 to 65535; 0 takes a free one.
   *
   * @default 0
   */
  readonly port?: number;
  /**
   * The time in milliseconds since 1970; tokens, keys and files expire by it, and `Date` headers tell it.
   *
   * @default Date.now
   */
  readonly clock?: () => number;
  /**
   * Milliseconds of real time that every request waits before anything happens, at least 0.
   *
   * @default 0
   */
  readonly latency?: number;
  /**
   * A path before `/storage/v1`, as self-hosted Supabases have it: `"/backend"`.
   *
   * @default ""
   */
  readonly supabasePath?: string;
  /**
   * The secret that signs keys and tokens, at least 32 characters; one secret always makes the same keys.
   *
   * @default a random one
   */
  readonly jwtSecret?: string;
  /**
   * The only token that Replicate accepts.
   *
   * @default a random one, `r8_` and 37 characters
   */
  readonly replicateToken?: string;
  /**
   * Versions on one page of a model's list, at least 1.
   *
   * @default 100
   */
  readonly maxVersionsPerPage?: number;
  /**
   * The largest object that may be uploaded to Supabase, in bytes; `putObject` takes any.
   *
   * @default 52_428_800
   */
  readonly maxObjectBytes?: number;
  /**
   * The largest file that Replicate takes, in bytes.
   *
   * @default 100_000_000
   */
  readonly maxFileBytes?: number;
  /**
   * How many requests the log keeps, the newest ones; at least 0.
   *
   * @default 100_000
   */
  readonly maxRequests?: number;
}

/**
 * Starts a Supabase Storage and a Replicate on one port of 127.0.0.1, in this process.
 *
 * @throws {@link EmulatorError} that names the option which cannot be used.
 * @example
 * ```ts
 * import { startEmulator } from "@vg/emulator";
 *
 * const emulator = await startEmulator();
 * emulator.putObject("images", "cat.txt", "meow", { contentType: "text/plain" });
 *
 * const url = await emulator.signedUrl("images", "cat.txt", { expiresIn: 60 });
 * await (await fetch(url)).text(); // => 'meow'
 * emulator.requests[0]?.route; // => 'object.signed'
 *
 * await emulator.close();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = {
    port: 0,
    clock: () => Date.now(),
    latency: 0,
    supabasePath: "",
    jwtSecret: randomBytes(32).toString("hex"),
    replicateToken: `r8_${randomBytes(28).toString("base64url").replaceAll(/[-_]/g, "0").slice(0, 37)}`,
    maxVersionsPerPage: 100,
    maxObjectBytes: 52_428_800,
    maxFileBytes: 100_000_000,
    maxRequests: 100_000,
    ...options,
  };
  checkRange("port", settings.port, 0, 65_535);
  checkRange("latency", settings.latency, 0, 2 ** 31 - 1);
  checkRange("maxVersionsPerPage", settings.maxVersionsPerPage, 1, Number.MAX_SAFE_INTEGER);
  checkRange("maxObjectBytes", settings.maxObjectBytes, 0, Number.MAX_SAFE_INTEGER);
  checkRange("maxFileBytes", settings.maxFileBytes, 0, Number.MAX_SAFE_INTEGER);
  checkRange("maxRequests", settings.maxRequests, 0, Number.MAX_SAFE_INTEGER);
  if (settings.jwtSecret.length < 32) throw new EmulatorError("jwtSecret", "must have at least 32 characters");
  if (!/^(\/[\w.-]+)*$/.test(settings.supabasePath)) {
    throw new EmulatorError("supabasePath", `must be empty or like "/backend", not "${settings.supabasePath}"`);
  }
  return createEmulator(settings);
}

function checkRange(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new EmulatorError(field, `must be a whole number from ${least} to ${most}, not ${value}`);
}
