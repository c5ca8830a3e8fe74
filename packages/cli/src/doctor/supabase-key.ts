import * as v from "valibot";

const claims = v.pipe(v.string(), v.parseJson(), v.looseObject({ role: v.string() }));

/**
 * What is wrong with a key as far as it says itself, without its value.
 *
 * @returns `undefined` where nothing is, or where it does not say.
 */
export function keyProblem(key: string): string | undefined {
  if (key.startsWith("sb_publishable_")) return "the key is the publishable one, which may read no private image";
  const [, payload] = key.split(".");
  if (payload === undefined) return undefined;
  const read = v.safeParse(claims, Buffer.from(payload, "base64url").toString("utf8"));
  if (!read.success || read.output.role === "service_role") return undefined;
  return read.output.role === "anon" ? "the key is the anon one, which may read no private image" : undefined;
}
