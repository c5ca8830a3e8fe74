import { parseStorageUrl as parseUrl } from "@vg/internal";

/** An object in Supabase Storage. */
export interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}

const SERVER = /^https?:\/\/[^/?#\\]+/i;

/** Returns the object that a URL of Supabase Storage names, whatever the server; `undefined` for every other text. */
export function parseStorageUrl(url: string): StorageObject | undefined {
  const parsed = parseUrl(url);
  return "problem" in parsed ? undefined : parsed.object;
}

function pathOf(url: string, server: string): string {
  return /^[^?#]*/.exec(url.slice(server.length))?.[0] ?? "";
}

/** Returns whether a URL has a user name or a password: Storage takes neither, and a plan would pass them on. */
export function hasUserInfo(url: string): boolean {
  return /^https?:\/\/[^/?#\\]*@/i.test(url);
}

/** Returns whether a URL has `.` or `..` in its path, encoded or not: which object it names depends on who resolves it. */
export function hasDotSegments(url: string): boolean {
  const server = SERVER.exec(url)?.[0];
  if (server === undefined) return false;
  return pathOf(url, server)
    .replaceAll(/%2e/gi, ".")
    .split(/\/|%2f/i)
    .some((segment) => segment === "." || segment === "..");
}
