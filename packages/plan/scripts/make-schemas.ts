import { mkdirSync, writeFileSync } from "node:fs";
import { JSON_SCHEMAS } from "./json-schemas.ts";

/** Writes the published JSON Schemas into `schema/`: `pnpm --filter @vg/plan make-schemas`. */

const folder = new URL("../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(JSON_SCHEMAS)) {
  writeFileSync(new URL(`${name}.schema.json`, folder), text);
}
