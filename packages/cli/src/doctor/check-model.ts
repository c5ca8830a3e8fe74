import { type Config, ConfigError, type ModelName, MODELS, type ModelSpec, resolveModelVersion } from "@vg/config";
import type Replicate from "replicate";
import { apiStatus } from "./api-status.ts";
import type { Check } from "./check.ts";
import { unreachedReason } from "./probe.ts";

/** Whether the version of a model that will be run exists. */
export async function checkModel(
  name: ModelName,
  { modelVersions }: Pick<Config, "modelVersions">,
  client: Replicate,
): Promise<Check> {
  const reference = modelVersions[name];
  const { versionVariable }: ModelSpec = MODELS[name];
  const fix =
    versionVariable === undefined
      ? "choose another model: `vg models` lists them"
      : `set ${versionVariable} to a version that exists, or choose another model: \`vg models\` lists them`;
  try {
    const resolved = await resolveModelVersion(reference, client);
    if (resolved !== reference) return { name, status: "ok", message: `${reference} is ${resolved} now` };
    // A full id is believed without a request, so it is asked for here.
    await findVersion(reference, client);
    return { name, status: "ok", message: `${reference} exists` };
  } catch (error) {
    return { name, status: "problem", message: failureText(reference, error), fix };
  }
}

async function findVersion(reference: string, client: Replicate): Promise<void> {
  const [path = "", id = ""] = reference.split(":");
  const [owner = "", name = ""] = path.split("/");
  await client.models.versions.get(owner, name, id);
}

function failureText(reference: string, error: unknown): string {
  if (error instanceof ConfigError) return error.issues.map(({ message }) => `${reference} ${message}`).join("; ");
  const status = apiStatus(error);
  if (status === 404) return `${reference} does not exist, or not any more, or this account may not see it`;
  const reason = status === undefined ? (unreachedReason(error) ?? "the answer makes no sense") : `status ${status}`;
  return `${reference} could not be looked up: ${reason}`;
}
