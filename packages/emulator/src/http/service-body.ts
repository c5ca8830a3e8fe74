import { STATUS_CODES } from "node:http";
import { assertNever } from "../assert-never.ts";
import { replicateBody } from "../replicate/replicate-errors.ts";
import type { Service } from "../request-record.ts";
import { storageBody } from "../storage/storage-errors.ts";

/** The body that a service itself sends with a status, or the gateway where there is no service. */
export function serviceBody(service: Service, status: number, retryAfter?: number | string): object {
  switch (service) {
    case "supabase":
      return storageBody(status);
    case "replicate":
      return replicateBody(status, retryAfter);
    case "none":
      return { message: STATUS_CODES[status] ?? `Status ${status}` };
    default:
      return assertNever(service);
  }
}
