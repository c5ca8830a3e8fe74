import * as v from "valibot";
import {
  HEADER_VALUE,
  TEXT,
  objectOf,
  type SchemasOf,
  validate,
  validateObject,
  wholeNumber,
  withRule,
} from "./validation.ts";
import type { BucketOptions, ExpiryOptions, ObjectBytes, PutObjectOptions } from "./emulator.ts";
import { isBucketName, isObjectKey } from "./storage/object-store.ts";

/** Validates a bucket's name as the server does. */
export function validateBucketName(name: string): void {
  validate("bucket", BUCKET_NAME, name);
}

/** Validates the options of a bucket. */
export function validateBucketOptions(options: BucketOptions): void {
  validateObject("options", BUCKET_OPTIONS, options);
}

/** Validates an object that is to be stored, except the name of its bucket. */
export function validateNewObject(key: string, bytes: ObjectBytes, options: PutObjectOptions): void {
  validate("key", OBJECT_KEY, key);
  validate("bytes", BYTES, bytes);
  validateObject("options", PUT_OBJECT_OPTIONS, options);
}

/** Validates the place of an object that is looked up: any text, because no object is at a name that the server refuses. */
export function validatePlace(bucket: string, key: string): void {
  validate("bucket", TEXT, bucket);
  validate("key", TEXT, key);
}

/** Validates the lifetime of a URL or a key. */
export function validateExpiry(options: ExpiryOptions): void {
  validateObject("options", EXPIRY_OPTIONS, options);
}

/** Validates the role of a key. */
export function validateRole(role: string): void {
  validate("role", TEXT, role);
}

/** Validates how far the clock is moved. */
export function validateDuration(ms: number): void {
  validate("ms", DURATION, ms);
}

/** Validates the path of a folder, and the options of its buckets. */
export function validateFolder(folder: string, options: Pick<BucketOptions, "public">): void {
  validate("folder", TEXT, folder);
  validateObject("options", FOLDER_OPTIONS, options);
}

const BUCKET_NAME = withRule(
  "be a text of 1 to 100 ASCII letters, digits and _!.*'() &$@=;:+,?-",
  v.pipe(v.string(), v.check(isBucketName)),
);

const OBJECT_KEY = withRule(
  "be a text of ASCII letters, digits and _/!.*'() &$@=;:+,?-, not empty",
  v.pipe(v.string(), v.check(isObjectKey)),
);

const BYTES: v.GenericSchema<ObjectBytes> = withRule(
  "be a Uint8Array or a text",
  v.union([v.string(), v.instance(Uint8Array)]),
);

const PUBLIC = v.optional(withRule("be true or false", v.boolean()));

const BUCKET_OPTIONS = objectOf("options", {
  public: PUBLIC,
  fileSizeLimit: v.optional(v.nullable(wholeNumber(0, undefined, "a whole number of bytes"))),
  allowedMimeTypes: v.optional(
    v.nullable(
      withRule(
        "be a list of content types",
        v.custom<readonly string[]>((value) => v.is(v.array(v.pipe(v.string(), v.includes("/"))), value)),
      ),
    ),
  ),
} satisfies SchemasOf<BucketOptions>);

const FOLDER_OPTIONS = objectOf("options", { public: PUBLIC });

const PUT_OBJECT_OPTIONS = objectOf("options", {
  contentType: v.optional(HEADER_VALUE),
  cacheControl: v.optional(HEADER_VALUE),
} satisfies SchemasOf<PutObjectOptions>);

// Three centuries: whatever the clock says today, the end is a valid date.
const MOST_SECONDS = 10_000_000_000;

const EXPIRY_OPTIONS = objectOf("options", {
  expiresIn: v.optional(wholeNumber(-MOST_SECONDS, MOST_SECONDS, "a whole number of seconds")),
} satisfies SchemasOf<ExpiryOptions>);

const DURATION = withRule("be a number of milliseconds from 0 up", v.pipe(v.number(), v.finite(), v.minValue(0)));
