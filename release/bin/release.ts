/** `pnpm release [--dry-run]`: see CONTRIBUTING.md. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dryRun } from "../src/dry-run.ts";
import { registryFrom } from "../src/registry.ts";
import { ReleaseError } from "../src/release-error.ts";
import { release } from "../src/release.ts";
import { runCommand } from "../src/run-command.ts";

const root = join(import.meta.dirname, "../..");
const env = process.env;
const place = { root, env, onOutput: (): void => undefined };

function show(text: string): void {
  process.stdout.write(text);
}

try {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
  if (values["dry-run"]) {
    for (const line of await dryRun(place, env["VG_REGISTRY"] === undefined ? undefined : registryFrom(env))) {
      console.log(line);
    }
  } else {
    const published = await release(place, {
      registry: registryFrom(env),
      check: async () => {
        const { VG_REGISTRY_TOKEN: _token, ...checked } = env;
        await runCommand("pnpm", ["run", "check"], { cwd: root, env: checked, onOutput: show });
      },
      report: (line) => console.log(line),
    });
    console.log(published.length === 0 ? "Nothing to publish." : `Published ${published.join(", ")}.`);
  }
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
