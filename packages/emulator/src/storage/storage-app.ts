import Fastify, { type FastifyInstance } from "fastify";
import { answerUnroutable } from "../http/unroutable.ts";
import { isClientError } from "../http/client-error.ts";
import { EmulatorError } from "../validation.ts";
import { type Observation, observe } from "../http/request-hooks.ts";
import { BodyError } from "../http/body-error.ts";
import { SHARED_VALIDATORS } from "../http/fastify-app.ts";
import { bucketRoutes } from "./bucket-routes.ts";
import type { BucketStore } from "./object-store.ts";
import { downloadRoutes } from "./download-routes.ts";
import { manageRoutes } from "./object-routes.ts";
import { signRoutes } from "./sign-routes.ts";
import { entityTooLarge, internalError, invalidRequest, noSuchRoute, StorageError } from "./storage-errors.ts";
import type { Tokens } from "./auth.ts";
import { uploadRoutes } from "./upload-routes.ts";

/** What Supabase Storage is made of. */
export interface StorageParts {
  readonly store: BucketStore;
  readonly tokens: Tokens;
  readonly observation: Observation;
  /** The largest object that may be uploaded, in bytes. */
  readonly maxObjectBytes: number;
}

/**
 * Supabase Storage behind its gateway: paths begin with `/object` and `/bucket`. On Fastify, as the real server: its
 * decoding of paths and its messages about what is missing are part of what a client sees.
 */
export async function createStorageApp(parts: StorageParts): Promise<FastifyInstance> {
  const { store, tokens, observation, maxObjectBytes } = parts;
  const app = Fastify({
    exposeHeadRoutes: false,
    // The real server's own limit, and its own answer to what it cannot route.
    routerOptions: { maxParamLength: 2500 },
    frameworkErrors: answerUnroutable(observation, ({ statusCode = 500, code, message }) => ({
      status: statusCode,
      body: { error: "Bad Request", code, message, statusCode },
    })),
    schemaController: SHARED_VALIDATORS,
  });
  observe(app, observation);

  app.setErrorHandler((error, _request, reply) => {
    const { httpStatus, body } = asStorageError(error);
    return reply.code(httpStatus).send(body);
  });
  app.setNotFoundHandler((request) => {
    throw noSuchRoute(request.method, request.url);
  });

  downloadRoutes(app, store, tokens);
  signRoutes(app, store, tokens);
  manageRoutes(app, store, tokens);
  bucketRoutes(app, store, tokens);
  await app.register(async (scope) => uploadRoutes(scope, store, tokens, maxObjectBytes));
  await app.ready();
  return app;
}

function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (error instanceof BodyError && error.reason === "too-large") return entityTooLarge();
  if (error instanceof BodyError) return invalidRequest("body must be a valid form");
  if (isClientError(error)) return invalidRequest(error.message);
  // A fault that a test chose and that cannot be: the test has to see why.
  if (error instanceof EmulatorError) return internalError(error.message);
  return internalError();
}
