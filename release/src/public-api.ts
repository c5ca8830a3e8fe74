import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";
import { type Declaration, type ModuleExportName, parseSync, type Statement } from "oxc-parser";
import * as v from "valibot";

/** The public interface of one entry of a package. */
export interface EntryApi {
  /** The entry as `exports` names it: `.` or `./rates`. */
  readonly entry: string;
  /** Its built declarations, formatted. */
  readonly text: string;
  /** The exported names that have no TSDoc. */
  readonly undocumented: readonly string[];
}

const MANIFEST = v.object({
  exports: v.record(v.string(), v.union([v.string(), v.looseObject({ types: v.string() })])),
});

/**
 * Reads the public interface of a built package: the declarations that each of its entries has in `dist`.
 *
 * @throws an error if the package is not built.
 */
export async function readPublicApi(folder: string): Promise<EntryApi[]> {
  const { exports } = v.parse(MANIFEST, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const entries = Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === "string" ? [] : [{ entry, file: join(folder, target.types) }],
  );
  return Promise.all(
    entries.map(async ({ entry, file }) => {
      if (!existsSync(file)) throw new Error(`${file} is missing; build the packages first.`);
      const text = readFileSync(file, "utf8");
      const { code } = await format("index.d.ts", withoutMarks(text), { printWidth: 120 });
      return { entry, text: code, undocumented: undocumentedNames(text) };
    }),
  );
}

/** The bundler says which file each part comes from; a file that moves is no change of the interface. */
function withoutMarks(text: string): string {
  return text.replaceAll(/^\/\/#.*\n?/gm, "");
}

function undocumentedNames(text: string): string[] {
  const { program, comments } = parseSync("index.d.ts", text);
  const documented = new Set<string>();
  const exported: { readonly name: string; readonly local: string }[] = [];
  for (const statement of program.body) {
    const isDocumented = comments.some(
      ({ type, value, end }) =>
        end <= statement.start &&
        type === "Block" &&
        /^\*\s*\*?\s*\S/.test(value) &&
        text.slice(end, statement.start).trim() === "",
    );
    if (isDocumented) for (const name of declaredNames(statement)) documented.add(name);
    if (statement.type !== "ExportNamedDeclaration") continue;
    for (const { local, exported: name } of statement.specifiers) {
      exported.push({ local: textOf(local), name: textOf(name) });
    }
    if (statement.declaration !== null) {
      exported.push(...declaredNames(statement).map((name) => ({ local: name, name })));
    }
  }
  return exported.filter(({ local }) => !documented.has(local)).map(({ name }) => name);
}

function declaredNames(statement: Statement): string[] {
  const declared: Statement | Declaration | null =
    statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declared?.type === "VariableDeclaration") {
    return declared.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return declared !== null && "id" in declared && declared.id?.type === "Identifier" ? [declared.id.name] : [];
}

function textOf(name: ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}
