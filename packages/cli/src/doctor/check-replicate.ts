import { chooseModel, type Config } from "@vg/config";
import Replicate from "replicate";
import type { ReplicateAccess } from "../shared/services.ts";
import { apiStatus } from "./api-status.ts";
import { checkModel } from "./check-model.ts";
import type { Check } from "./check.ts";
import { type Reach, unreachedReason } from "./probe.ts";

const NAME = "Replicate";
const TOKEN_FIX = "set REPLICATE_API_TOKEN to a valid token; it stands on replicate.com under Account, API tokens";

/** Asks Replicate whether it takes the token, then whether the models' versions exist. */
export async function checkReplicate(
  config: Config,
  { token, baseUrl }: ReplicateAccess,
  { fetch }: Reach,
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
        ? (unreachedReason(error) ?? "the answer makes no sense")
        : `it answers with status ${status}`;
    return {
      name: NAME,
      status: "problem",
      message: `cannot be reached: ${reason}`,
      fix: "check the network, and try again",
    };
  }
}
