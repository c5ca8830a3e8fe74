import { createHash } from "node:crypto";
import { MODELS, type ModelSpec } from "@vg/config";
import type { Emulator } from "@vg/emulator";

/** Lists the catalogue's models in an emulator: each with the catalogue's version, or one made up where that is `latest`. */
export function addCatalogue(emulator: Pick<Emulator, "addModel">): void {
  for (const spec of Object.values(MODELS)) {
    const { owner, name, version }: ModelSpec = spec;
    const madeUp = createHash("sha256").update(`${owner}/${name}`).digest("hex");
    emulator.addModel({ owner, name, versions: [version === "latest" ? madeUp : version] });
  }
}
