/**
 * Reads a whole number, written in digits alone, from `min` to `max`, both included. `5`, not `05`, `+5`, `5.0` or `5e0`.
 *
 * @returns `undefined` for every other text.
 */
export function parseInteger(
  text: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number } = {},
): number | undefined {
  if (!/^(?:0|-?[1-9]\d*)$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= min && value <= max ? value : undefined;
}
