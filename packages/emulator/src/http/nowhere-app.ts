import { finished } from "node:stream/promises";
import Fastify, { type FastifyInstance } from "fastify";
import { answerUnroutable } from "./unroutable.ts";
import { type Observation, observe } from "./request-hooks.ts";
import { SHARED_VALIDATORS } from "./fastify-app.ts";

const NO_ROUTE = { message: "no Route matched with those values" };

/** What the gateway itself answers where a path belongs to neither service. */
export async function createNowhereApp(observation: Observation): Promise<FastifyInstance> {
  const app = Fastify({
    exposeHeadRoutes: false,
    schemaController: SHARED_VALIDATORS,
    frameworkErrors: answerUnroutable(observation, () => ({ status: 404, body: NO_ROUTE })),
  });
  observe(app, observation);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (_request: unknown, payload: NodeJS.ReadableStream) => {
    payload.resume();
    await finished(payload);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(NO_ROUTE));
  await app.ready();
  return app;
}
