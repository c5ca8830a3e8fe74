import { isObject } from "@vg/internal";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { createServiceApp, isClientError, messageOfFault } from "../http/fastify-app.ts";
import { PUBLIC_PREFIX } from "../http/gateway.ts";
import { BodyError } from "../http/request-body.ts";
import type { ServiceContext } from "../http/request-hooks.ts";
import type { Timeline } from "../timeline.ts";
import { accountRoutes } from "./account-routes.ts";
import { fileRoutes, type FileStore } from "./files.ts";
import { modelRoutes } from "./models/model-routes.ts";
import type { ModelStore } from "./models/model-store.ts";
import { predictionRoutes } from "./predictions/prediction-routes.ts";
import type { PredictionStore } from "./predictions/prediction-store.ts";
import {
  bodyOf,
  fileTooLarge,
  internalError,
  invalidInput,
  notFound,
  ReplicateError,
  unauthenticated,
} from "./replicate-errors.ts";

/** The parts of Replicate. */
export interface ReplicateParts {
  readonly files: FileStore;
  readonly models: ModelStore;
  readonly predictions: PredictionStore;
  readonly timeline: Timeline;
  readonly context: ServiceContext;
  readonly token: string;
  readonly webhookSecret: string;
  /** Returns `http://127.0.0.1:PORT`. */
  readonly origin: () => string;
  /** The largest file, in bytes. */
  readonly maxFileBytes: number;
  readonly versionsPerPage: number;
  readonly refusesUnknownInputs: boolean;
}

/** Creates Replicate's API, its public pages and the files that predictions make. */
export async function createReplicateApp(parts: ReplicateParts): Promise<FastifyInstance> {
  const { context, token, origin, models, predictions, timeline, versionsPerPage, refusesUnknownInputs } = parts;
  const app = createServiceApp(
    context,
    { answerTo, unroutable: notFound, noRoute: notFound, bodyOf },
    { modelOf: (request) => modelOf(request, models) },
  );
  const schemes = new Set([`Bearer ${token}`, `Token ${token}`]);
  // Before the body is read: an upload without a token is refused, however large or broken it is.
  app.addHook("onRequest", async ({ url, headers }) => {
    timeline.runDue();
    if (!url.startsWith(PUBLIC_PREFIX) && !schemes.has(headers.authorization ?? "")) throw unauthenticated();
  });

  modelRoutes(app, { models, origin, versionsPerPage });
  predictionRoutes(app, { models, predictions, refusesUnknownInputs, origin });
  accountRoutes(app, parts.webhookSecret);
  await app.register(async (scope) => fileRoutes(scope, parts.files, () => `${origin()}/v1`, parts.maxFileBytes));
  await app.ready();
  return app;
}

/** Returns `owner/name` of the model that a request is about, from its path or its body. */
function modelOf({ params, body }: FastifyRequest, models: ModelStore): string | undefined {
  if (isObject(params) && typeof params["owner"] === "string") return `${params["owner"]}/${String(params["name"])}`;
  const version = isObject(body) ? body["version"] : undefined;
  const model = typeof version === "string" ? models.findToRun(version) : undefined;
  return model === undefined ? undefined : `${model.owner}/${model.name}`;
}

function answerTo(error: unknown): ReplicateError {
  if (error instanceof ReplicateError) return error;
  if (error instanceof BodyError && error.reason === "too-large") return fileTooLarge();
  if (error instanceof BodyError) return invalidInput("The request body is not valid multipart/form-data");
  if (isClientError(error)) return invalidInput(error.message);
  return internalError(messageOfFault(error));
}
