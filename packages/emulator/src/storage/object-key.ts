/** Tells whether the server accepts a key: ASCII letters, digits and some punctuation, not empty. */
export function isObjectKey(key: string): boolean {
  return /^[A-Za-z0-9_/!.*'() &$@=;:+,?-]+$/.test(key);
}

/** Tells whether the server accepts a bucket's name: as a key, without `/`, 1 to 100 characters. */
export function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9_!.*'() &$@=;:+,?-]{1,100}$/.test(name);
}
