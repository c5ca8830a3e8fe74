import type { FastifyInstance } from "fastify";
import { createServiceApp, isClientError, messageOfFault } from "../http/fastify-app.ts";
import { BodyError } from "../http/request-body.ts";
import type { ServiceContext } from "../http/request-hooks.ts";
import { refuseLegacyKeys, type Tokens } from "./auth.ts";
import { bucketRoutes } from "./bucket-routes.ts";
import { downloadRoutes } from "./download-routes.ts";
import { objectRoutes } from "./object-routes.ts";
import type { ObjectStore } from "./object-store.ts";
import { signRoutes } from "./sign-routes.ts";
import {
  bodyOf,
  bodyTooLarge,
  entityTooLarge,
  internalError,
  invalidRequest,
  routeNotFound,
  StorageError,
} from "./storage-errors.ts";
import { transferRoutes } from "./transfer-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";

/** The parts of Supabase Storage. */
export interface StorageParts {
  readonly store: ObjectStore;
  readonly tokens: Tokens;
  readonly context: ServiceContext;
  /** The largest object that may be uploaded, in bytes. */
  readonly maxObjectBytes: number;
  readonly refusesLegacyKeys: boolean;
}

/**
 * Supabase Storage behind its gateway: paths begin with `/object` and `/bucket`. On Fastify, as the real server: its
 * decoding of paths and its messages about what is missing are part of what a client sees.
 */
export async function createStorageApp(parts: StorageParts): Promise<FastifyInstance> {
  const { store, tokens, context, maxObjectBytes } = parts;
  const app = createServiceApp(
    context,
    {
      answerTo,
      // The real server passes on the answer of its framework.
      unroutable: ({ statusCode = 500, code, message }) => ({
        status: statusCode,
        body: { error: "Bad Request", code, message, statusCode },
      }),
      noRoute: routeNotFound,
      bodyOf,
    },
    // The limit of the real server.
    { routerOptions: { maxParamLength: 2500 } },
  );

  if (parts.refusesLegacyKeys) refuseLegacyKeys(app, tokens);
  downloadRoutes(app, store, tokens);
  signRoutes(app, store, tokens);
  objectRoutes(app, store, tokens);
  bucketRoutes(app, store, tokens, maxObjectBytes);
  transferRoutes(app, store, tokens);
  await app.register(async (scope) => uploadRoutes(scope, store, tokens, maxObjectBytes));
  await app.ready();
  return app;
}

function answerTo(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (error instanceof BodyError && error.reason === "too-large") return entityTooLarge();
  if (error instanceof BodyError) return invalidRequest("body must be a valid form");
  if (isClientError(error))
    return error.statusCode === 413 ? bodyTooLarge(error.message) : invalidRequest(error.message);
  return internalError(messageOfFault(error));
}
