import * as v from "valibot";
import { checked, checkedObject, objectOf, type SchemasOf } from "./checked.ts";
import type { BucketOptions, ExpiryOptions, NewModel, ObjectBytes, PutObjectOptions } from "./emulator.ts";
import { HEADER_VALUE } from "./header-value.ts";
import { must } from "./validation.ts";
import { isBucketName, isObjectKey } from "./storage/object-key.ts";
import { wholeNumber } from "./whole-number.ts";

/** Checks a bucket's name as the server does. */
export function checkBucketName(name: string): void {
  checked("bucket", BUCKET_NAME, name);
}

/** Checks how a bucket is to be. */
export function checkBucketOptions(options: BucketOptions): void {
  checkedObject("options", BUCKET_OPTIONS, options);
}

/** Checks an object that is to be stored, its bucket's name left out. */
export function checkObject(key: string, bytes: ObjectBytes, options: PutObjectOptions): void {
  checked("key", OBJECT_KEY, key);
  checked("bytes", BYTES, bytes);
  checkedObject("options", PUT_OBJECT_OPTIONS, options);
}

/** Checks where an object is looked for; a name that no server takes names nothing, but has to be a text. */
export function checkPlace(bucket: string, key: string): void {
  checked("bucket", TEXT, bucket);
  checked("key", TEXT, key);
}

/** Checks how long a URL or a key is to be good. */
export function checkExpiry(options: ExpiryOptions): void {
  checkedObject("options", EXPIRY_OPTIONS, options);
}

/** Checks the role of a key. */
export function checkRole(role: string): void {
  checked("role", TEXT, role);
}

/** Checks a folder's path. */
export function checkFolder(folder: string): void {
  checked("folder", TEXT, folder);
}

/** Checks a model that is to be listed. */
export function checkModel(model: NewModel): void {
  checkedObject("model", NEW_MODEL, model);
}

const TEXT = must("be a text", v.string());

const BUCKET_NAME = must(
  "be a text of 1 to 100 ASCII letters, digits and _!.*'() &$@=;:+,?-",
  v.pipe(v.string(), v.check(isBucketName)),
);

const OBJECT_KEY = must(
  "be a text of ASCII letters, digits and _/!.*'() &$@=;:+,?-, not empty",
  v.pipe(v.string(), v.check(isObjectKey)),
);

const BYTES: v.GenericSchema<ObjectBytes> = must(
  "be a Uint8Array or a text",
  v.union([v.string(), v.instance(Uint8Array)]),
);

const BUCKET_OPTIONS = objectOf("options", {
  public: v.optional(must("be true or false", v.boolean())),
} satisfies SchemasOf<BucketOptions>);

const PUT_OBJECT_OPTIONS = objectOf("options", {
  contentType: v.optional(HEADER_VALUE),
  cacheControl: v.optional(HEADER_VALUE),
} satisfies SchemasOf<PutObjectOptions>);

// Three centuries: a date can tell the end, whatever the clock says today.
const MOST_SECONDS = 10_000_000_000;

const EXPIRY_OPTIONS = objectOf("options", {
  expiresIn: v.optional(wholeNumber(-MOST_SECONDS, MOST_SECONDS, "a whole number of seconds")),
} satisfies SchemasOf<ExpiryOptions>);

/** Nothing that a path would read in another way. */
const MODEL_NAME = must(
  "be a name of ASCII letters, digits, _, . and -, not empty",
  v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[\w.-]+$/)),
);

const VERSIONS: v.GenericSchema<readonly string[]> = must(
  "be ids of 64 hexadecimal digits",
  v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
);

const NEW_MODEL = objectOf("model", {
  owner: MODEL_NAME,
  name: MODEL_NAME,
  description: v.optional(TEXT),
  versions: v.optional(VERSIONS),
} satisfies SchemasOf<NewModel>);
