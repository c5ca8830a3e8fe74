import { errors, importJWK, jwtVerify, SignJWT } from "jose";

/** The payload of a token that was signed here and is still good. */
interface TokenClaims {
  readonly role?: string;
  readonly url?: string;
  readonly exp?: number;
}

/** Signs and checks the tokens of one secret, by one clock. */
export interface Tokens {
  /** A signed URL's token for `bucket/key`, good for `expiresIn` seconds. */
  signUrl(url: string, expiresIn: number): Promise<string>;
  /** An API key; `expiresIn` in seconds, without it good for decades. */
  signKey(role: string, expiresIn?: number): Promise<string>;
  /** The claims of a good token, or what is wrong with it in the server's words. */
  check(token: string): Promise<TokenClaims | { readonly problem: string }>;
}

// The end of the keys that never expire: a fixed second, so that one secret always makes the same keys.
const KEYS_END = 4_102_444_800;

/** Tokens by HS256, times in whole seconds, no leeway at their end. */
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
    async check(token) {
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
