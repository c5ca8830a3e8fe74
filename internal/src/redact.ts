/** The text that is shown in place of a secret. */
export const REDACTED = "[redacted]";

/**
 * Takes the secrets out of a text that are known by their form: tokens of Replicate (`r8_`), keys and tokens of Supabase
 * (`sb_secret_`, `sb_publishable_`, `sbp_`), signing secrets of webhooks (`whsec_`), JSON Web Tokens (`eyJ`), what follows
 * `Bearer` or `Token`, the user and password of a URL, and the values of a URL's query that are called token, key or
 * signature. Placeholders such as `r8_...` stay.
 */
export function redact(text: string): string {
  return text
    .replaceAll(KEYS, REDACTED)
    .replaceAll(AUTHORIZATION, `$1 ${REDACTED}`)
    .replaceAll(USER_INFO, `$1${REDACTED}@`)
    .replaceAll(QUERY_VALUE, `$1${REDACTED}`);
}

/**
 * Takes the secrets out of a message for a person: those that `redact` knows, and text that looks random, which no message
 * needs. Data for programs, such as ids, goes through `redact`.
 */
export function redactMessage(text: string): string {
  return redactRandom(redact(text));
}

/** Takes out text as password generators make it: upper and lower case and digits, mixed, 24 characters or more in a row. */
export function redactRandom(text: string): string {
  return text.replaceAll(/[\w+=~-]{24,}/g, (word) => (looksRandom(word) ? REDACTED : word));
}

function looksRandom(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}

/** A few characters of a token are enough to take it for one; three dots are not. */
const KEYS = /(?:r8_|sb_(?:secret|publishable)_|sbp_|whsec_)[\w+/=-]{4,}|eyJ[\w-]{5,}(?:\.[\w-]*)*/g;

/** The word that follows has a digit or is long: "the token reference" is no credential, nor is the cell beside a "token". */
const AUTHORIZATION = /\b(Bearer|Token) (?:(?=[^\s"'[\].,;<>]*\d)[^\s"'[\].,;<>]{8,}|[^\s"'[\].,;<>]{20,})/gi;

const USER_INFO = /(\/\/)[^\s/?#"'<>@]*(?:@[^\s/?#"'<>@]*)*@/g;

const QUERY_VALUE = /([?&](?:[\w-]*(?:token|key|signature|secret|password|credential))=)[^&#\s"'<>]+/gi;
