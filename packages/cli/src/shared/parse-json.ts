/** The reason why a text is not JSON, and its place, counted from 1. */
export interface JsonProblem {
  readonly what: string;
  readonly line: number;
  readonly column: number;
}

/** Parses a JSON text: its value, or the problem with it; never a piece of the text, which may contain a key. */
export async function parseJson(
  text: string,
): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: JsonProblem }> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: await findProblem(text) };
  }
}

/** Reads the text again, slower: the engine's own message has a piece of the text, but not always the place. */
async function findProblem(text: string): Promise<JsonProblem> {
  const { printParseErrorCode, visit } = await import("jsonc-parser");
  let first = { what: "it ends too early", offset: text.length };
  visit(
    text,
    {
      onError(code, offset) {
        if (offset < first.offset) first = { what: words(printParseErrorCode(code)), offset };
      },
    },
    { disallowComments: true },
  );
  const before = text.slice(0, first.offset).split("\n");
  return { what: first.what, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** `CommaExpected` as `comma expected`. */
function words(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
