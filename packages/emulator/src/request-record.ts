/**
 * What a request asks for; faults and the request log name routes by it.
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
  | "object.remove"
  | "object.list"
  | "bucket.create"
  | "bucket.get"
  | "bucket.list"
  | "bucket.empty"
  | "bucket.remove";

/** The routes of Replicate. */
export type ReplicateRoute =
  | "files.create"
  | "files.get"
  | "files.list"
  | "files.remove"
  | "models.get"
  | "versions.list"
  | "versions.get"
  | "predictions.create"
  | "predictions.get";

/** Which of the two services a request is for; `none` where the path belongs to neither. */
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
  "object.remove": true,
  "object.list": true,
  "bucket.create": true,
  "bucket.get": true,
  "bucket.list": true,
  "bucket.empty": true,
  "bucket.remove": true,
  "files.create": true,
  "files.get": true,
  "files.list": true,
  "files.remove": true,
  "models.get": true,
  "versions.list": true,
  "versions.get": true,
  "predictions.create": true,
  "predictions.get": true,
  unknown: true,
} satisfies Record<RouteName, true>);
