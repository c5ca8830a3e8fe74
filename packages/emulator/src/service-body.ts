import type { Service } from "./route-name.ts";

/** The body that a service itself sends with a status. */
export function serviceBody(service: Service, status: number, retryAfter?: number | string): unknown {
  if (service === "replicate") return replicateBody(status, retryAfter);
  const [error, message, code] = STORAGE_BODIES[status] ?? ["Error", `Status ${status}`, "InternalError"];
  return { statusCode: String(status), error, message, code };
}

const STORAGE_BODIES: Readonly<Record<number, readonly [error: string, message: string, code: string]>> = {
  403: ["Unauthorized", "new row violates row-level security policy", "AccessDenied"],
  404: ["not_found", "Object not found", "NoSuchKey"],
  429: ["too_many_connections", "Too many connections issued to the database", "SlowDown"],
  500: ["Internal", "Internal Server Error", "InternalError"],
  544: ["DatabaseTimeout", "The connection to the database timed out", "DatabaseTimeout"],
};

function replicateBody(status: number, retryAfter?: number | string): unknown {
  if (status === 429) {
    const detail = `Request was throttled. Your rate limit resets in ~${retryAfter}s.`;
    return { detail, status, retry_after: retryAfter };
  }
  const title = REPLICATE_TITLES[status];
  return title === undefined ? { detail: `Status ${status}`, status } : { ...title, status };
}

const REPLICATE_TITLES: Readonly<Record<number, { readonly title?: string; readonly detail: string }>> = {
  401: { title: "Unauthenticated", detail: "You did not pass an authentication token" },
  404: { detail: "The requested resource could not be found." },
  413: { detail: "Files must be less than 100MB in size" },
  500: { title: "Internal server error", detail: "An unexpected error occurred" },
};
