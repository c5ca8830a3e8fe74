/** `pnpm release [--dry-run]`: see CONTRIBUTING.md. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ReleaseError, runCommand } from "../src/commands.ts";
import { dryRun } from "../src/pending.ts";
import { registryFrom } from "../src/registry.ts";

const root = join(import.meta.dirname, "../..");
const env = process.env;
const repository = { root, env, onOutput: (): void => undefined };

function show(text: string): void {
  process.stdout.write(text);
}

try {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  if (values["dry-run"]) {
    for (const line of await dryRun(repository, env["VG_REGISTRY"] === undefined ? undefined : registryFrom(env))) {
      console.log(line);
    }
  } else {
    const registry = registryFrom(env);
    // Imported here, because it loads the tools that check tarballs.
    const { release } = await import("../src/release.ts");
    const published = await release(repository, {
      registry,
      check: async () => {
        const { VG_REGISTRY_TOKEN: _token, ...checked } = env;
        await runCommand("pnpm", ["run", "check"], { cwd: root, env: checked, onOutput: show });
      },
      report: (line) => console.log(line),
    });
    console.log(published.length === 0 ? "Nothing to publish." : `Published ${published.join(", ")}.`);
  }
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!isUsage && !(error instanceof ReleaseError)) throw error;
  console.error(isUsage ? `${error.message}\nUsage: pnpm release [--dry-run]` : error.message);
  process.exitCode = isUsage ? 2 : 1;
}
