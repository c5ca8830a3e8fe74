// Entry .

import type { IncomingHttpHeaders } from "node:http";

export interface BucketOptions {
  readonly public?: boolean;
}

export interface CutFault {
  readonly kind: "cut";
  readonly after?: number;
}

export interface DelayFault {
  readonly kind: "delay";
  readonly ms: number;
}

export interface DripFault {
  readonly kind: "drip";
  readonly bytesPerSecond?: number;
}

export interface EmptyFault {
  readonly kind: "empty";
  readonly status?: number;
}

export interface EmptyJsonFault {
  readonly kind: "empty-json";
}

export interface Emulator {
  readonly supabase: {
    readonly url: string;
    readonly serviceRoleKey: string;
    readonly anonKey: string;
  };
  readonly replicate: {
    readonly baseUrl: string;
    readonly token: string;
  };
  readonly origin: string;
  addBucket(name: string, options?: BucketOptions): void;
  putObject(bucket: string, key: string, bytes: ObjectBytes, options?: PutObjectOptions): void;
  getObject(bucket: string, key: string): Promise<Uint8Array | undefined>;
  removeObject(bucket: string, key: string): boolean;
  addFolder(
    folder: string,
    options?: BucketOptions,
  ): Promise<{
    readonly skipped: readonly string[];
  }>;
  signedUrl(bucket: string, key: string, options?: ExpiryOptions): Promise<string>;
  publicUrl(bucket: string, key: string): string;
  createKey(role: string, options?: ExpiryOptions): Promise<string>;
  addModel(model: NewModel): void;
  readonly files: readonly UploadedFile[];
  readonly predictions: readonly Prediction[];
  readonly requests: readonly RequestRecord[];
  clearRequests(): void;
  idle(): Promise<void>;
  connections(): Promise<number>;
  fault(rule: FaultRule): FaultHandle;
  faultEach(choose: FaultChooser): FaultHandle;
  clearFaults(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export class EmulatorError extends Error {
  readonly name = "EmulatorError";
  readonly field: string;
  constructor(field: string, message: string, options?: ErrorOptions);
}

export interface EmulatorOptions {
  readonly port?: number;
  readonly clock?: () => number;
  readonly latency?: number;
  readonly supabasePath?: string;
  readonly jwtSecret?: string;
  readonly replicateToken?: string;
  readonly maxVersionsPerPage?: number;
  readonly maxObjectBytes?: number;
  readonly maxFileBytes?: number;
  readonly maxRequests?: number;
}

export interface ExpiryOptions {
  readonly expiresIn?: number;
}

export type Fault =
  | StatusFault
  | HtmlFault
  | EmptyFault
  | EmptyJsonFault
  | DelayFault
  | HangFault
  | ResetFault
  | RedirectFault
  | HangInBodyFault
  | CutFault
  | DripFault
  | WrongLengthFault
  | WrongTokenFault;

export type FaultChooser = (request: RequestRecord) => Fault | undefined;

export interface FaultHandle {
  readonly hits: number;
  remove(): void;
}

export type FaultKind = Fault["kind"];

export type FaultRule = Fault & FaultTarget;

export interface FaultTarget {
  readonly route?: RouteName | readonly RouteName[];
  readonly service?: Service;
  readonly method?: string;
  readonly bucket?: string;
  readonly key?: string | RegExp;
  readonly when?: (request: RequestRecord) => boolean;
  readonly times?: number;
  readonly strikes?: "before-body" | "before-handling" | "after-handling";
}

export interface HangFault {
  readonly kind: "hang";
}

export interface HangInBodyFault {
  readonly kind: "hang-in-body";
  readonly after?: number;
}

export interface HtmlFault {
  readonly kind: "html";
  readonly status?: number;
}

export interface NewModel {
  readonly owner: string;
  readonly name: string;
  readonly description?: string;
  readonly versions?: readonly string[];
}

export type ObjectBytes = Uint8Array | string;

export interface Prediction {
  readonly id: string;
  readonly version: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export interface PutObjectOptions {
  readonly contentType?: string;
  readonly cacheControl?: string;
}

export interface RedirectFault {
  readonly kind: "redirect";
  readonly status?: 301 | 302 | 303 | 307 | 308;
  readonly location?: string;
}

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

export interface RequestRecord {
  readonly id: number;
  readonly at: Date;
  readonly service: Service;
  readonly route: RouteName;
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly origin: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly bodyBytes: number;
  readonly json?: unknown;
  readonly status?: number;
  readonly bytesSent: number;
  readonly fault?: FaultKind;
  readonly outcome: "open" | "complete" | "aborted";
}

export interface ResetFault {
  readonly kind: "reset";
}

export type RouteName = StorageRoute | ReplicateRoute | "unknown";

export type Service = "supabase" | "replicate" | "none";

export interface StatusFault {
  readonly kind: "status";
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfter?: number | string;
}

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

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface WrongLengthFault {
  readonly kind: "wrong-length";
  readonly by: number;
}

export interface WrongTokenFault {
  readonly kind: "wrong-token";
  readonly token: "expired" | "other-object" | "forged" | "garbage" | "absent";
}

export function startEmulator(options?: EmulatorOptions): Promise<Emulator>;
