import { chooseModel, type Config, ConfigError, getModel, type ModelName, resolveModelVersion } from "@vg/config";
import Replicate from "replicate";
import * as v from "valibot";
import type { ReplicateAccess } from "../shared/services.ts";
import { type Check, type Probe, formatNetworkError } from "./probe.ts";

const NAME = "Replicate";
const TOKEN_FIX = "set REPLICATE_API_TOKEN to a valid token, from replicate.com under Account, API tokens";

/** Checks that Replicate accepts the token, then that the models' versions exist. */
export async function checkReplicate(
  config: Config,
  { token, baseUrl }: ReplicateAccess,
  { fetch }: Probe,
): Promise<Check[]> {
  const client = new Replicate({ auth: token, fetch, ...(baseUrl !== undefined && { baseUrl }) });
  const check = await checkToken(client);
  const models = [...new Set([config.model, chooseModel({ image: false, preferred: config.model })])];
  if (check.status === "ok")
    return [check, ...(await Promise.all(models.map((model) => checkModel(model, config, client))))];
  const message = "Replicate has to be reached first, with a token that works";
  return [check, ...models.map((name): Check => ({ name, status: "skipped", message }))];
}

async function checkToken(client: Replicate): Promise<Check> {
  try {
    await client.files.list();
    return { name: NAME, status: "ok", message: "reached, the token works" };
  } catch (error) {
    const status = apiStatus(error);
    if (status === 401 || status === 403)
      return { name: NAME, status: "problem", message: "the token is refused", fix: TOKEN_FIX };
    const reason =
      status === undefined
        ? (formatNetworkError(error) ?? "the answer is unintelligible")
        : `it answers with status ${status}`;
    return {
      name: NAME,
      status: "problem",
      message: `cannot be reached: ${reason}`,
      fix: "check the network, and try again",
    };
  }
}

/** Checks that the version of a model that will be run exists. */
async function checkModel(
  name: ModelName,
  { modelVersions, models }: Pick<Config, "modelVersions" | "models">,
  client: Replicate,
): Promise<Check> {
  const reference = modelVersions[name] ?? name;
  const { versionVariable } = getModel(name, models);
  const fix =
    versionVariable === undefined
      ? "choose another model: `vg models` lists them"
      : `set ${versionVariable} to a version that exists, or choose another model: \`vg models\` lists them`;
  try {
    const resolved = await resolveModelVersion(reference, client);
    if (resolved !== reference) return { name, status: "ok", message: `${reference} is ${resolved} now` };
    // A full id is taken without a request, so it is looked up here.
    await findVersion(reference, client);
    return { name, status: "ok", message: `${reference} exists` };
  } catch (error) {
    return { name, status: "problem", message: formatFailure(reference, error), fix };
  }
}

async function findVersion(reference: string, client: Replicate): Promise<void> {
  const [path = "", id = ""] = reference.split(":");
  const [owner = "", name = ""] = path.split("/");
  await client.models.versions.get(owner, name, id);
}

function formatFailure(reference: string, error: unknown): string {
  if (error instanceof ConfigError) return error.issues.map(({ message }) => `${reference} ${message}`).join("; ");
  const status = apiStatus(error);
  if (status === 404) return `${reference} does not exist (any more), or this account may not see it`;
  const reason =
    status === undefined ? (formatNetworkError(error) ?? "the answer is unintelligible") : `status ${status}`;
  return `${reference} could not be looked up: ${reason}`;
}

const apiError = v.object({ name: v.literal("ApiError"), response: v.object({ status: v.number() }) });

/** Returns the HTTP status of a failed call of the Replicate client; the error itself contains the token and is not passed on. */
function apiStatus(error: unknown): number | undefined {
  return v.is(apiError, error) ? error.response.status : undefined;
}
