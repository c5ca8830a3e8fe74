import { mkdirSync, writeFileSync } from "node:fs";
import { MODELS_JSON_SCHEMA } from "./json-schemas.ts";

/** Writes the published JSON Schema into `schema/`: `pnpm --filter @vg/config make-schemas`. */

const folder = new URL("../schema/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("models.schema.json", folder), MODELS_JSON_SCHEMA);
