import { STATUS_CODES } from "node:http";
import { finished } from "node:stream/promises";
import { AjvCompiler } from "@fastify/ajv-compiler";
import Fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from "fastify";
import { EmulatorError } from "../validation.ts";
import { addJsonParser } from "./request-body.ts";
import { addRequestHooks, createUnroutableHandler, type ServiceContext } from "./request-hooks.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Returns the body that the service sends with an error status. */
    errorBody(status: number, retryAfter?: number | string | null): object;
  }
}

/** An error answer of a service. */
interface ErrorAnswer {
  readonly status: number;
  readonly body: object;
}

/** The errors of a service. */
export interface ServiceErrors {
  /** Returns the answer to an error that a handler, a hook or a parser threw. */
  readonly answerTo: (error: unknown) => ErrorAnswer;
  /** Returns the answer to a URL that no router can read. */
  readonly unroutable: Parameters<typeof createUnroutableHandler>[1];
  /** Returns the answer to a path without a route. */
  readonly noRoute: (method: string, url: string) => ErrorAnswer;
  /** Returns the body that comes with a status. */
  readonly bodyOf: (status: number, retryAfter?: number | string | null) => object;
}

/** The options of a service. */
export interface ServiceOptions {
  readonly routerOptions?: NonNullable<FastifyServerOptions["routerOptions"]>;
  /** Returns `owner/name` of the model that a request is about; its body is undefined before it is read. */
  readonly modelOf?: (request: FastifyRequest) => string | undefined;
}

/** Creates a Fastify application with the hooks and the error answers of a service, without routes. */
export function createServiceApp(
  context: ServiceContext,
  errors: ServiceErrors,
  { routerOptions = {}, modelOf = () => undefined }: ServiceOptions = {},
): FastifyInstance {
  const app = Fastify({
    exposeHeadRoutes: false,
    routerOptions,
    frameworkErrors: createUnroutableHandler(context, errors.unroutable),
    schemaController: SHARED_VALIDATORS,
  });
  app.decorate("errorBody", errors.bodyOf);
  addJsonParser(app);
  addRequestHooks(app, context, modelOf);
  app.setErrorHandler((error, _request, reply) => {
    const { status, body } = errors.answerTo(error);
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((request, reply) => {
    const { status, body } = errors.noRoute(request.method, request.url);
    return reply.code(status).send(body);
  });
  return app;
}

/** Creates the application that answers paths outside both services, as the gateway does. */
export async function createGatewayApp(context: ServiceContext): Promise<FastifyInstance> {
  const notFound = { status: 404, body: { message: "no Route matched with those values" } };
  const app = createServiceApp(context, {
    answerTo: (error) => ({
      status: 500,
      body: { message: messageOfFault(error) ?? "An unexpected error occurred" },
    }),
    unroutable: () => notFound,
    noRoute: () => notFound,
    bodyOf: (status) => ({ message: STATUS_CODES[status] ?? `Status ${status}` }),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (_request: unknown, payload: NodeJS.ReadableStream) => {
    payload.resume();
    await finished(payload);
  });
  await app.ready();
  return app;
}

/** Returns whether Fastify refused a request as invalid: its JSON is malformed, or a field is missing. */
export function isClientError(error: unknown): error is Error & { readonly statusCode: number } {
  return (
    error instanceof Error && "statusCode" in error && typeof error.statusCode === "number" && error.statusCode < 500
  );
}

/** Returns what is wrong with a fault that a test chose and that is invalid, so that the test shows it. */
export function messageOfFault(error: unknown): string | undefined {
  return error instanceof EmulatorError ? error.message : undefined;
}

/**
 * The validators of all emulators of a process: as long as the schemas are the same objects, an emulator that is started
 * again compiles nothing.
 */
const SHARED_VALIDATORS: NonNullable<FastifyServerOptions["schemaController"]> = {
  compilersFactory: { buildValidator: AjvCompiler() },
};
