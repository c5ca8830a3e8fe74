import { deepFreeze } from "@vg/internal";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from "fastify";
import { corruptBody, corruptsBody } from "../faults/corrupt-body.ts";
import type { ActiveFault, FaultPlan } from "../faults/fault-plan.ts";
import { replacesResponse, sendFault } from "../faults/fault-response.ts";
import type { OpenRecord, RouteName } from "../request-record.ts";
import { waitWhileOpen } from "../timers.ts";
import { ReceivedForm } from "./request-body.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's name in the request log and in fault rules. */
    routeName?: RouteName;
  }
  interface FastifyRequest {
    /** The fault that strikes this request. */
    activeFault: ActiveFault | null;
    /** True if the rules that wait for the body have been applied to this request. */
    isPlanApplied: boolean;
  }
}

/** The state that the services of one emulator share. */
export interface ServiceContext {
  readonly plan: FaultPlan;
  /** Milliseconds that every request waits. */
  readonly latency: number;
  recordOf(request: FastifyRequest["raw"]): OpenRecord;
}

/** Adds the hooks that fill in the request log and apply the faults that were ordered. */
export function addRequestHooks(
  app: FastifyInstance,
  context: ServiceContext,
  modelOf: (request: FastifyRequest) => string | undefined,
): void {
  app.decorateRequest("activeFault", null);
  app.decorateRequest("isPlanApplied", false);

  app.addHook("onRequest", async (request, reply) => {
    const record = context.recordOf(request.raw);
    describeRoute(request, record);
    describeModel(record, modelOf(request));
    await waitForLatency(context, reply);
    return applyFault(context, request, reply, true);
  });

  app.addHook("preParsing", (request, _reply, payload, done) => {
    const record = context.recordOf(request.raw);
    payload.on("data", (chunk: Uint8Array) => {
      record.bodyBytes += chunk.length;
    });
    done(null, payload);
  });

  app.addHook("preValidation", async (request, reply) => {
    const isBytes = Buffer.isBuffer(request.body) || request.body instanceof ReceivedForm;
    // A copy, because validation may change the body.
    if (request.body !== undefined && !isBytes) {
      context.recordOf(request.raw).json = deepFreeze(structuredClone(request.body));
    }
    describeModel(context.recordOf(request.raw), modelOf(request));
    return applyFault(context, request, reply, false);
  });

  app.addHook("onSend", async (request, reply, payload) => finishResponse(context, request, reply, payload));
}

type FrameworkErrors = NonNullable<FastifyServerOptions["frameworkErrors"]>;
type FrameworkError = Parameters<FrameworkErrors>[0];

/**
 * Creates the handler of URLs that Fastify's router refuses, because an escape is malformed or a parameter is too long.
 * Fastify runs no hooks for them, so the handler does what {@link addRequestHooks} does for other requests.
 */
export function createUnroutableHandler(
  context: ServiceContext,
  answer: (error: FrameworkError) => { readonly status: number; readonly body: object },
): FrameworkErrors {
  return (error, request, reply) => {
    void respondOrFail(error, request, reply);
  };

  async function respondOrFail(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      await respond(error, request, reply);
    } catch (problem) {
      reply.send(problem);
    }
  }

  async function respond(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    request.activeFault = null;
    request.isPlanApplied = false;
    await waitForLatency(context, reply);
    await applyFault(context, request, reply, true);
    if (reply.sent) return;
    const { status, body } = answer(error);
    reply.code(status).type("application/json");
    const payload = await finishResponse(context, request, reply, JSON.stringify(body));
    reply.send(payload ?? undefined);
  }
}

async function waitForLatency({ latency }: ServiceContext, reply: FastifyReply): Promise<void> {
  if (latency > 0) await waitWhileOpen(latency, reply.raw);
}

/** Takes the fault that strikes a request now, and sends it if it replaces the response. */
async function applyFault(
  context: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  isBeforeBody: boolean,
): Promise<FastifyReply | undefined> {
  const active = takeFault(context, request, isBeforeBody);
  if (active === undefined || active.strikes === "after-handling") return undefined;
  if (active.fault.kind === "delay") await waitWhileOpen(active.fault.ms, reply.raw);
  if (!replacesResponse(active.fault)) return undefined;
  const body = await sendFault(active.fault, reply, context.recordOf(request.raw));
  // `send` takes null for JSON and undefined for no body; `onSend` takes them the other way round.
  return reply.send(body ?? undefined);
}

/** Returns the body to send: `payload`, unless a fault corrupts or replaces it. */
async function finishResponse(
  context: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  // A request that was refused before its body was read has not met the rules that wait for the body.
  const isLate = takeLateFault(context, request, reply) !== undefined;
  if (request.activeFault === null) return payload;
  const { fault, strikes } = request.activeFault;
  if (corruptsBody(fault)) return corruptBody(fault, reply, payload);
  if (!isLate && strikes !== "after-handling") return payload;
  if (fault.kind === "delay") await waitWhileOpen(fault.ms, reply.raw);
  if (!replacesResponse(fault)) return payload;
  if (payload instanceof Readable) payload.destroy();
  return sendFault(fault, reply, context.recordOf(request.raw));
}

/** Takes the fault that strikes a request now. Each rule is applied once, and none after a fault has struck. */
function takeFault(context: ServiceContext, request: FastifyRequest, isBeforeBody: boolean): ActiveFault | undefined {
  if (request.activeFault !== null || request.isPlanApplied) return undefined;
  request.isPlanApplied = !isBeforeBody;
  const record = context.recordOf(request.raw);
  const active = context.plan.take(record, isBeforeBody);
  if (active === undefined) return undefined;
  request.activeFault = active;
  record.fault = active.fault.kind;
  return active;
}

function takeLateFault(context: ServiceContext, request: FastifyRequest, reply: FastifyReply): ActiveFault | undefined {
  try {
    return takeFault(context, request, false);
  } catch (error) {
    // Otherwise Fastify keeps the status of the refusal.
    reply.code(500);
    throw error;
  }
}

function describeRoute(request: FastifyRequest, record: OpenRecord): void {
  record.route = request.routeOptions.config.routeName ?? "unknown";
  if (record.route === "unknown") return;
  const bucket = parameter(request, "bucketName");
  const key = parameter(request, "*");
  if (bucket !== undefined) record.bucket = bucket;
  if (key !== undefined) record.key = key;
}

function describeModel(record: OpenRecord, model: string | undefined): void {
  if (model !== undefined && record.route !== "unknown") record.model = model;
}

function parameter({ params }: FastifyRequest, name: string): string | undefined {
  const value: unknown = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
