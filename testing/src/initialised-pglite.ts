import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The class `PGlite`, as far as it is needed here. */
export interface PgliteClass {
  create(options?: { readonly loadDataDir?: Blob }): Promise<{
    dumpDataDir(compression: "none"): Promise<Blob>;
    close(): Promise<void>;
  }>;
}

/**
 * Lets `PGlite.create()` begin with a data directory that is initialised once for each version and kept in a folder:
 * initialising takes most of the time of a start.
 *
 * @param entry - The file that `@electric-sql/pglite` resolves to.
 * @param folder - Where to keep the data directory.
 */
export function loadInitialised(
  pglite: PgliteClass,
  entry: string,
  folder: string = join(import.meta.dirname, "../node_modules/.cache"),
): void {
  const create = pglite.create.bind(pglite);
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8"));
  const file = join(folder, `pglite-${version}.tar`);
  pglite.create = async (options) => {
    if (options !== undefined) return create(options);
    if (!existsSync(file)) await initialise(create, file);
    return create({ loadDataDir: new Blob([readFileSync(file)]) });
  };
}

/** Writes the file in one step: another process may be about to do the same, and this one may be interrupted. */
async function initialise(create: PgliteClass["create"], file: string): Promise<void> {
  const database = await create();
  const data = await database.dumpDataDir("none");
  await database.close();
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}-${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await data.arrayBuffer()));
  renameSync(unfinished, file);
}
