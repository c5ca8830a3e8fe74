/// <reference lib="esnext.disposable" />
/** A fault of one kind. */
type Fault =
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
/** The names of all faults. */
type FaultKind = Fault["kind"];
/** An error status, in the form the service itself uses unless `body` says otherwise. */
interface StatusFault {
  readonly kind: "status";
  /** HTTP status, 200 to 599. */
  readonly status: number;
  /**
   * A string is sent as it is, anything else as JSON.
   *
   * @default the service's own body for this status, if it has one
   */
  readonly body?: unknown;
  /** Further response headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `Retry-After`: seconds, or an HTTP date.
   *
   * @default 30 for Replicate's 429, which always has one; none for everything else
   */
  readonly retryAfter?: number | string;
  /**
   * The place where Replicate's 429 says it: the header, `retry_after` of the body, or both.
   *
   * @default "both"
   */
  readonly retryAfterIn?: "both" | "header" | "body";
}
/** An HTML page, as a gateway sends it. */
interface HtmlFault {
  readonly kind: "html";
  /**
   * HTTP status, 200 to 599.
   *
   * @default 502
   */
  readonly status?: number;
}
/** A status and nothing else. */
interface EmptyFault {
  readonly kind: "empty";
  /**
   * HTTP status, 200 to 599.
   *
   * @default 503
   */
  readonly status?: number;
}
/** `200` with `{}`. */
interface EmptyJsonFault {
  readonly kind: "empty-json";
}
/** The right answer, late. */
interface DelayFault {
  readonly kind: "delay";
  /** Milliseconds, at least 0. */
  readonly ms: number;
}
/** No answer at all; the connection stays open. */
interface HangFault {
  readonly kind: "hang";
}
/** The connection is reset (TCP RST) before an answer. */
interface ResetFault {
  readonly kind: "reset";
}
/** A redirect to another origin. */
interface RedirectFault {
  readonly kind: "redirect";
  /**
   * HTTP status.
   *
   * @default 302
   */
  readonly status?: 301 | 302 | 303 | 307 | 308;
  /**
   * The value of the `Location` header.
   *
   * @default the same URL on `localhost`, or on `127.0.0.1` if the request was to `localhost`: another origin, which answers
   * a client that follows
   */
  readonly location?: string;
}
/** The answer stops in its body, and the connection stays open. */
interface HangInBodyFault {
  readonly kind: "hang-in-body";
  /**
   * Bytes of body before it stops, at least 0. If the body is not longer than that, the Content-Length is a byte more, so
   * that the client can see the stop.
   *
   * @default half of the body
   */
  readonly after?: number;
}
/** The connection is closed in the body. */
interface CutFault {
  readonly kind: "cut";
  /**
   * Bytes of body before the end, at least 0. If the body is not longer than that, the Content-Length is a byte more, so
   * that the client can see the end.
   *
   * @default half of the body
   */
  readonly after?: number;
}
/** The body arrives slowly, a few bytes at a time. */
interface DripFault {
  readonly kind: "drip";
  /**
   * Bytes a second, more than 0.
   *
   * @default 5
   */
  readonly bytesPerSecond?: number;
}
/** A Content-Length that is not the body's. */
interface WrongLengthFault {
  readonly kind: "wrong-length";
  /**
   * The number that is added to the true length, a whole number other than 0; the sum is at least 0. Above 0 the connection
   * ends before the promised length has arrived; below 0 the body is cut by as much and nothing shows it.
   */
  readonly by: number;
}
/**
 * Signing answers with a token that does not work; in a batch only for the keys that the rule's `key` matches. Strikes only
 * requests that sign.
 */
