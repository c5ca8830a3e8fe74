import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The paths of all files below a folder. Links are not followed: whether `readdir` does depends on the Node it runs on. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(paths)).flat();
}
