import type { FastifyInstance } from "fastify";
import { createServiceApp, isClientError, messageOfFault } from "../http/fastify-app.ts";
import { BodyError } from "../http/request-body.ts";
import type { ServiceContext } from "../http/request-hooks.ts";
import { fileRoutes, type FileStore } from "./files.ts";
import { modelRoutes, type ModelStore } from "./models.ts";
import { type Prediction, predictionRoutes } from "./predictions.ts";
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
  readonly predictions: Map<string, Prediction>;
  readonly context: ServiceContext;
  readonly token: string;
  readonly now: () => number;
  /** The start of its own URLs, which ends in `/v1`. */
  readonly baseUrl: () => string;
  /** The largest file, in bytes. */
  readonly maxFileBytes: number;
  readonly versionsPerPage: number;
}

/** Replicate's files, models, versions and predictions. */
export async function createReplicateApp(parts: ReplicateParts): Promise<FastifyInstance> {
  const { context, token, baseUrl } = parts;
  const app = createServiceApp(context, { answerTo, unroutable: notFound, noRoute: notFound, bodyOf });
  // Before the body is read: an upload without a token is refused, however large or broken it is.
  app.addHook("onRequest", async (request) => {
    if (request.headers.authorization !== `Bearer ${token}`) throw unauthenticated();
  });

  modelRoutes(app, parts.models, baseUrl, parts.versionsPerPage);
  predictionRoutes(app, parts.models, parts.predictions, baseUrl, parts.now);
  await app.register(async (scope) => fileRoutes(scope, parts.files, baseUrl, parts.maxFileBytes));
  await app.ready();
  return app;
}

function answerTo(error: unknown): ReplicateError {
  if (error instanceof ReplicateError) return error;
  if (error instanceof BodyError && error.reason === "too-large") return fileTooLarge();
  if (error instanceof BodyError) return invalidInput("The request body is not valid multipart/form-data");
  if (isClientError(error)) return invalidInput(error.message);
  return internalError(messageOfFault(error));
}
