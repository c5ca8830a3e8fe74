import { type Node, parseTree } from "jsonc-parser";

/** The lines on which the items of a JSON array stand, from 1; the array is the text itself, or its field `results`. */
export function itemLines(text: string): readonly number[] {
  const root = parseTree(text);
  const array = root?.type === "object" ? fieldOf(root, "results") : root;
  let line = 1;
  let seen = 0;
  return (array?.children ?? []).map(({ offset }) => {
    line += text.slice(seen, offset).split("\n").length - 1;
    seen = offset;
    return line;
  });
}

function fieldOf(object: Node, name: string): Node | undefined {
  const property = object.children?.find(({ children }) => children?.[0]?.value === name);
  return property?.children?.[1];
}
