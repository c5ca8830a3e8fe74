import Fastify, { type FastifyInstance } from "fastify";
import { answerUnroutable } from "../http/unroutable.ts";
import { isClientError } from "../http/client-error.ts";
import { EmulatorError } from "../validation.ts";
import { type Observation, observe } from "../http/request-hooks.ts";
import { BodyError } from "../http/body-error.ts";
import { SHARED_VALIDATORS } from "../http/fastify-app.ts";
import { fileRoutes } from "./file-routes.ts";
import type { FileStore } from "./files.ts";
import { modelRoutes } from "./model-routes.ts";
import type { ModelStore } from "./models.ts";
import { type Prediction, predictionRoutes } from "./predictions.ts";
import {
  fileTooLarge,
  internalError,
  invalidInput,
  notFound,
  ReplicateError,
  unauthenticated,
} from "./replicate-errors.ts";

/** What Replicate is made of. */
export interface ReplicateParts {
  readonly files: FileStore;
  readonly models: ModelStore;
  readonly predictions: Map<string, Prediction>;
  readonly observation: Observation;
  readonly token: string;
  readonly now: () => number;
  /** The address that its own URLs begin with, ending in `/v1`. */
  readonly baseUrl: () => string;
  /** The largest file, in bytes. */
  readonly maxFileBytes: number;
  readonly versionsPerPage: number;
}

/** Replicate's files, models, versions and predictions. */
export async function createReplicateApp(parts: ReplicateParts): Promise<FastifyInstance> {
  const { observation, token, baseUrl } = parts;
  const app = Fastify({
    exposeHeadRoutes: false,
    schemaController: SHARED_VALIDATORS,
    frameworkErrors: answerUnroutable(observation, () => notFound()),
  });
  observe(app, observation);
  // Before anything is read of a body: who may not upload is told so, however large or broken the upload is.
  app.addHook("onRequest", async (request) => {
    if (request.headers.authorization !== `Bearer ${token}`) throw unauthenticated();
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = asReplicateError(error);
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(() => {
    throw notFound();
  });

  modelRoutes(app, parts.models, baseUrl, parts.versionsPerPage);
  predictionRoutes(app, parts.models, parts.predictions, baseUrl, parts.now);
  await app.register(async (scope) => fileRoutes(scope, parts.files, baseUrl, parts.maxFileBytes));
  await app.ready();
  return app;
}

function asReplicateError(error: unknown): ReplicateError {
  if (error instanceof ReplicateError) return error;
  if (error instanceof BodyError && error.reason === "too-large") return fileTooLarge();
  if (error instanceof BodyError) return invalidInput("The request body is not valid multipart/form-data");
  if (isClientError(error)) return invalidInput(error.message);
  // A fault that a test chose and that cannot be: the test has to see why.
  if (error instanceof EmulatorError) return internalError(error.message);
  return internalError();
}
