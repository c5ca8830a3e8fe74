/** An object in Supabase Storage. */
export interface StorageObject {
  readonly bucket: string;
  /** The object's key, decoded: `folder/my image.png`. */
  readonly path: string;
}

/** More characters than any bucket, key, transformation and token have together. */
const LONGEST = 16_384;

const SERVER = /^https?:\/\/[^/?#\\]+/i;
const MARKER = "/storage/v1/";

/** What precedes the bucket: plain, public, signed, authenticated and info routes, and image transformations. */
const ROUTE =
  /^(?:object\/(?!upload\/sign\/)(?:public\/|sign\/|authenticated\/|info\/(?:public\/|authenticated\/)?)?|render\/image\/(?:public|sign|authenticated)\/)/;

/** Returns the object that a URL of Supabase Storage names, whatever the server; `undefined` for every other text. */
export function parseStorageUrl(url: string): StorageObject | undefined {
  const server = url.length > LONGEST ? undefined : SERVER.exec(url)?.[0];
  if (server === undefined || !URL.canParse(server)) return undefined;
  const path = pathOf(url, server);
  const marker = path.indexOf(MARKER);
  const place = marker === -1 ? "" : path.slice(marker + MARKER.length);
  const route = ROUTE.exec(place)?.[0];
  return route === undefined ? undefined : parseObject(place.slice(route.length));
}

function parseObject(place: string): StorageObject | undefined {
  const slash = place.indexOf("/");
  try {
    const bucket = decodeURIComponent(place.slice(0, Math.max(slash, 0)));
    const path = decodeURIComponent(place.slice(slash + 1));
    return bucket === "" || bucket.includes("/") || path === "" ? undefined : { bucket, path };
  } catch {
    return undefined;
  }
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
