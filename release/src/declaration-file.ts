import { readFileSync } from "node:fs";
import { type Comment, parseSync, type Program, Visitor } from "oxc-parser";

/** Something that a file of declarations declares. */
export interface Declaration {
  /** Its code without comments, and without `export` and `declare`; overloads one after the other. */
  readonly code: string;
  /** Whether a TSDoc comment stands before it. */
  readonly documented: boolean;
  /** The names that its types refer to. */
  readonly references: ReadonlySet<string>;
}

/** A name as another file exports it. */
interface ForeignName {
  readonly name: string;
  /** The file or package, as it is written. */
  readonly from: string;
}

/** One `.d.ts` file, read. */
export interface DeclarationFile {
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** By their local names. */
  readonly imports: ReadonlyMap<string, ForeignName>;
  /** By their exported names: a local name, or a foreign one. */
  readonly exports: ReadonlyMap<string, string | ForeignName>;
}

type Statement = Program["body"][number];

/** A part of a type's name, as far as it matters here. */
type NamePart = { readonly type: string } & Partial<Readonly<Record<"name" | "left" | "object", unknown>>>;

/**
 * Reads a file of declarations that the compiler made.
 *
 * @throws SyntaxError for what is no TypeScript, and for `export *` and `export default`, which hide what a package's interface is.
 */
export function readDeclarationFile(path: string): DeclarationFile {
  const text = readFileSync(path, "utf8");
  const { program, comments, module, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new SyntaxError(`${path} cannot be read: ${errors[0].message}`);
  const named = referencedNames(program);
  const declarations = new Map<string, Declaration>();
  for (const statement of program.body) {
    for (const name of declaredNames(statement)) {
      const before = declarations.get(name);
      const code = codeOf(statement, text, comments);
      declarations.set(name, {
        code: before === undefined ? code : `${before.code}\n${code}`,
        documented: before?.documented === true || isDocumented(statement, text, comments),
        references: new Set([
          ...(before?.references ?? []),
          ...named
            .filter(({ at }) => at >= statement.start && at < statement.end)
            .map(({ name: reference }) => reference),
        ]),
      });
    }
  }
  const imports = new Map<string, ForeignName>();
  for (const { moduleRequest, entries } of module.staticImports) {
    for (const { importName, localName } of entries) {
      imports.set(localName.value, { name: importName.name ?? importName.kind, from: moduleRequest.value });
    }
  }
  const exports = new Map<string, string | ForeignName>();
  for (const { exportName, importName, localName, moduleRequest } of module.staticExports.flatMap(
    (one) => one.entries,
  )) {
    const { name } = exportName;
    if (name === null) throw new SyntaxError(`${path} exports something without a name; name what it exports.`);
    if (moduleRequest === null) exports.set(name, localName.name ?? name);
    else exports.set(name, { name: importName.name ?? name, from: moduleRequest.value });
  }
  return { declarations, imports, exports };
}

function declaredNames(statement: Statement): string[] {
  const declared = "declaration" in statement ? statement.declaration : statement;
  if (declared === null) return [];
  if (declared.type === "VariableDeclaration") {
    return declared.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return "id" in declared && declared.id?.type === "Identifier" ? [declared.id.name] : [];
}

/** Every name that stands for a type or a base class, and where. */
function referencedNames(program: Program): { readonly name: string; readonly at: number }[] {
  const found: { name: string; at: number }[] = [];
  const add = (part: NamePart, at: number): void => {
    const name = firstName(part);
    if (name !== undefined) found.push({ name, at });
  };
  new Visitor({
    TSTypeReference: ({ typeName, start }) => add(typeName, start),
    TSTypeQuery: ({ exprName, start }) => add(exprName, start),
    TSInterfaceHeritage: ({ expression, start }) => add(expression, start),
    TSClassImplements: ({ expression, start }) => add(expression, start),
    ClassDeclaration: ({ superClass, start }) => {
      if (superClass !== null) add(superClass, start);
    },
    PropertyDefinition: ({ computed, key, start }) => {
      if (computed) add(key, start);
    },
    TSPropertySignature: ({ computed, key, start }) => {
      if (computed) add(key, start);
    },
  }).visit(program);
  return found;
}

/** `A` of `A`, `A.B` and `A.B.C`. */
function firstName({ type, name, left, object }: NamePart): string | undefined {
  if (type === "Identifier" && typeof name === "string") return name;
  const inner = left ?? object;
  return isNamePart(inner) ? firstName(inner) : undefined;
}

function isNamePart(value: unknown): value is NamePart {
  return typeof value === "object" && value !== null && "type" in value;
}

function codeOf({ start, end }: Statement, text: string, comments: readonly Comment[]): string {
  let code = "";
  let from = start;
  for (const comment of comments.filter((one) => one.start >= start && one.end <= end)) {
    code += text.slice(from, comment.start);
    from = end - text.slice(comment.end, end).trimStart().length;
  }
  return (code + text.slice(from, end)).replace(/^(export )?(declare )?/, "");
}

function isDocumented({ start }: Statement, text: string, comments: readonly Comment[]): boolean {
  return comments.some(({ type, value, end }) => {
    const isNext = end <= start && text.slice(end, start).trim() === "";
    return isNext && type === "Block" && /^\*\s*\*?\s*\S/.test(value);
  });
}
