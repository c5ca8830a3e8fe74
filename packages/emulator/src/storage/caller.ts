import type { FastifyRequest } from "fastify";
import { accessDenied, invalidRequest } from "./storage-errors.ts";
import type { Tokens } from "./auth.ts";

/** Who calls: the role in the key. */
export type Role = string;

/** The caller's role; nobody when there is no key, or none that is good. */
export async function readRole(request: FastifyRequest, tokens: Tokens): Promise<Role | undefined> {
  const claims = await tokens.check(bearer(request));
  return "problem" in claims ? undefined : (claims.role ?? "anon");
}

/**
 * The caller's role, where a good key is needed.
 *
 * @throws `StorageError` with what is wrong with the key; where there is none, in the words of the schema that the real
 * server checks headers with (compiling one for each route would be most of the time that a start takes).
 */
export async function requireRole(request: FastifyRequest, tokens: Tokens): Promise<Role> {
  if (request.headers.authorization === undefined) {
    throw invalidRequest("headers must have required property 'authorization'");
  }
  const claims = await tokens.check(bearer(request));
  if ("problem" in claims) throw accessDenied(claims.problem);
  return claims.role ?? "anon";
}

/** Only the service key passes row-level security: no policy is in force that would let others through. */
export function passesRowSecurity(role: Role | undefined): boolean {
  return role === "service_role";
}

function bearer(request: FastifyRequest): string {
  return (request.headers.authorization ?? "").replace(/^Bearer\s+/i, "");
}
