import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerFault, answersAtOnce } from "./answer-fault.ts";
import { bendBody, bendsBody } from "./bend-body.ts";
import type { FaultPlan, Strike } from "./fault-plan.ts";
import { ReceivedForm } from "./received-body.ts";
import type { OpenRecord } from "./request-log.ts";
import type { RouteName } from "./route-name.ts";
import { waitWhileOpen } from "./wait.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route's name in the request log and in fault rules. */
    routeName?: RouteName;
  }
  interface FastifyRequest {
    /** What the request log says about this request. */
    record: OpenRecord | null;
    /** The fault that strikes this request. */
    strike: Strike | null;
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
  app.decorateRequest("record", null);
  app.decorateRequest("strike", null);

  app.addHook("onRequest", async (request, reply) => {
    const record = observation.recordOf(request.raw);
    request.record = record;
    describe(request, record);
    if (observation.latency > 0) await waitWhileOpen(observation.latency, reply.raw);
    return strike(request, reply, record, true);
  });

  app.addHook("preParsing", (request, _reply, payload, done) => {
    payload.on("data", (chunk: Uint8Array) => {
      observation.recordOf(request.raw).bodyBytes += chunk.length;
    });
    done(null, payload);
  });

  app.addHook("preValidation", async (request, reply) => {
    const record = observation.recordOf(request.raw);
    const isBytes = Buffer.isBuffer(request.body) || request.body instanceof ReceivedForm;
    if (request.body !== undefined && !isBytes) record.json = request.body;
    return strike(request, reply, record, false);
  });

  app.addHook("onSend", async (request, reply, payload) =>
    finish(observation.recordOf(request.raw), request.strike, reply, payload),
  );

  async function strike(
    request: FastifyRequest,
    reply: FastifyReply,
    record: OpenRecord,
    beforeBody: boolean,
  ): Promise<FastifyReply | undefined> {
    if (request.strike !== null) return undefined;
    const struck = observation.plan.strike(record, beforeBody);
    if (struck === undefined) return undefined;
    request.strike = struck;
    record.fault = struck.fault.kind;
    if (struck.fault.kind === "delay") await waitWhileOpen(struck.fault.ms, reply.raw);
    if (struck.strikes === "after-handling" || !answersAtOnce(struck.fault)) return undefined;
    const answer = await answerFault(struck.fault, reply, record);
    // To `send` it is the other way round than to `onSend`: null would be JSON.
    return reply.send(answer ?? undefined);
  }
}

async function finish(
  record: OpenRecord,
  struck: Strike | null,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  let sent = payload;
  if (struck !== null && struck.strikes === "after-handling" && answersAtOnce(struck.fault)) {
    if (sent instanceof Readable) sent.destroy();
    sent = await answerFault(struck.fault, reply, record);
  } else if (struck !== null && bendsBody(struck.fault)) {
    sent = bendBody(struck.fault, reply, sent);
  }
  record.status = reply.statusCode;
  return reply.request.method === "HEAD" ? sent : count(sent, record);
}

function count(payload: unknown, record: OpenRecord): unknown {
  if (typeof payload === "string" || Buffer.isBuffer(payload)) record.bytesSent += Buffer.byteLength(payload);
  if (!(payload instanceof Readable)) return payload;
  payload.on("data", (chunk: Uint8Array) => {
    record.bytesSent += chunk.length;
  });
  payload.pause();
  return payload;
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
