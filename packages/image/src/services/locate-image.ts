import { AttemptError, InvalidStorageUrlError } from "../errors.ts";
import type { StorageObject } from "../outcome.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { readStorageUrl, type StorageUrl } from "./storage-url.ts";

/** Finds the object that a URL names, or the reason not to touch it. */
export type Locator = (imageUrl: string) => StorageObject | AttemptError;

/** Makes a locator that accepts objects of the configured servers, under names that are safe. */
export function createLocator({
  supabase,
  trustedOrigins,
}: Pick<ValidatedOptions, "supabase" | "trustedOrigins">): Locator {
  const isTrusted = trustServers([supabase.url, ...trustedOrigins]);
  return (imageUrl) => {
    try {
      const url = readStorageUrl(imageUrl);
      if (!isTrusted(url)) return new AttemptError({ reason: "untrusted-origin" });
      return isSafeObject(url.object) ? Object.freeze(url.object) : new AttemptError({ reason: "unsafe-path" });
    } catch (error) {
      const problem = error instanceof InvalidStorageUrlError ? error.message : undefined;
      return new AttemptError({ reason: "invalid-url", problem });
    }
  };
}

const NAME = /^[A-Za-z0-9_!.*'() &$@=;:+,?-]+$/;
const MAX_BUCKET_LENGTH = 100;

/**
 * Whether a bucket and key can name an object of Storage and nothing else: only characters of the server's own set, and
 * no segment that is empty or made to climb, whatever the client or a proxy makes of it.
 */
export function isSafeObject({ bucket, path }: StorageObject): boolean {
  return isSafeName(bucket) && bucket.length <= MAX_BUCKET_LENGTH && path.split("/").every(isSafeName);
}

function isSafeName(name: string): boolean {
  return NAME.test(name) && name !== "." && name !== "..";
}

const PROJECT_HOST = /^(https:\/\/[a-z0-9-]+)\.supabase\.co$/;
const STORAGE_HOST = /^(https:\/\/[a-z0-9-]+)\.storage\.supabase\.co$/;

/** Answers whether a URL belongs to one of the configured servers; origin and path prefix have to be equal, letter for letter. */
function trustServers(servers: readonly string[]): (url: StorageUrl) => boolean {
  const trusted = new Set(servers.flatMap(spellings));
  return ({ origin, prefix }) => trusted.has(origin + prefix);
}

/** A server's own spelling, the one with its default port, and the other host of the same project. */
function spellings(server: string): string[] {
  const { origin, protocol, port, pathname } = new URL(server);
  const prefix = pathname.replace(/\/+$/, "");
  const withPort = port === "" ? `${origin}:${protocol === "https:" ? 443 : 80}` : origin;
  return [origin, withPort, ...otherHost(origin)].map((spelling) => spelling + prefix);
}

function otherHost(origin: string): string[] {
  const [, project] = PROJECT_HOST.exec(origin) ?? [];
  const [, ofStorage] = STORAGE_HOST.exec(origin) ?? [];
  if (project !== undefined) return [`${project}.storage.supabase.co`];
  return ofStorage === undefined ? [] : [`${ofStorage}.supabase.co`];
}
