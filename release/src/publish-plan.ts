import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { type Registry, registryEnvironment } from "./registry.ts";
import { changeset } from "./repository-commands.ts";
import type { Workplace } from "./workplace.ts";

const PLAN = v.object({ plan: v.array(v.array(v.object({ name: v.string() }))) });

/** Writes the plan of what a registry does not have yet to `file`, and gives back the packages' names. */
export async function publishPlan(place: Workplace, registry: Registry, file: string): Promise<string[]> {
  const publisher = { ...place, env: registryEnvironment(registry, place.env) };
  await changeset(publisher, "publish-plan", "--output", file);
  const { plan } = v.parse(PLAN, JSON.parse(await readFile(file, "utf8")));
  return plan.flat().map(({ name }) => name);
}
