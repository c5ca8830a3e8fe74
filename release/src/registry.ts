import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { changeset, ReleaseError, type Repository } from "./commands.ts";

/** The registry that the packages are published to. */
export interface Registry {
  /** An http or https URL that ends with a slash. */
  readonly url: string;
  readonly token: string;
}

/** The scope that every published package has. */
const SCOPE = "@vg";

/**
 * Returns the registry that `VG_REGISTRY` and `VG_REGISTRY_TOKEN` name.
 *
 * @throws {@link ReleaseError} that says which of the two is missing or wrong; it never shows the token.
 */
export function registryFrom(env: NodeJS.ProcessEnv): Registry {
  const { VG_REGISTRY: address = "", VG_REGISTRY_TOKEN: token = "" } = env;
  const problems: string[] = [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (address === "") {
    problems.push("VG_REGISTRY is not set; give it the URL of the registry to publish to.");
  } else if (url === undefined || !/^https?:$/.test(url.protocol)) {
    problems.push("VG_REGISTRY is not an http or https URL; give it the whole URL of the registry.");
  } else if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    problems.push("VG_REGISTRY has more than a host, a port and a path; the token goes into VG_REGISTRY_TOKEN.");
  }
  if (token === "") {
    problems.push("VG_REGISTRY_TOKEN is not set; give it a token that may publish to VG_REGISTRY.");
  } else if (/\s/.test(token)) {
    problems.push("VG_REGISTRY_TOKEN has white space in it; give it the token alone.");
  }
  if (url === undefined || problems.length > 0) throw new ReleaseError(problems.join("\n"));
  return { url: url.href.replace(/\/*$/, "/"), token };
}

/**
 * Returns the environment in which pnpm sends the packages of our scope to a registry, whatever a `.npmrc` of the
 * repository or of the user says. The token is passed by the name of its variable; it is in no file and no argument.
 */
export function registryEnvironment(registry: Registry, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const auth = { [registry.url]: { [SCOPE]: { authToken: "${VG_REGISTRY_TOKEN}" } } };
  return { ...env, VG_REGISTRY_TOKEN: registry.token, pnpm_config__auth: JSON.stringify(auth) };
}

const PLAN = v.object({ plan: v.array(v.array(v.object({ name: v.string() }))) });

/**
 * Asks changesets which packages have a version that the registry does not have.
 *
 * @param file - Where the publish plan is written to, which `changeset pack` reads.
 * @returns their names.
 */
export async function unpublishedPackages(repository: Repository, registry: Registry, file: string): Promise<string[]> {
  const publisher = { ...repository, env: registryEnvironment(registry, repository.env) };
  await changeset(publisher, "publish-plan", "--output", file);
  const { plan } = v.parse(PLAN, JSON.parse(await readFile(file, "utf8")));
  return plan.flat().map(({ name }) => name);
}
