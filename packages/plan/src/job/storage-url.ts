import { parseStorageUrl as parseUrl } from "@vg/internal";

/** An object in Supabase Storage. */
export interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}

const SERVER = /^https?:\/\/[^/?#\\]+/i;

/** The reason why nothing is read at a URL, and what is wrong with it, as it follows "the URL". */
export interface UrlProblem {
  readonly reason: "invalid-url" | "untrusted-origin" | "unsafe-path";
  readonly problem: string;
}

/** Returns the object that a URL of Supabase Storage names, whatever the server, or the problem of any other text. */
export function parseStorageUrl(url: string): StorageObject | UrlProblem {
  const parsed = parseUrl(url);
  if ("problem" in parsed) return { reason: "invalid-url", problem: parsed.problem };
  if (hasUserInfo(url)) return { reason: "untrusted-origin", problem: "has a user name or password in it" };
  if (hasDotSegments(url)) return { reason: "unsafe-path", problem: "has . or .. in its path" };
  if (parsed.object.path.split("/").includes("")) return { reason: "unsafe-path", problem: EMPTY_SEGMENT };
  return parsed.object;
}

const EMPTY_SEGMENT = "has an empty segment in its key, such as between two slashes in a row";

function pathOf(url: string, server: string): string {
  return /^[^?#]*/.exec(url.slice(server.length))?.[0] ?? "";
}

/** Returns whether a URL has a user name or a password: Storage takes neither, and a plan would pass them on. */
function hasUserInfo(url: string): boolean {
  return /^https?:\/\/[^/?#\\]*@/i.test(url);
}

/** Returns whether a URL has `.` or `..` in its path, encoded or not: which object it names depends on who resolves it. */
function hasDotSegments(url: string): boolean {
  const server = SERVER.exec(url)?.[0];
  if (server === undefined) return false;
  return pathOf(url, server)
    .replaceAll(/%2e/gi, ".")
    .split(/\/|%2f/i)
    .some((segment) => segment === "." || segment === "..");
}
