import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerFault, answersAtOnce } from "../faults/fault-response.ts";
import { bendBody, bendsBody } from "../faults/corrupt-body.ts";
import { deepFreeze } from "../deep-freeze.ts";
import type { FaultPlan, Strike } from "../faults/fault-plan.ts";
import { ReceivedForm } from "./received-form.ts";
import type { OpenRecord } from "../request-log.ts";
import type { RouteName } from "../request-record.ts";
import { waitWhileOpen } from "../faults/wait.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's name in the request log and in fault rules. */
    routeName?: RouteName;
  }
  interface FastifyRequest {
    /** The fault that strikes this request. */
    strike: Strike | null;
    /** Whether the rules that wait for the body have been asked about this request. */
    wasAsked: boolean;
  }
}

/** What the services of one emulator share. */
export interface Observation {
  readonly plan: FaultPlan;
  /** Milliseconds that every request waits. */
  readonly latency: number;
  recordOf(request: FastifyRequest["raw"]): OpenRecord;
}

/** Lets a service fill in the request log and suffer the faults that were ordered. */
export function observe(app: FastifyInstance, observation: Observation): void {
  app.decorateRequest("strike", null);
  app.decorateRequest("wasAsked", false);

  app.addHook("onRequest", async (request, reply) => {
    describe(request, observation.recordOf(request.raw));
    await waitForLatency(observation, reply);
    return strikeRequest(observation, request, reply, true);
  });

  app.addHook("preParsing", (request, _reply, payload, done) => {
    const record = observation.recordOf(request.raw);
    payload.on("data", (chunk: Uint8Array) => {
      record.bodyBytes += chunk.length;
    });
    done(null, payload);
  });

  app.addHook("preValidation", async (request, reply) => {
    const isBytes = Buffer.isBuffer(request.body) || request.body instanceof ReceivedForm;
    // A copy: validation may still change the body itself.
    if (request.body !== undefined && !isBytes) {
      observation.recordOf(request.raw).json = deepFreeze(structuredClone(request.body));
    }
    return strikeRequest(observation, request, reply, false);
  });

  app.addHook("onSend", async (request, reply, payload) => finishAnswer(observation, request, reply, payload));
}

/** Waits as long as every request of this emulator does. */
export async function waitForLatency({ latency }: Observation, reply: FastifyReply): Promise<void> {
  if (latency > 0) await waitWhileOpen(latency, reply.raw);
}

/** Answers a request with the fault that strikes it now, where there is one that answers. */
export async function strikeRequest(
  observation: Observation,
  request: FastifyRequest,
  reply: FastifyReply,
  beforeBody: boolean,
): Promise<FastifyReply | undefined> {
  const struck = findStrike(observation, request, beforeBody);
  if (struck === undefined || struck.strikes === "after-handling") return undefined;
  if (struck.fault.kind === "delay") await waitWhileOpen(struck.fault.ms, reply.raw);
  if (!answersAtOnce(struck.fault)) return undefined;
  const answer = await answerFault(struck.fault, reply, observation.recordOf(request.raw));
  // To `send` it is the other way round than to `onSend`: null would be JSON.
  return reply.send(answer ?? undefined);
}

/** The body that goes out in place of `payload`: the same, unless a fault spoils or replaces it. */
export async function finishAnswer(
  observation: Observation,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  // A request that is refused before its body is read, or while it is, has come past every rule but these.
  const isLate = findLateStrike(observation, request, reply) !== undefined;
  if (request.strike === null) return payload;
  const { fault, strikes } = request.strike;
  if (bendsBody(fault)) return bendBody(fault, reply, payload);
  if (!isLate && strikes !== "after-handling") return payload;
  if (fault.kind === "delay") await waitWhileOpen(fault.ms, reply.raw);
  if (!answersAtOnce(fault)) return payload;
  if (payload instanceof Readable) payload.destroy();
  return answerFault(fault, reply, observation.recordOf(request.raw));
}

/** The fault that strikes a request now; every rule is asked once, and none any more when one has struck. */
function findStrike(observation: Observation, request: FastifyRequest, beforeBody: boolean): Strike | undefined {
  if (request.strike !== null || request.wasAsked) return undefined;
  request.wasAsked = !beforeBody;
  const record = observation.recordOf(request.raw);
  const struck = observation.plan.strike(record, beforeBody);
  if (struck === undefined) return undefined;
  request.strike = struck;
  record.fault = struck.fault.kind;
  return struck;
}

function findLateStrike(observation: Observation, request: FastifyRequest, reply: FastifyReply): Strike | undefined {
  try {
    return findStrike(observation, request, false);
  } catch (error) {
    // Else Fastify would keep the status of the refusal.
    reply.code(500);
    throw error;
  }
}

function describe(request: FastifyRequest, record: OpenRecord): void {
  record.route = request.routeOptions.config.routeName ?? "unknown";
  if (record.route === "unknown") return;
  const bucket = parameter(request, "bucketName");
  const key = parameter(request, "*");
  if (bucket !== undefined) record.bucket = bucket;
  if (key !== undefined) record.key = key;
}

function parameter({ params }: FastifyRequest, name: string): string | undefined {
  const value: unknown = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
