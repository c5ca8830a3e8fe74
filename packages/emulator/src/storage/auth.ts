import type { FastifyRequest } from "fastify";
import { errors, importJWK, jwtVerify, SignJWT } from "jose";
import { accessDenied, invalidRequest } from "./storage-errors.ts";

/** The payload of a valid token. */
interface TokenClaims {
  readonly role?: string;
  readonly url?: string;
  readonly exp?: number;
}

/** Signs and verifies the tokens of one secret, by one clock. */
export interface Tokens {
  /** Signs a URL's token for `bucket/key`, valid for `expiresIn` seconds. */
  signUrl(url: string, expiresIn: number): Promise<string>;
  /** Signs an API key, valid for `expiresIn` seconds or, without it, for decades. */
  signKey(role: string, expiresIn?: number): Promise<string>;
  /** Returns the claims of a valid token, or the problem in the server's words. */
  verify(token: string): Promise<TokenClaims | { readonly problem: string }>;
}

// The end of the keys that never expire: a fixed second, so that one secret always gives the same keys.
const KEYS_END = 4_102_444_800;

/** Creates tokens signed with HS256; times are whole seconds, without leeway. */
export async function createTokens(secret: string, now: () => number): Promise<Tokens> {
  const key = await importJWK({ kty: "oct", k: Buffer.from(secret).toString("base64url") }, "HS256");
  const sign = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(key);
  const seconds = (): number => Math.floor(now() / 1000);

  return {
    signUrl(url, expiresIn) {
      const iat = seconds();
      return sign({ url, scope: "download", iat, exp: iat + expiresIn });
    },
    signKey: (role, expiresIn) =>
      sign({ iss: "supabase", role, exp: expiresIn === undefined ? KEYS_END : seconds() + expiresIn }),
    async verify(token) {
      try {
        const { payload } = await jwtVerify<TokenClaims>(token, key, { currentDate: new Date(now()) });
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return { problem: error.message };
        throw error;
      }
    },
  };
}

/** The role in the key of the caller. */
export type Role = string;

/** Returns the caller's role; undefined if the key is missing or invalid. */
export async function readRole(request: FastifyRequest, tokens: Tokens): Promise<Role | undefined> {
  const claims = await tokens.verify(bearer(request));
  return "problem" in claims ? undefined : (claims.role ?? "anon");
}

/**
 * Returns the caller's role; for routes that need a valid key.
 *
 * @throws `StorageError` with the problem of the key. If it is missing, in the words of the real server's schema of headers;
 * compiling such a schema for each route would take most of the time of a start.
 */
export async function requireRole(request: FastifyRequest, tokens: Tokens): Promise<Role> {
  if (request.headers.authorization === undefined) {
    throw invalidRequest("headers must have required property 'authorization'");
  }
  const claims = await tokens.verify(bearer(request));
  if ("problem" in claims) throw accessDenied(claims.problem);
  return claims.role ?? "anon";
}

/** Returns whether a role passes row-level security: only the service key, because there are no policies. */
export function passesRowSecurity(role: Role | undefined): boolean {
  return role === "service_role";
}

function bearer(request: FastifyRequest): string {
  return (request.headers.authorization ?? "").replace(/^Bearer\s+/i, "");
}
