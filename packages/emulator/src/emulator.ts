import type { FaultChooser } from "./faults/fault-plan.ts";
import type { FaultHandle, FaultRule } from "./faults/fault-rule.ts";
import type { UploadedFile } from "./replicate/files.ts";
import type { EmulatedModel, NewModel } from "./replicate/models/model.ts";
import type { PredictionRule } from "./replicate/predictions/prediction-script.ts";
import type { Prediction } from "./replicate/predictions/prediction.ts";
import type { WebhookDelivery } from "./replicate/predictions/webhooks.ts";
import type { RequestRecord } from "./request-record.ts";

/** The content of an object: bytes, or a text in UTF-8. */
export type ObjectBytes = Uint8Array | string;

/** The options of an object that is stored. */
export interface PutObjectOptions {
  /**
   * The content type, which downloads repeat verbatim (`text/html` as `text/plain`), as those of the real server do.
   *
   * @default "application/octet-stream"
   */
  readonly contentType?: string;
  /**
   * The `Cache-Control` of downloads, verbatim; signed URLs have `Expires` instead.
   *
   * @default "no-cache"
   */
  readonly cacheControl?: string;
}

/** The options of a bucket. */
export interface BucketOptions {
  /**
   * True if everybody may read its objects.
   *
   * @default false
   */
  readonly public?: boolean;
  /**
   * The largest object that may be uploaded, in bytes; null for the server's limit.
   *
   * @default null
   */
  readonly fileSizeLimit?: number | null;
  /**
   * The content types that may be uploaded, such as `image/png` or `image/*`; null for all.
   *
   * @default null
   */
  readonly allowedMimeTypes?: readonly string[] | null;
}

/** The lifetime of a URL or a key. */
export interface ExpiryOptions {
  /** Whole seconds from now by the emulator's clock, at most 10,000,000,000; 0 or less has expired. */
  readonly expiresIn?: number;
}

/** A running Supabase Storage and Replicate. */
export interface Emulator {
  /** The URL and the keys of Supabase: two of the old kind, which are tokens, and two of the new (`sb_secret_...`). */
  readonly supabase: {
    readonly url: string;
    readonly serviceRoleKey: string;
    readonly anonKey: string;
    readonly secretKey: string;
    readonly publishableKey: string;
  };
  /** The URL and the token of Replicate, and the secret that signs its webhooks. */
  readonly replicate: { readonly baseUrl: string; readonly token: string; readonly webhookSecret: string };
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /**
   * The environment variables with which a program that uses `@vg/config` talks to it: SUPABASE_URL,
   * SUPABASE_SERVICE_ROLE_KEY, REPLICATE_BASE_URL and REPLICATE_API_TOKEN.
   *
   * @example
   * ```ts
   * import { startEmulator } from "@vg/emulator";
   *
   * await using emulator = await startEmulator({ replicateToken: "r8_example" });
   * emulator.env["REPLICATE_API_TOKEN"]; // => 'r8_example'
   * emulator.env["SUPABASE_URL"] === emulator.supabase.url; // => true
   * ```
   */
  readonly env: Readonly<Record<string, string>>;

