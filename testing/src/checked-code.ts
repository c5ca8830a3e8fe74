/**
 * An example's code with its promises turned into checks.
 *
 * `expression; // => text` and `const name = expression; // => text` promise a value, `expression; // throws text` an error.
 */
export function checkedCode(code: string): string {
  return code
    .split("\n")
    .map((line) => checkedLine(line))
    .join("\n");
}

function checkedLine(line: string): string {
  const [, declaration = "", expression, kind, promised] =
    /^(const \w+ = )?(.+?);? \/\/ (=>|throws) (.+)$/.exec(line) ?? [];
  if (expression === undefined || promised === undefined) return line;
  const text = JSON.stringify(promised);
  if (kind === "throws") return `await globalThis.checkError(async () => ${expression}, ${text});`;
  if (declaration === "") return `globalThis.checkExample(${expression}, ${text});`;
  return `${line}\nglobalThis.checkExample(${declaration.slice("const ".length, -" = ".length)}, ${text});`;
}
