import { parseSupabaseUrl } from "@vg/image";

/** Whether a text is the URL of an object in Supabase Storage, whatever the server. */
export function isStorageUrl(url: string): boolean {
  try {
    parseSupabaseUrl(url);
    return true;
  } catch {
    return false;
  }
}

/** Whether a URL holds a user name or a password: Storage takes neither, and a plan would pass them on. */
export function hasUserInfo(url: string): boolean {
  return /^https?:\/\/[^/?#\\]*@/i.test(url);
}

/** Whether a Storage URL has `.` or `..` in its path, encoded or not: which object is meant depends on who resolves it. */
export function hasDotSegments(url: string): boolean {
  const [, path = ""] = /^https?:\/\/[^/?#\\]+([^?#]*)/is.exec(url) ?? [];
  return path
    .replaceAll(/%2e/gi, ".")
    .split(/\/|%2f/i)
    .some((segment) => segment === "." || segment === "..");
}
