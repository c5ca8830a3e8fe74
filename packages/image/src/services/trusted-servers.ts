import type { StorageUrl } from "./storage-url.ts";

const PROJECT_HOST = /^(https:\/\/[a-z0-9-]+)\.supabase\.co$/;
const STORAGE_HOST = /^(https:\/\/[a-z0-9-]+)\.storage\.supabase\.co$/;

/** Answers whether a URL belongs to one of the configured servers; origin and path prefix have to be equal, letter for letter. */
export function trustServers(servers: readonly string[]): (url: StorageUrl) => boolean {
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
