import { createHash } from "node:crypto";
import type { Emulator, EmulatorOptions } from "../../src/index.ts";
import { emulating } from "./emulating.ts";

/** An emulator with a few objects, a clock that tests move, and the requests that the tables speak of. */
export interface World {
  readonly emulator: Emulator;
  /** Milliseconds since 1970. */
  time: number;
  /** A request to `/storage/v1` + `path`, with the service key by default; redirects are not followed. */
  readonly storage: Ask;
  /** The same for Replicate's `/v1`. */
  readonly replicate: Ask;
}

type Ask = (path: string, options?: WorldRequest) => Promise<Response>;

/** What a request carries. */
export interface WorldRequest {
  readonly method?: string;
  /** The bearer token; `null` for no header at all. */
  readonly key?: string | null;
  readonly json?: unknown;
  readonly body?: RequestInit["body"];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** `"half"` if the body is a stream. */
  readonly duplex?: "half";
}

export const NOON = Date.UTC(2026, 7, 1, 12);
export const PICTURE: Buffer = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

/** Private bucket `images` (`a.png`, `b.png`, `zero.bin`), public bucket `open` (`a.png`), the time is {@link NOON}. */
export async function openWorld(options: EmulatorOptions = {}): Promise<World> {
  const world = { time: NOON };
  const emulator = await emulating({ clock: () => world.time, ...options });
  emulator.addBucket("open", { public: true });
  for (const bucket of ["images", "open"]) emulator.putObject(bucket, "a.png", PICTURE, { contentType: "image/png" });
  emulator.putObject("images", "b.png", "other bytes", { contentType: "image/png" });
  emulator.putObject("images", "zero.bin", "");

  return Object.assign(world, {
    emulator,
    storage: askAt(`${emulator.supabase.url}/storage/v1`, emulator.supabase.serviceRoleKey),
    replicate: askAt(emulator.replicate.baseUrl, emulator.replicate.token),
  });
}

function askAt(base: string, defaultKey: string): Ask {
  return (path, { method, key = defaultKey, json, body, headers, ...rest } = {}) =>
    fetch(`${base}${path}`, {
      ...rest,
      method: method ?? (json === undefined && body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body }),
    });
}

/** The entity tag of an object with these bytes. */
export function etagOf(bytes: Uint8Array | string): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

/** The paths with their tokens in an answer of either sign route. */
export async function signedUrls(response: Response): Promise<string[]> {
  return [...(await response.text()).matchAll(/"signedURL":"([^"]+)"/g)].map(([, url = ""]) => url);
}