  /**
   * Adds a bucket, or changes whether it is public.
   *
   * @throws {@link EmulatorError} if the server refuses the name, or an option is invalid.
   */
  addBucket(name: string, options?: BucketOptions): void;
  /**
   * Stores an object, in a new private bucket if none of that name exists.
   *
   * @throws {@link EmulatorError} if the server refuses the bucket's name or the key, or a header cannot hold an option.
   */
  putObject(bucket: string, key: string, bytes: ObjectBytes, options?: PutObjectOptions): void;
  /** Returns the bytes of an object; undefined if it does not exist. */
  getObject(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Removes an object; returns whether it existed. */
  removeObject(bucket: string, key: string): boolean;
  /**
   * Adds a bucket for each folder inside `folder`, with its files as objects. Files that are added, changed or deleted later
   * are so in the bucket, too; nothing is written to the disk. A file that was removed from the bucket stays hidden until
   * it changes. Without `public`, existing buckets stay as they are. Returns the files whose names the server refuses.
   *
   * @throws {@link EmulatorError} if the folder does not exist or cannot be read.
   */
  addFolder(folder: string, options?: Pick<BucketOptions, "public">): Promise<{ readonly skipped: readonly string[] }>;
  /**
   * Signs a URL that opens an object, for an hour unless `expiresIn` says otherwise.
   *
   * @throws {@link EmulatorError} if `expiresIn` is invalid.
   */
  signedUrl(bucket: string, key: string, options?: ExpiryOptions): Promise<string>;
  /** Returns the URL of an object in a public bucket. */
  publicUrl(bucket: string, key: string): string;
  /**
   * Creates a further API key, valid for decades unless `expiresIn` says otherwise.
   *
   * @throws {@link EmulatorError} if the role is not a text, or `expiresIn` is invalid.
   */
  createKey(role: string, options?: ExpiryOptions): Promise<string>;

  /**
   * Adds a model, or replaces the one of the same name.
   *
   * @throws {@link EmulatorError} if a field is missing or invalid.
   */
  addModel(model: NewModel | EmulatedModel): void;
  /** Copies of the files that were uploaded to Replicate and have not expired, newest first. */
  readonly files: readonly UploadedFile[];
  /** Copies of the predictions, oldest first. */
  readonly predictions: readonly Prediction[];

  /**
   * Orders an outcome for the next predictions that match; of several rules, the one that was ordered first is taken. Without
   * one, a prediction succeeds. The rule is copied.
   *
   * @throws {@link EmulatorError} if a field is unknown or invalid.
   * @example
   * ```ts
   * import { startEmulator } from "@vg/emulator";
   * import Replicate from "replicate";
   *
   * const emulator = await startEmulator({ pace: "at-once" });
   * emulator.addModel({ owner: "vg", name: "film" });
   * emulator.script({ model: "vg/film", outcome: "fail", error: "out of memory" });
   *
   * const { token: auth, baseUrl } = emulator.replicate;
   * const replicate = new Replicate({ auth, baseUrl });
   * await replicate.run("vg/film", { input: {} }); // throws Prediction failed: out of memory
   * await replicate.run("vg/film", { input: {} });
   * emulator.predictions.map(({ status }) => status); // => [ 'failed', 'succeeded' ]
   * await emulator.close();
   * ```
   */
  script(rule: PredictionRule): FaultHandle;
  /** Cancels all outcomes that were ordered. */
  clearScripts(): void;
  /**
   * Moves the emulator's clock on: predictions start and end, files and tokens expire, webhooks are sent. Resolves when all
   * that was due has happened. A `clock` option that stands still makes every step one of these.
   *
   * @throws {@link EmulatorError} if `ms` is not a number of milliseconds from 0 up.
   * @example
   * ```ts
   * import { startEmulator } from "@vg/emulator";
   * import Replicate from "replicate";
   *
   * const emulator = await startEmulator({ clock: () => 0, pace: { startsAfter: 2_000, runsFor: 60_000 } });
   * emulator.addModel({ owner: "vg", name: "film" });
   * const { token: auth, baseUrl } = emulator.replicate;
   * await new Replicate({ auth, baseUrl }).predictions.create({ model: "vg/film", input: {} });
   *
   * await emulator.advance(2_000);
   * emulator.predictions[0]?.status; // => 'processing'
   * await emulator.advance(60_000);
   * emulator.predictions[0]?.metrics; // => { predict_time: 60, total_time: 62 }
   * await emulator.close();
   * ```
   */
  advance(ms: number): Promise<void>;
  /** Copies of the attempts to send webhooks, oldest first. */
  readonly webhooks: readonly WebhookDelivery[];

  /** A copy of the request log, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Empties the log. */
  clearRequests(): void;
  /** Resolves when no request and no webhook is under way. */
  idle(): Promise<void>;
  /** Returns the number of open connections. */
  connections(): Promise<number>;

  /**
   * Orders a fault for the next requests that match; of several, the one that was ordered first strikes. The rule is copied.
   *
   * @throws {@link EmulatorError} if a field is unknown, missing or invalid.
   * @example
   * ```ts
   * import { startEmulator } from "@vg/emulator";
   *
   * const emulator = await startEmulator();
   * emulator.addBucket("open", { public: true });
   * const fault = emulator.fault({ kind: "status", status: 503, bucket: "open", times: 2 });
   *
   * (await fetch(emulator.publicUrl("open", "a.png"))).status; // => 503
   * fault.hits; // => 1
   * fault.remove();
   * (await fetch(emulator.publicUrl("open", "a.png"))).status; // => 400
   * await emulator.close();
   * ```
   */
  fault(rule: FaultRule): FaultHandle;
  /**
   * Calls `choose` for every request that no earlier fault strikes. If it throws or returns an invalid fault, the request is
   * answered with 500 and the reason.
   *
   * @throws {@link EmulatorError} if `choose` is not a function.
   */
  faultEach(choose: FaultChooser): FaultHandle;
  /** Cancels all faults. */
  clearFaults(): void;

  /** Ends every connection and stops the servers, at once. */
  close(): Promise<void>;
  /** Calls {@link Emulator.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
