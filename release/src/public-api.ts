import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "oxfmt";
import * as v from "valibot";
import { type Declaration, type DeclarationFile, readDeclarationFile } from "./declaration-file.ts";

/** What a package promises to who imports it. */
export interface PublicApi {
  /** Its declarations, normalised: without comments, sorted by name, each entry for itself. */
  readonly text: string;
  /** The exports that have no TSDoc, as `entry: name`. */
  readonly undocumented: readonly string[];
}

const ENTRIES = v.object({
  exports: v.record(v.string(), v.union([v.string(), v.looseObject({ types: v.string() })])),
});

/**
 * Reads the public interface of a built package from its emitted declarations: what its entries export, and all that this
 * refers to inside the package, whether it is exported or not.
 *
 * @throws an error when the package is not built.
 */
export async function publicApi(folder: string): Promise<PublicApi> {
  const { exports: entries } = v.parse(ENTRIES, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const undocumented: string[] = [];
  let text = "";
  for (const [entry, target] of Object.entries(entries)) {
    if (typeof target === "string") continue;
    const reader = new ApiReader();
    const file = join(folder, target.types);
    const exported = [...reader.file(file).exports.keys()].toSorted();
    const found = exported.map((name) => ({ name, is: reader.find(file, name) }));
    undocumented.push(
      ...found.filter(({ is }) => is.declaration?.documented === false).map(({ name }) => `${entry}: ${name}`),
    );
    const reached = reader.reachedFrom(found.map(({ is }) => is.key));
    text += section(`Entry ${entry}`, [...reached.imports, ...found.map(({ name, is }) => exportedCode(name, is))]);
    text += section("Not exported, but part of the above", reached.codes);
  }
  const { code } = await format("api.d.ts", text, { printWidth: 120 });
  return { text: code, undocumented };
}

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `// ${title}\n\n${parts.join("\n\n")}\n\n`;
}

function exportedCode(name: string, { local, declaration, from }: Found): string {
  if (declaration === undefined) return `export { ${local} as ${name} } from "${from}";`;
  if (local !== name) return `${declaration.code}\nexport { ${local} as ${name} };`;
  // Each overload for itself.
  return declaration.code.replaceAll(
    /^(?=(abstract|class|const|enum|function|interface|let|namespace|type|var) )/gm,
    "export ",
  );
}

/** A declaration as it was found: `key` is its file and name, none where it is another package's. */
interface Found {
  readonly key: string;
  readonly local: string;
  readonly from: string;
  readonly declaration: Declaration | undefined;
}

/** Follows names through the declaration files of one package. */
class ApiReader {
  readonly #files = new Map<string, DeclarationFile>();

  file(path: string): DeclarationFile {
    if (!existsSync(path)) throw new Error(`${path} is missing; build the packages first.`);
    const file = this.#files.get(path) ?? readDeclarationFile(path);
    this.#files.set(path, file);
    return file;
  }

  /** What a file exports, imports or declares under a name. */
  find(path: string, name: string): Found {
    const { declarations, exports, imports } = this.file(path);
    const target = exports.get(name) ?? name;
    const local = typeof target === "string" ? target : undefined;
    const declaration = local === undefined ? undefined : declarations.get(local);
    if (local !== undefined && declaration !== undefined)
      return { key: `${path}#${local}`, local, from: path, declaration };
    const foreign = typeof target === "string" ? imports.get(target) : target;
    if (foreign === undefined) return { key: "", local: name, from: "", declaration: undefined };
    if (!foreign.from.startsWith("."))
      return { key: "", local: foreign.name, from: foreign.from, declaration: undefined };
    return this.find(join(dirname(path), foreign.from.replace(/\.[jt]s$/, ".d.ts")), foreign.name);
  }

  /** What some declarations refer to, however indirectly, themselves left out: code of this package, and imports. */
  reachedFrom(keys: readonly string[]): { readonly codes: readonly string[]; readonly imports: readonly string[] } {
    const seen = new Set(keys);
    const imports = new Set<string>();
    const codes: string[] = [];
    for (const key of seen) {
      const [path = "", name = ""] = key.split("#");
      const { declaration } = key === "" ? {} : this.find(path, name);
      if (declaration === undefined) continue;
      if (!keys.includes(key)) codes.push(declaration.code);
      for (const reference of declaration.references) {
        const is = this.find(path, reference);
        if (is.declaration !== undefined) seen.add(is.key);
        else if (is.from !== "") imports.add(`import type { ${is.local} } from "${is.from}";`);
      }
    }
    return { codes: codes.toSorted(), imports: [...imports].toSorted() };
  }
}
