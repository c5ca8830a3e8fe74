import { isObject } from "./is-object.ts";

/** The provider that a credential is for. */
export type CredentialOwner = "supabase" | "replicate";

/**
 * Returns what a text is instead of a credential, as it follows "not": `a text in quotes`. It recognises the usual mistakes of
 * environment files, and keys that cannot do what is needed.
 *
 * @returns `undefined` if nothing shows that it is wrong.
 */
export function findCredentialMistake(text: string, owner: CredentialOwner): string | undefined {
  if (/[\r\n]/.test(text)) return "a text with a line break";
  if (/^["'`]|["'`]$/.test(text)) return "a text in quotes";
  if (PLACEHOLDER.test(text)) return "a placeholder";
  if (/^[[{]/.test(text)) return "JSON";
  if (/^(?:bearer|token) /i.test(text)) return "a header, with the word before the key";
  return owner === "supabase" ? supabaseMistake(text) : replicateMistake(text);
}

/** Texts that people write in place of a value which they do not have or do not want to show: `<token>`, `${VAR}`, `r8_...`, `***`. */
const PLACEHOLDER =
  /^(?:<.*>|\$\{?\w+\}?|%\w+%|\{\{.*\}\}|(?:r8_|sb_\w+_|sbp_|eyJ)?(?:\.{2,}|\u2026|\*{2,}|x{4,})|null|undefined|none|nil|changeme|todo|replace[_-]?me|(?:your|my)[_-].*(?:key|token).*)$/i;

const WEAK = "which cannot read private objects; the service_role key and secret keys (sb_secret_...) can";

function supabaseMistake(text: string): string | undefined {
  if (text.startsWith("r8_")) return "a token of Replicate";
  if (text.startsWith("sbp_")) return "an access token of the account, which opens no project";
  if (text.startsWith("sb_publishable_")) return `a publishable key, ${WEAK}`;
  const [, claims = ""] = /^eyJ[\w-]*\.([\w-]+)\.[\w-]*$/.exec(text) ?? [];
  return roleOf(claims) === "anon" ? `an anon key, ${WEAK}` : undefined;
}

function replicateMistake(text: string): string | undefined {
  return /^(?:sb_(?:secret|publishable)_|sbp_|eyJ[\w-]*\.)/.test(text) ? "a key of Supabase" : undefined;
}

/** Returns the role in the claims of a JSON Web Token. */
function roleOf(claims: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
    return isObject(value) ? value["role"] : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the path of one of a Supabase project's interfaces in a URL, which clients add by themselves: `/rest/v1`. */
export function findSupabasePath(url: string): string | undefined {
  return /\/(?:storage|rest|auth|functions|realtime|graphql)\/v1\b/.exec(url)?.[0];
}
