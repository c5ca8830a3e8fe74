import type { FaultKind } from "./faults/fault.ts";

/** One request that arrived, and how it was answered. */
export interface RequestRecord {
  /** Counts up from 1 in the order of arrival. */
  readonly id: number;
  /** When its headers arrived, by the emulator's clock. */
  readonly at: Date;
  /** The service it was for, by its path. */
  readonly service: Service;
  /** The route it matched; `unknown` if no route has that path and method. */
  readonly route: RouteName;
  /** In capitals, as it was sent. */
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly url: string;
  /** The path exactly as it was sent, without the query. */
  readonly path: string;
  /** The origin the client meant, from its `Host` header, such as `http://127.0.0.1:54321`. */
  readonly origin: string;
  /** The bucket in the path, decoded. */
  readonly bucket?: string;
  /** The key in the path, decoded. */
  readonly key?: string;
  /** `owner/name` of the model that the path or the body names. */
  readonly model?: string;
  /** The headers as they arrived, names in lower case; secrets included, they are the emulator's own. */
  readonly headers: RequestHeaders;
  /** Bytes of request body that were read. */
  readonly bodyBytes: number;
  /** The parsed body if it was JSON; a frozen copy. */
  readonly json?: unknown;
  /** The status of the answer; absent until headers are sent, and for ever if none are. */
  readonly status?: number;
  /** Bytes of response body that were handed to the connection. */
  readonly bytesSent: number;
  /** The fault that struck this request. */
  readonly fault?: FaultKind;
  /** `complete` once the whole answer was sent, `aborted` if the connection ended before, `open` until then. */
  readonly outcome: "open" | "complete" | "aborted";
}

/** The headers of a request, by their names in lower case. */
export interface RequestHeaders {
  readonly [name: string]: string | string[] | undefined;
  readonly accept?: string | undefined;
  readonly authorization?: string | undefined;
  readonly host?: string | undefined;
  readonly prefer?: string | undefined;
  readonly range?: string | undefined;
  readonly "content-length"?: string | undefined;
  readonly "content-type"?: string | undefined;
  readonly "user-agent"?: string | undefined;
}

/** The record of a request that is still under way. */
export type OpenRecord = { -readonly [Field in keyof RequestRecord]: RequestRecord[Field] };

/** Returns a frozen copy of a record. */
export function copyOfRecord(record: RequestRecord): RequestRecord {
  return Object.freeze({ ...record, at: new Date(record.at) });
}

/**
 * The name of a route in fault rules and in the request log.
 *
 * `object.get` is `/object/{bucket}/{key}` (what the Supabase client's `download` calls), `object.authenticated`,
 * `object.public` and `object.signed` are the other ways to the same bytes; `object.sign` signs one key, `object.sign-batch` many.
 */
export type RouteName = StorageRoute | ReplicateRoute | "unknown";

/** The routes of Supabase Storage. */
export type StorageRoute =
  | "object.get"
  | "object.authenticated"
  | "object.public"
  | "object.signed"
  | "object.info"
  | "object.sign"
  | "object.sign-batch"
  | "object.upload"
  | "object.sign-upload"
  | "object.upload-signed"
  | "object.copy"
  | "object.move"
  | "object.remove"
  | "object.list"
  | "object.list-pages"
  | "bucket.create"
  | "bucket.get"
  | "bucket.list"
  | "bucket.update"
  | "bucket.empty"
  | "bucket.remove";

/** The routes of Replicate. */
export type ReplicateRoute =
  | "files.create"
  | "files.get"
  | "files.list"
  | "files.remove"
  | "models.get"
  | "models.list"
  | "models.search"
  | "models.page"
  | "versions.list"
  | "versions.get"
  | "collections.list"
  | "collections.get"
  | "search"
  | "predictions.create"
  | "predictions.get"
  | "predictions.list"
  | "predictions.cancel"
  | "predictions.page"
  | "outputs.get"
  | "account.get"
  | "hardware.list"
  | "webhooks.secret";

/** The service that a request is for; `none` if its path belongs to neither. */
export type Service = "supabase" | "replicate" | "none";

/** The names of all routes. */
export const ROUTE_NAMES: readonly string[] = Object.keys({
  "object.get": true,
  "object.authenticated": true,
  "object.public": true,
  "object.signed": true,
  "object.info": true,
  "object.sign": true,
  "object.sign-batch": true,
  "object.upload": true,
  "object.sign-upload": true,
  "object.upload-signed": true,
  "object.copy": true,
  "object.move": true,
  "object.remove": true,
  "object.list": true,
  "object.list-pages": true,
  "bucket.create": true,
  "bucket.get": true,
  "bucket.list": true,
  "bucket.update": true,
  "bucket.empty": true,
  "bucket.remove": true,
  "files.create": true,
  "files.get": true,
  "files.list": true,
  "files.remove": true,
  "models.get": true,
  "models.list": true,
  "models.search": true,
  "models.page": true,
  "versions.list": true,
  "versions.get": true,
  "collections.list": true,
  "collections.get": true,
  search: true,
  "predictions.create": true,
  "predictions.get": true,
  "predictions.list": true,
  "predictions.cancel": true,
  "predictions.page": true,
  "outputs.get": true,
  "account.get": true,
  "hardware.list": true,
  "webhooks.secret": true,
  unknown: true,
} satisfies Record<RouteName, true>);
