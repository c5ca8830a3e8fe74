import { type JSONPath, visit } from "jsonc-parser";

/**
 * Where an object of a JSON text has a field more than once; a parsed value no longer shows it, because the last one wins.
 *
 * @param text - JSON, without mistakes.
 */
export function repeatedFields(text: string): readonly JSONPath[] {
  const repeated: JSONPath[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, pathOf) => {
      const fields = open.at(-1);
      if (fields?.has(name) === true) repeated.push([...pathOf(), name]);
      fields?.add(name);
    },
  });
  return repeated;
}
