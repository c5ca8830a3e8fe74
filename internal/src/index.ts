export { assertNever } from "./assert-never.ts";
export { closestName } from "./closest-name.ts";
export { deepFreeze } from "./deep-freeze.ts";
export { formatList } from "./format-list.ts";
export { formatValue } from "./format-value.ts";
export { isObject } from "./is-object.ts";
export { parseInteger } from "./parse-integer.ts";
export { REDACTED, redact, redactMessage } from "./redact.ts";
export { parseStorageUrl, type StorageUrl } from "./storage-url.ts";
