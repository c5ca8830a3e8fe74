import type { FaultChooser } from "./faults/fault-plan.ts";
import type { FaultHandle, FaultRule } from "./faults/fault.ts";
import type { UploadedFile } from "./replicate/files.ts";
import type { Prediction } from "./replicate/predictions.ts";
import type { RequestRecord } from "./request-log.ts";

/** What an object is made of: bytes, or a text in UTF-8. */
export type ObjectBytes = Uint8Array | string;

/** How an object is stored. */
export interface PutObjectOptions {
  /**
   * The content type, sent back verbatim like the real server does (`text/html` as `text/plain`).
   *
   * @default "application/octet-stream"
   */
  readonly contentType?: string;
  /**
   * The `Cache-Control` of its answers, verbatim; signed URLs have `Expires` instead.
   *
   * @default "no-cache"
   */
  readonly cacheControl?: string;
}

/** How a bucket is to be. */
export interface BucketOptions {
  /**
   * Whether everybody may read its objects.
   *
   * @default false
   */
  readonly public?: boolean;
}

/** How long a URL or a key is to be good. */
export interface ExpiryOptions {
  /** Whole seconds from now by the emulator's clock, at most 10,000,000,000; 0 or less is over already. */
  readonly expiresIn?: number;
}

/** A model to list, its versions newest first. */
export interface NewModel {
  /** Whose it is, the first part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly owner: string;
  /** What it is called, the second part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /**
   * What it does, in words.
   *
   * @default ""
   */
  readonly description?: string;
  /**
   * Version ids of 64 hexadecimal digits, newest first, each made a second after the next; none for an official model, which runs as `owner/name`.
   *
   * @default []
   */
  readonly versions?: readonly string[];
}

/** A running Supabase Storage and Replicate. */
export interface Emulator {
  /** Where Supabase is, and its keys. */
  readonly supabase: { readonly url: string; readonly serviceRoleKey: string; readonly anonKey: string };
  /** Where Replicate is, and its token. */
  readonly replicate: { readonly baseUrl: string; readonly token: string };
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;

  /**
   * Makes a bucket, or changes whether it is public.
   *
   * @throws {@link EmulatorError} when the server would refuse the name, or an option is not what it must be.
   */
  addBucket(name: string, options?: BucketOptions): void;
  /**
   * Stores an object, in a new private bucket where there is none of that name.
   *
   * @throws {@link EmulatorError} when the server would refuse the bucket's name or the key, or a header could not hold
   * an option.
   */
  putObject(bucket: string, key: string, bytes: ObjectBytes, options?: PutObjectOptions): void;
  /** The bytes of an object, or nothing. */
  getObject(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Removes an object; tells whether there was one. */
  removeObject(bucket: string, key: string): boolean;
  /**
   * Makes a bucket of each folder inside `folder`, its files objects. Files that come, change or go later do so in the
   * bucket too; nothing is written to the disk. A file that was removed from the bucket stays formatSecret until it changes.
   * Where `public` is left out, a bucket that is there stays as it is. Returns the files whose names no server would take.
   *
   * @throws {@link EmulatorError} when there is no such folder, or it cannot be read.
   */
  addFolder(folder: string, options?: BucketOptions): Promise<{ readonly skipped: readonly string[] }>;
  /**
   * A URL that opens an object, for an hour unless `expiresIn` says otherwise.
   *
   * @throws {@link EmulatorError} when `expiresIn` cannot be.
   */
  signedUrl(bucket: string, key: string, options?: ExpiryOptions): Promise<string>;
  /** The URL of an object in a public bucket. */
  publicUrl(bucket: string, key: string): string;
  /**
   * A further API key, good for decades unless `expiresIn` says otherwise.
   *
   * @throws {@link EmulatorError} when the role is no text, or `expiresIn` cannot be.
   */
  createKey(role: string, options?: ExpiryOptions): Promise<string>;

  /**
   * Lists a model, in place of one of the same name.
   *
   * @throws {@link EmulatorError} when the owner, the name or the id of a version cannot be one.
   */
  addModel(model: NewModel): void;
  /** The files that were uploaded to Replicate and have not expired, newest first; copies of the moment. */
  readonly files: readonly UploadedFile[];
  /** The predictions that were asked for, oldest first; copies of the moment. */
  readonly predictions: readonly Prediction[];

  /** What arrived, oldest first; a copy of the moment. */
  readonly requests: readonly RequestRecord[];
  /** Empties the log. */
  clearRequests(): void;
  /** Resolves as soon as no request is under way. */
  idle(): Promise<void>;
  /** Connections that are open now. */
  connections(): Promise<number>;

  /**
   * Orders a fault for the next requests that match; of several, the one ordered first strikes. The rule is copied.
   *
   * @throws {@link EmulatorError} when a field is unknown, missing or not what it must be.
   */
  fault(rule: FaultRule): FaultHandle;
  /**
   * Asks `choose` about every request that no fault before it strikes. Where it throws, or returns a fault that cannot be,
   * the request is answered with 500 and the reason.
   *
   * @throws {@link EmulatorError} when `choose` is no function.
   */
  faultEach(choose: FaultChooser): FaultHandle;
  /** Takes all faults back. */
  clearFaults(): void;

  /** Ends every connection and stops, at once. */
  close(): Promise<void>;
  /** The same as {@link Emulator.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
