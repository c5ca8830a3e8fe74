import ipaddr from "ipaddr.js";

const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|intranet|test|invalid|home\.arpa)$/;

/**
 * Returns whether the host of a URL can be reached from the internet, as far as its name or address shows.
 *
 * @throws {@link TypeError} if it is not a URL.
 * @example
 * ```ts
 * import { isPublicHost } from "@vg/image";
 *
 * isPublicHost("https://abcdefghijklmnopqrst.supabase.co"); // => true
 * isPublicHost("http://127.0.0.1:54321"); // => false
 * ```
 */
export function isPublicHost(url: string): boolean {
  const host = new URL(url).hostname.replace(/\.$/, "");
  const address = host.replace(/^\[(.*)\]$/, "$1");
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() === "unicast";
  return host.includes(".") && !LOCAL_NAME.test(host);
}