interface WrongTokenFault {
  readonly kind: "wrong-token";
  /**
   * `expired` was good until a second ago, `other-object` is for another key, `forged` has another secret's signature,
   * `garbage` is no token, `absent` leaves it out.
   */
  readonly token: "expired" | "other-object" | "forged" | "garbage" | "absent";
}
/** One request that arrived, and how it was answered. */
interface RequestRecord {
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
interface RequestHeaders {
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
/**
 * The name of a route in fault rules and in the request log.
 *
 * `object.get` is `/object/{bucket}/{key}` (what the Supabase client's `download` calls), `object.authenticated`,
 * `object.public` and `object.signed` are the other ways to the same bytes; `object.sign` signs one key, `object.sign-batch` many.
 */
type RouteName = StorageRoute | ReplicateRoute | "unknown";
/** The routes of Supabase Storage. */
type StorageRoute =
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
type ReplicateRoute =
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
type Service = "supabase" | "replicate" | "none";
/** The requests that a fault strikes: those that match every field that is given. */
interface FaultTarget {
  /** One route or several; every route if absent. */
  readonly route?: RouteName | readonly RouteName[];
  /** The service that the request is for, `none` for paths outside both; any if absent. */
  readonly service?: Service;
  /** `GET`, `POST` and so on, in upper or lower case. */
  readonly method?: string;
  /** `owner/name` of the model in the path or, once the body has arrived, in the body. */
  readonly model?: string;
  /** The bucket in the path. */
  readonly bucket?: string;
  /** The key in the path, or any of those in a batch: the whole of it as a string, or a pattern. */
  readonly key?: string | RegExp;
  /** Decides last: it is called once for every request that matches the other fields. Can use a seeded random source. */
  readonly when?: (request: RequestRecord) => boolean;
  /**
   * The number of requests that the fault strikes, at least 1; `Number.POSITIVE_INFINITY` for all.
   *
   * @default 1
   */
  readonly times?: number;
  /**
   * When the fault strikes: before the request's body is read (the upload hangs or breaks), after the body has arrived but
   * before anything is done, or after everything is done, so that only the answer is lost. A request that is refused before
   * its body has arrived, such as one without a token to Replicate, is struck by any of them in place of the refusal.
   *
   * @default "before-handling"
   */
  readonly strikes?: "before-body" | "before-handling" | "after-handling";
}
/** A fault and the requests that it strikes. */
type FaultRule = Fault & FaultTarget;
/** A fault that was ordered. */
interface FaultHandle {
  /** The number of requests that it has struck. */
  readonly hits: number;
  /** Cancels the fault. */
  remove(): void;
}
/** Chooses a fault for a request, or none. */
type FaultChooser = (request: RequestRecord) => Fault | undefined;
/** A file that was uploaded to Replicate. */
interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** A copy, each time it is read. */
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** A day after it was created. */
  readonly expiresAt: Date;
}
/** A value that an input of a model can have. */
type InputValue = string | number | boolean;
/** One input of a model, as its published schema has it. */
interface EmulatedInput {
  readonly type: "string" | "integer" | "number" | "boolean" | "array";
  /** The only values that it takes. */
  readonly enum?: readonly InputValue[];
  /** The lowest number that it takes. */
  readonly minimum?: number;
  /** The highest number that it takes. */
  readonly maximum?: number;
  /** The value that the model takes if the input is left out. */
  readonly default?: InputValue | readonly InputValue[];
  /** True if the model does not run without it. */
  readonly required?: boolean;
  /** `"uri"` if it takes the address of a file, or if each value of a list is one. */
  readonly format?: "uri";
  /** The type of each value of a list. */
  readonly items?: "string" | "integer" | "number" | "boolean";
  /** True if the model's owner asks not to use it any more. */
  readonly deprecated?: boolean;
}
/** Values that inputs must have, by the names of the inputs: all of them, each one value, one of several, or any. */
type InputConditions = Readonly<
  Record<
    string,
    | InputValue
    | readonly InputValue[]
    | {
        readonly present: boolean;
      }
  >
>;
/** A price of a model. */
interface EmulatedPrice {
  /** The unit that is counted: seconds of video, clips, or seconds of hardware. */
  readonly kind: "output-second" | "clip" | "gpu-second";
  /** The inputs that the price is for; a price without it is for all. */
  readonly when?: InputConditions;
  /** Dollars per second, a decimal. */
  readonly perSecond?: string;
  /** Dollars per clip, a decimal. */
  readonly perClip?: string;
  /** Seconds of hardware that a run takes, a decimal; they become the `predict_time` of a prediction. */
  readonly typicalRunSeconds?: string;
}
/**
 * A model that runs: its inputs, their roles and its prices. A `ModelSpec` of `@vg/config` is one.
 *
 * @example
 * ```ts
 * import { type EmulatedModel, startEmulator } from "@vg/emulator";
 *
 * const film: EmulatedModel = {
 *   owner: "vg",
 *   name: "film",
 *   kind: "official",
 *   inputs: { prompt: { type: "string", required: true }, seconds: { type: "integer", enum: [5, 10], default: 5 } },
 *   roles: { prompt: "prompt", duration: "seconds" },
 *   prices: [{ kind: "output-second", perSecond: "0.07" }],
 * };
 * const emulator = await startEmulator({ models: { film } });
 * const page = await fetch(`${emulator.origin}/vg/film`);
 * (await page.text()).includes('"price":"$0.07"'); // => true
 * await emulator.close();
 * ```
 */
interface EmulatedModel {
  /** The first part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly owner: string;
  /** The second part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /**
   * A description in words.
   *
   * @default ""
   */
  readonly description?: string;
  /** `official` if it runs by its name, `community` if it runs by the id of a version. */
  readonly kind: "official" | "community";
  /** The id of a community model's version, 64 hexadecimal digits; `latest` or none for an id that is made up. */
  readonly version?: string;
  /** The id of a community model's version, if `version` is `latest`. */
  readonly knownVersion?: string;
  /** Every input, by its name. */
  readonly inputs: Readonly<Record<string, EmulatedInput>>;
  /** The names of the inputs that decide how long a clip is and what it costs. */
  readonly roles?: Readonly<
    Partial<Record<"prompt" | "image" | "lastImage" | "duration" | "frames" | "fps" | "resolution" | "audio", string>>
  >;
  /** The rules between inputs; a prediction whose inputs break one fails with its reason. */
  readonly rules?: readonly {
    readonly when: InputConditions;
    readonly needs?: InputConditions;
    readonly reason: string;
  }[];
  /** The facts about its clips that no input says. */
  readonly clips?: {
    /** The lengths in seconds that it makes, ascending. */ readonly seconds?: readonly number[] /** The numbers of frames that it makes, ascending. */;
    readonly frames?: readonly number[] /** The frame rate of its clips, if no input sets it. */;
    readonly fps?: number /** The number that it adds to the frame rate when it writes the file. */;
    readonly fpsAdded?: number /** The rule by which it rounds a length in seconds up: to `step * k + added` frames at `fps`. */;
    readonly rounding?: {
      readonly fps: number;
      readonly step: number;
      readonly added: number;
    };
  };
  /** The inputs behind the names by which it is billed, its "model variant". */
  readonly variants?: Readonly<Record<string, InputConditions>>;
  /** Its prices; none if it is billed by hardware that is not known. */
  readonly prices?: readonly EmulatedPrice[];
  /**
   * One file, or a list of files.
   *
   * @default "uri"
   */
  readonly output?: "uri" | "uri[]";
}
/** A model of which only the name and the versions are known: any inputs are valid. */
interface NewModel {
  /** The first part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly owner: string;
  /** The second part of `owner/name`: ASCII letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /**
   * A description in words.
   *
   * @default ""
   */
  readonly description?: string;
  /**
   * Version ids of 64 hexadecimal digits, newest first, a second apart; none for an official model, which runs as
   * `owner/name`.
   *
   * @default []
   */
  readonly versions?: readonly string[];
}
/** One problem of an option, an argument or a fault. */
interface EmulatorIssue {
  /** The option or argument that is wrong. */
  readonly field: string;
  /** The problem, in words that follow the field: `must be a text, not 5`. */
  readonly message: string;
}
/** The emulator was given an option, an argument or a fault that is invalid. The message has a line for each problem. */
declare class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  /** The option or argument that is wrong, the first one if several are. */
  readonly field: string;
  /** Every problem. */
  readonly issues: readonly EmulatorIssue[];
  constructor(
    field: string,
    message: string,
    {
      more,
      ...options
    }?: ErrorOptions & {
      readonly more?: readonly EmulatorIssue[];
    },
  );
}
/** The time that a prediction takes. */
interface Pace {
  /**
   * Milliseconds until it starts, at least 0.
   *
   * @default 200
   */
  readonly startsAfter?: number;
  /**
   * Milliseconds from its start to its end, at least 0.
   *
   * @default 800
   */
  readonly runsFor?: number;
}
/** The end of a prediction, and the way there. */
interface PredictionOutcome extends Pace {
  /**
   * `succeed`; `fail` with `error`; `hang` while it runs, or `never-start`, until it is canceled.
   *
   * @default "succeed"
   */
  readonly outcome?: "succeed" | "fail" | "hang" | "never-start";
  /**
   * The error of a prediction that fails.
   *
   * @default "Prediction failed for an unknown reason."
   */
  readonly error?: string;
  /**
   * The output of a prediction that succeeds.
   *
   * @default the URL of a small MP4 as long as the inputs ask for, in a list if the model gives lists
   */
  readonly output?: unknown;
  /**
   * Metrics in place of the computed ones, by their names; null leaves one out.
   *
   * @default {}
   */
  readonly metrics?: Readonly<Record<string, unknown>>;
  /**
   * Milliseconds from its end until its input, output and logs are removed, at least 0; `Number.POSITIVE_INFINITY` for
   * never.
   *
   * @default 3_600_000
   */
  readonly keepsDataFor?: number;
}
/** A prediction that is being created. */
interface PredictionRequest {
  /** `owner/name` of the model. */
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}
/** An outcome, and the predictions that have it: those that match every field that is given. */
interface PredictionRule extends PredictionOutcome {
  /** `owner/name` of the model; any if absent. */
  readonly model?: string;
  /** Decides last: it is called once for every prediction that matches `model`. */
  readonly when?: (prediction: PredictionRequest) => boolean;
  /**
   * The number of predictions that have this outcome, at least 1; `Number.POSITIVE_INFINITY` for all.
   *
   * @default 1
   */
  readonly times?: number;
}
/** The states of a prediction; it has ended in the last four. */
type PredictionStatus = "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";
/** The events that a webhook can be sent for. */
type WebhookEvent = "start" | "output" | "logs" | "completed";
/** A prediction that was created. */
interface Prediction {
  readonly id: string;
  /** The version as it was given; `owner/name` if the model was run by its name. */
  readonly version: string;
  /** `owner/name` of the model. */
  readonly model: string;
  /** Empty once the data was removed. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: PredictionStatus;
  /** Null unless it succeeded, and once the data was removed. */
  readonly output: unknown;
  readonly error: string | null;
  readonly logs: string;
  /** The numbers that it is billed by; empty until it has ended. */
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  /** Absent until it starts. */
  readonly startedAt?: Date;
  /** Absent until it has ended. */
  readonly completedAt?: Date;
  /** The time at which it is canceled or aborted, from the `Cancel-After` header. */
  readonly deadline?: Date;
  /** True once its input, output and logs were removed, an hour after its end. */
  readonly isDataRemoved: boolean;
}
/** One attempt to send a webhook. */
interface WebhookDelivery {
  /** The same for all attempts of one message; its `webhook-id` header. */
  readonly id: string;
  /** The id of the prediction. */
  readonly prediction: string;
  readonly event: WebhookEvent;
  readonly url: string;
  /** Counts up from 1. */
  readonly attempt: number;
  /** When it was sent, by the emulator's clock. */
  readonly at: Date;
  /** The status of the answer; absent if there was none. */
  readonly status?: number;
}
/** The content of an object: bytes, or a text in UTF-8. */
type ObjectBytes = Uint8Array | string;
/** The options of an object that is stored. */
interface PutObjectOptions {
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
interface BucketOptions {
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
interface ExpiryOptions {
  /** Whole seconds from now by the emulator's clock, at most 10,000,000,000; 0 or less has expired. */
  readonly expiresIn?: number;
}
/** A running Supabase Storage and Replicate. */
interface Emulator {
  /** The URL and the keys of Supabase: two of the old kind, which are tokens, and two of the new (`sb_secret_...`). */
  readonly supabase: {
    readonly url: string;
    readonly serviceRoleKey: string;
    readonly anonKey: string;
    readonly secretKey: string;
    readonly publishableKey: string;
  };
  /** The URL and the token of Replicate, and the secret that signs its webhooks. */
  readonly replicate: {
    readonly baseUrl: string;
    readonly token: string;
    readonly webhookSecret: string;
  };
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
  addFolder(
    folder: string,
    options?: Pick<BucketOptions, "public">,
  ): Promise<{
    readonly skipped: readonly string[];
  }>;
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
/** The models of an emulator: by any names, or in a list. */
type GivenModels = Readonly<Record<string, EmulatedModel>> | readonly EmulatedModel[];
/** The options of an emulator. */
interface EmulatorOptions {
  /**
   * The port on 127.0.0.1, 0 to 65535; 0 takes a free one.
   *
   * @default 0
   */
  readonly port?: number;
  /**
   * Returns the time in milliseconds since 1970; tokens, keys and files expire by it, and `Date` headers show it.
   *
   * @default Date.now
   */
  readonly clock?: () => number;
  /**
   * Milliseconds of real time that every request waits before anything happens, at least 0.
   *
   * @default 0
   */
  readonly latency?: number;
  /**
   * A path before `/storage/v1`, such as the `"/backend"` of a self-hosted Supabase.
   *
   * @default ""
   */
  readonly supabasePath?: string;
  /**
   * The secret that signs keys and tokens, at least 32 characters; one secret always gives the same keys.
   *
   * @default a random one
   */
  readonly jwtSecret?: string;
  /**
   * False if Supabase refuses the keys of the old kind, `serviceRoleKey` and `anonKey`, as a project does that has switched
   * them off.
   *
   * @default true
   */
  readonly legacyKeys?: boolean;
  /**
   * The only token that Replicate accepts.
   *
   * @default a random one, `r8_` and 37 characters
   */
  readonly replicateToken?: string;
  /**
   * The models of Replicate, by any names or in a list; `MODELS` of `@vg/config` are such models.
   *
   * @default []
   */
  readonly models?: GivenModels;
  /**
   * The time that predictions take, by the emulator's clock; `at-once` for no time at all.
   *
   * @default { startsAfter: 200, runsFor: 800 }
   */
  readonly pace?: Pace | "at-once";
  /**
   * `refuse` if a prediction with an input that the model's schema does not have is answered with 422; Replicate ignores
   * such inputs.
   *
   * @default "ignore"
   */
  readonly unknownInputs?: "ignore" | "refuse";
  /**
   * The secret that signs webhooks: `whsec_` and at least 24 bytes in base64.
   *
   * @default a random one
   */
  readonly webhookSecret?: string;
  /**
   * Versions on one page of a model's list, at least 1.
   *
   * @default 100
   */
  readonly maxVersionsPerPage?: number;
  /**
   * The largest object that may be uploaded to Supabase, in bytes; `putObject` takes any.
   *
   * @default 52_428_800
   */
  readonly maxObjectBytes?: number;
  /**
   * The largest file that Replicate takes, in bytes.
   *
   * @default 100_000_000
   */
  readonly maxFileBytes?: number;
  /**
   * The number of requests that the log keeps, the newest ones; at least 0.
   *
   * @default 100_000
   */
  readonly maxRequests?: number;
}
/**
 * Starts a Supabase Storage and a Replicate on one port of 127.0.0.1, in this process.
 *
 * @throws {@link EmulatorError} that names the invalid option.
 * @example
 * ```ts
 * import { startEmulator } from "@vg/emulator";
 *
 * const emulator = await startEmulator();
 * emulator.putObject("images", "cat.txt", "meow", { contentType: "text/plain" });
 *
 * const url = await emulator.signedUrl("images", "cat.txt", { expiresIn: 60 });
 * await (await fetch(url)).text(); // => 'meow'
 * emulator.requests[0]?.route; // => 'object.signed'
 *
 * await emulator.close();
 * ```
 */
declare function startEmulator(options?: EmulatorOptions): Promise<Emulator>;
export {
  type BucketOptions,
  type CutFault,
  type DelayFault,
  type DripFault,
  type EmptyFault,
  type EmptyJsonFault,
  type EmulatedInput,
  type EmulatedModel,
  type EmulatedPrice,
  type Emulator,
  EmulatorError,
  type EmulatorIssue,
  type EmulatorOptions,
  type ExpiryOptions,
  type Fault,
  type FaultChooser,
  type FaultHandle,
  type FaultKind,
  type FaultRule,
  type FaultTarget,
  type HangFault,
  type HangInBodyFault,
  type HtmlFault,
  type InputConditions,
  type InputValue,
  type NewModel,
  type ObjectBytes,
  type Pace,
  type Prediction,
  type PredictionOutcome,
  type PredictionRequest,
  type PredictionRule,
  type PredictionStatus,
  type PutObjectOptions,
  type RedirectFault,
  type ReplicateRoute,
  type RequestHeaders,
  type RequestRecord,
  type ResetFault,
  type RouteName,
  type Service,
  type StatusFault,
  type StorageRoute,
  type UploadedFile,
  type WebhookDelivery,
  type WebhookEvent,
  type WrongLengthFault,
  type WrongTokenFault,
  startEmulator,
};
