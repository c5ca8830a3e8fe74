import type { BucketOptions, ExpiryOptions, NewModel, ObjectBytes, PutObjectOptions } from "./emulator.ts";
import {
  BOOLEAN,
  checkFields,
  checkValue,
  HEADER_VALUE,
  listOf,
  optional,
  type Requirement,
  type Requirements,
  TEXT,
  textLike,
  wholeNumber,
} from "./requirement.ts";
import { isBucketName, isObjectKey } from "./storage/object-key.ts";

/** Checks a bucket's name as the server does. */
export function checkBucketName(name: string): void {
  checkValue("bucket", BUCKET_NAME, name);
}

/** Checks how a bucket is to be. */
export function checkBucketOptions(options: BucketOptions): void {
  checkFields("options", BUCKET_OPTIONS, options);
}

/** Checks an object that is to be stored, its bucket's name left out. */
export function checkObject(key: string, bytes: ObjectBytes, options: PutObjectOptions): void {
  checkValue("key", OBJECT_KEY, key);
  checkValue("bytes", BYTES, bytes);
  checkFields("options", PUT_OBJECT_OPTIONS, options);
}

/** Checks how long a URL or a key is to be good. */
export function checkExpiry(options: ExpiryOptions): void {
  checkFields("options", EXPIRY_OPTIONS, options);
}

/** Checks the role of a key. */
export function checkRole(role: string): void {
  checkValue("role", TEXT, role);
}

/** Checks a folder's path. */
export function checkFolder(folder: string): void {
  checkValue("folder", TEXT, folder);
}

/** Checks a model that is to be listed. */
export function checkModel(model: NewModel): void {
  checkFields("model", NEW_MODEL, model);
}

const BUCKET_NAME: Requirement = {
  must: "be a text of 1 to 100 ASCII letters, digits and _!.*'() &$@=;:+,?-",
  holds: (value) => typeof value === "string" && isBucketName(value),
};

const OBJECT_KEY: Requirement = {
  must: "be a text of ASCII letters, digits and _/!.*'() &$@=;:+,?-, not empty",
  holds: (value) => typeof value === "string" && isObjectKey(value),
};

const BYTES: Requirement = {
  must: "be a Uint8Array or a text",
  holds: (value) => typeof value === "string" || value instanceof Uint8Array,
};

const BUCKET_OPTIONS: Requirements<BucketOptions> = { public: optional(BOOLEAN) };

const PUT_OBJECT_OPTIONS: Requirements<PutObjectOptions> = {
  contentType: optional(HEADER_VALUE),
  cacheControl: optional(HEADER_VALUE),
};

// Three centuries: a date can tell the end, whatever the clock says today.
const MOST_SECONDS = 10_000_000_000;

const EXPIRY_OPTIONS: Requirements<ExpiryOptions> = {
  expiresIn: optional({
    ...wholeNumber(-MOST_SECONDS, MOST_SECONDS),
    must: `be a whole number of seconds from ${-MOST_SECONDS} to ${MOST_SECONDS}`,
  }),
};

/** Nothing that a path would read in another way. */
const MODEL_NAME: Requirement = textLike(
  /^(?!\.{1,2}$)[\w.-]+$/,
  "be a name of ASCII letters, digits, _, . and -, not empty",
);

const VERSION_ID: Requirement = textLike(/^[0-9a-f]{64}$/, "be an id of 64 hexadecimal digits");

const NEW_MODEL: Requirements<NewModel> = {
  owner: MODEL_NAME,
  name: MODEL_NAME,
  description: optional(TEXT),
  versions: optional(listOf(VERSION_ID, "be ids of 64 hexadecimal digits")),
};
