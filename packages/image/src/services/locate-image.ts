import { FailedAttempt } from "../failed-attempt.ts";
import { isSafeObject } from "./safe-object.ts";
import type { Settings } from "../validate-options.ts";
import type { StorageObject } from "../storage-object.ts";
import { readStorageUrl } from "./storage-url.ts";
import { trustServers } from "./trusted-servers.ts";

/** Finds the object that a URL names, or the reason not to touch it. */
export type Locator = (imageUrl: string) => StorageObject | FailedAttempt;

/** Makes a locator that accepts objects of the configured servers, under names that are safe. */
export function createLocator({ supabase, trustedOrigins }: Pick<Settings, "supabase" | "trustedOrigins">): Locator {
  const isTrusted = trustServers([supabase.url, ...trustedOrigins]);
  return (imageUrl) => {
    try {
      const url = readStorageUrl(imageUrl);
      if (!isTrusted(url)) return new FailedAttempt({ reason: "untrusted-origin" });
      return isSafeObject(url.object) ? Object.freeze(url.object) : new FailedAttempt({ reason: "unsafe-path" });
    } catch {
      return new FailedAttempt({ reason: "invalid-url" });
    }
  };
}
