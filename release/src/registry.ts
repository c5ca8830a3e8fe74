import { ReleaseError } from "./release-error.ts";

/** Where the packages are published. */
export interface Registry {
  /** An http or https URL that ends with a slash. */
  readonly url: string;
  readonly token: string;
}

/** The scope that every published package has. */
const SCOPE = "@vg";

/**
 * The registry that `VG_REGISTRY` and `VG_REGISTRY_TOKEN` name.
 *
 * @throws {@link ReleaseError} that says which of the two is missing or wrong, never with the token.
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
 * The environment in which pnpm sends the packages of our scope to a registry, whatever a `.npmrc` of the repository or
 * of the user says. The token is handed over by name and stands in no file and no argument.
 */
export function registryEnvironment(registry: Registry, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const auth = { [registry.url]: { [SCOPE]: { authToken: "${VG_REGISTRY_TOKEN}" } } };
  return { ...env, VG_REGISTRY_TOKEN: registry.token, pnpm_config__auth: JSON.stringify(auth) };
}
