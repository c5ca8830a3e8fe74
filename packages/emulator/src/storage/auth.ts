import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { errors, importJWK, jwtVerify, SignJWT } from "jose";
import { accessDenied, databaseError, invalidParameter, invalidRequest, legacyKeysDisabled } from "./storage-errors.ts";

/** The action that the token of a signed URL is for. */
type TokenScope = "download" | "upload";

/** The payload of a valid token. */
interface TokenClaims {
  readonly iss?: string;
  readonly role?: string;
  readonly url?: string;
  readonly scope?: TokenScope;
  readonly upsert?: boolean;
  readonly exp?: number;
}

/** Signs and verifies the tokens of one secret, by one clock. */
export interface Tokens {
  /**
   * Signs a URL's token for `bucket/key`, valid for `expiresIn` seconds.
   *
   * @throws `StorageError` if that is later than the server can say.
   */
  signUrl(url: string, expiresIn: number, claims?: Pick<TokenClaims, "scope" | "upsert">): Promise<string>;
  /** Signs an API key, valid for `expiresIn` seconds or, without it, for decades. */
  signKey(role: string, expiresIn?: number): Promise<string>;
  /** Returns the claims of a valid token, or the problem in the server's words. */
  verify(token: string): Promise<TokenClaims | { readonly problem: string }>;
  /** The keys of the new kind, which are no tokens, and their roles. */
  readonly opaqueKeys: { readonly secret: string; readonly publishable: string };
}

// The end of the keys that never expire: a fixed second, so that one secret always gives the same keys.
const KEYS_END = 4_102_444_800;

/** The last second at which a token can end. */
const LAST_END = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/** Creates tokens signed with HS256; times are whole seconds, without leeway. */
export async function createTokens(secret: string, now: () => number): Promise<Tokens> {
  const key = await importJWK({ kty: "oct", k: Buffer.from(secret).toString("base64url") }, "HS256");
  const sign = (claims: Record<string, unknown>, typ?: "JWT"): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...(typ === undefined ? {} : { typ }) }).sign(key);
  const seconds = (): number => Math.floor(now() / 1000);
  const verify: Tokens["verify"] = async (token) => {
    try {
      const { payload } = await jwtVerify<TokenClaims>(token, key, { currentDate: new Date(now()) });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return { problem: error.message };
      throw error;
    }
  };
  let last: { token: string; second: number; claims: ReturnType<Tokens["verify"]> } | undefined;

  return {
    async signUrl(url, expiresIn, claims = { scope: "download" }) {
      const iat = seconds();
      if (iat + expiresIn > LAST_END) throw invalidParameter("expiresIn");
      return sign({ url, ...claims, iat, exp: iat + expiresIn });
    },
    signKey: (role, expiresIn) =>
      sign({ iss: "supabase", role, exp: expiresIn === undefined ? KEYS_END : seconds() + expiresIn }, "JWT"),
    // Most requests have the key of the one before.
    async verify(token) {
      const second = seconds();
      if (last?.token !== token || last.second !== second) last = { token, second, claims: verify(token) };
      return last.claims;
    },
    opaqueKeys: { secret: opaqueKey("secret", secret), publishable: opaqueKey("publishable", secret) },
  };
}

/** Refuses the keys of the old kind, as a project does that has switched them off. */
export function refuseLegacyKeys(app: FastifyInstance, tokens: Tokens): void {
  app.addHook("onRequest", async ({ headers }) => {
    for (const key of [headers["apikey"], bearer(headers.authorization)]) {
      const claims = await tokens.verify(String(key ?? ""));
      if ("iss" in claims && claims.iss === "supabase") throw legacyKeysDisabled();
    }
  });
}

/** The role in the key of the caller. */
export type Role = string;

/** Returns the caller's role; undefined if the key is missing or invalid. */
export async function readRole(request: FastifyRequest, tokens: Tokens): Promise<Role | undefined> {
  const opaque = opaqueRole(request, tokens);
  if (opaque !== undefined) return opaque;
  const claims = await tokens.verify(bearer(request.headers.authorization));
  return "problem" in claims ? undefined : (claims.role ?? "anon");
}

/**
 * Returns the caller's role; for routes that need a valid key.
 *
 * @throws `StorageError` with the problem of the key. If it is missing, in the words of the real server's schema of headers;
 * compiling such a schema for each route would take most of the time of a start.
 */
export async function requireRole(request: FastifyRequest, tokens: Tokens): Promise<Role> {
  const isMissing = request.headers.authorization === undefined && opaqueRole(request, tokens) === undefined;
  if (isMissing) throw invalidRequest("headers must have required property 'authorization'");
  return verifyRole(request, tokens);
}

/**
 * Returns the caller's role; for a route that needs a valid key and does not ask for the header.
 *
 * @throws `StorageError` with the problem of the key.
 */
export async function verifyRole(request: FastifyRequest, tokens: Tokens): Promise<Role> {
  const opaque = opaqueRole(request, tokens);
  if (opaque !== undefined) return opaque;
  const claims = await tokens.verify(bearer(request.headers.authorization));
  if ("problem" in claims) throw accessDenied(claims.problem);
  return claims.role ?? "anon";
}

const ROLES: ReadonlySet<Role | undefined> = new Set(["anon", "authenticated", "service_role", undefined]);

/**
 * Returns whether a role passes row-level security: only the service key, because there are no policies.
 *
 * @throws `StorageError` if the database does not know the role.
 */
export function passesRowSecurity(role: Role | undefined): boolean {
  if (!ROLES.has(role)) throw databaseError("22023");
  return role === "service_role";
}

/**
 * Returns the role of a key of the new kind: in the header `apikey`, and in `authorization` nothing else. The gateway puts
 * a token in its place.
 */
function opaqueRole({ headers }: FastifyRequest, { opaqueKeys }: Tokens): Role | undefined {
  const key = headers["apikey"];
  const token = bearer(headers.authorization);
  if (token !== "" && token !== key) return undefined;
  if (key === opaqueKeys.secret) return "service_role";
  return key === opaqueKeys.publishable ? "anon" : undefined;
}

function bearer(authorization: string | undefined): string {
  return (authorization ?? "").replace(/^Bearer\s+/i, "");
}

/** Always the same for one secret. */
function opaqueKey(kind: "secret" | "publishable", secret: string): string {
  const digits = createHmac("sha256", secret).update(kind).digest("base64url").replaceAll("-", "_");
  return `sb_${kind}_${digits.slice(0, 22)}_${digits.slice(22, 30)}`;
}
