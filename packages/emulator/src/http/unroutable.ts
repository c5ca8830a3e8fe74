import type { FastifyReply, FastifyRequest, FastifyServerOptions } from "fastify";
import { finishAnswer, type Observation, strikeRequest, waitForLatency } from "./request-hooks.ts";

/** An answer to a URL that no router can read. */
export interface UnroutableAnswer {
  readonly status: number;
  readonly body: object;
}

type FrameworkErrors = NonNullable<FastifyServerOptions["frameworkErrors"]>;
type FrameworkError = Parameters<FrameworkErrors>[0];

/**
 * Answers URLs that Fastify's router refuses: a malformed escape, a parameter that is too long. Fastify runs no hook for
 * them, so what {@link observe} does for all other requests is done here.
 */
export function answerUnroutable(
  observation: Observation,
  answerTo: (error: FrameworkError) => UnroutableAnswer,
): FrameworkErrors {
  return (error, request, reply) => {
    void answerOrFail(error, request, reply);
  };

  async function answerOrFail(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      await answer(error, request, reply);
    } catch (problem) {
      reply.send(problem);
    }
  }

  async function answer(error: FrameworkError, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    request.strike = null;
    request.wasAsked = false;
    await waitForLatency(observation, reply);
    await strikeRequest(observation, request, reply, true);
    if (reply.sent) return;
    const { status, body } = answerTo(error);
    reply.code(status).type("application/json");
    const payload = await finishAnswer(observation, request, reply, JSON.stringify(body));
    reply.send(payload ?? undefined);
  }
}
