import type { StorageUrl } from "@vg/internal";
import { formatValue } from "@vg/internal";
import { AttemptError, InvalidStorageUrlError } from "../errors.ts";
import type { StorageObject } from "../outcome.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { parseStorageUrl } from "./storage-url.ts";

/** Finds the object that a URL names, or the reason not to touch it. */
export type Locator = (imageUrl: string) => StorageObject | AttemptError;

/** Creates a locator that accepts objects of the configured servers, under names that are safe. */
export function createLocator({
  supabase,
  trustedOrigins,
}: Pick<ValidatedOptions, "supabase" | "trustedOrigins">): Locator {
  const trusted = new Set([supabase.url, ...trustedOrigins].flatMap(spellings));
  return (imageUrl) => {
    try {
      const url = parseStorageUrl(imageUrl);
      if (!trusted.has(serverOf(url))) {
        return new AttemptError({ reason: "untrusted-origin", problem: untrustedProblem(url, supabase.url) });
      }
      return unsafeObject(url.object) ?? Object.freeze(url.object);
    } catch (error) {
      const problem = error instanceof InvalidStorageUrlError ? error.message : undefined;
      return new AttemptError({ reason: "invalid-url", problem });
    }
  };
}

const NAME = /^[A-Za-z0-9_!.*'() &$@=;:+,?-]+$/;
const MAX_BUCKET_LENGTH = 100;

/**
 * Returns the reason if a bucket and key cannot name an object of Storage and nothing else: they have only characters of
 * the server's own set, and no segment that is empty or made to climb, whatever the client or a proxy makes of it.
 */
export function unsafeObject({ bucket, path }: StorageObject): AttemptError | undefined {
  const problem =
    bucket.length > MAX_BUCKET_LENGTH
      ? `a bucket of more than ${MAX_BUCKET_LENGTH} characters`
      : (nameProblem(bucket, "bucket") ??
        path
          .split("/")
          .map((segment) => nameProblem(segment, "key"))
          .find((found) => found !== undefined));
  if (problem === undefined) return undefined;
  return new AttemptError({ reason: "unsafe-path", problem: `The image URL names ${problem}` });
}

function nameProblem(name: string, of: "bucket" | "key"): string | undefined {
  if (name === "") return `a ${of} with an empty segment; store the object under a key without two slashes in a row`;
  if (name === "." || name === "..") return `a ${of} with a segment that is ${name}, which would lead elsewhere`;
  return NAME.test(name) ? undefined : `a ${of} with a character that Storage does not allow`;
}

/** The server of a URL, without its scheme's own port. */
function serverOf({ origin, prefix }: StorageUrl): string {
  return origin.replace(/^(https:.*):443$|^(http:.*):80$/, "$1$2") + prefix;
}

/** A project's two hosts at Supabase; the domains besides `co` are those of older and of staging projects. */
const PROJECT = /^https:\/\/([a-z0-9-]+)(?:\.storage)?\.supabase\.(co|in|red)$/;

/** The identifier that Supabase gives a project, which is the same in all its domains; a name of one's own is not. */
const PROJECT_REF = /^[a-z]{20}$/;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Returns the URLs that name the same server: the other host of a project, the other names of this machine. */
function spellings(server: string): string[] {
  const { origin, protocol, hostname, port, pathname } = new URL(server);
  const prefix = pathname.replace(/\/+$/, "");
  return [origin, ...projectHosts(origin), ...(LOOPBACK.includes(hostname) ? LOOPBACK.map(withHost) : [])].map(
    (spelling) => spelling + prefix,
  );

  function withHost(host: string): string {
    return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
  }
}

function projectHosts(origin: string): string[] {
  const [, project = "", domain = ""] = PROJECT.exec(origin) ?? [];
  if (project === "") return [];
  const domains = PROJECT_REF.test(project) ? ["co", "in", "red"] : [domain];
  return domains.flatMap((own) => [`https://${project}.supabase.${own}`, `https://${project}.storage.supabase.${own}`]);
}

/** Of the URL only its server is shown, without a user and password. */
function untrustedProblem(url: StorageUrl, server: string): string {
  if (url.origin.includes("@")) return "The image URL has a user name in it; store it without";
  const [, other] = PROJECT.exec(url.origin) ?? [];
  const [, own] = PROJECT.exec(server) ?? [];
  const named = formatValue(serverOf(url));
  const both = `The image URL names the server ${named}, not the configured ${formatValue(server)}`;
  if (other !== undefined && own !== undefined && other !== own) {
    return `${both}: it belongs to another Supabase project, whose objects the key cannot read`;
  }
  return `${both}; if both are the same project, add ${named} to trustedOrigins`;
}
