import { inspect } from "node:util";

/** Returns the names of the secrets that are in what is printed of the values, whole or with their decisive part alone. */
export function leakedSecrets(secrets: Readonly<Record<string, string>>, values: readonly unknown[]): string[] {
  const texts = values.flatMap(printed);
  return Object.entries(secrets)
    .filter(([, secret]) => texts.some((text) => text.includes(secret) || text.includes(decisivePart(secret))))
    .map(([name]) => name);
}

/** Every way in which a value is commonly printed or stored. */
function printed(value: unknown): string[] {
  const texts = [
    String(value),
    JSON.stringify(value) ?? "",
    inspect(value, { depth: 9, showHidden: true, maxStringLength: null, maxArrayLength: null }),
  ];
  if (!(value instanceof Error)) return texts;
  return [...texts, value.message, value.stack ?? "", ...(value.cause === undefined ? [] : printed(value.cause))];
}

/** Of a token its signature, without which the rest is of no use. */
function decisivePart(secret: string): string {
  return secret.slice(secret.lastIndexOf(".") + 1);
}
