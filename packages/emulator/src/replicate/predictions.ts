import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { deepFreeze } from "../deep-freeze.ts";
import type { ModelStore } from "./models.ts";
import { invalidVersion, notFound } from "./replicate-errors.ts";

/** A prediction that was created; it waits in the queue for ever, because the emulator runs no models. */
export interface Prediction {
  readonly id: string;
  /** The version as it was given. */
  readonly version: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** Returns a copy of a prediction to hand out; changing it changes nothing here. */
export function copyOfPrediction(prediction: Prediction): Prediction {
  return Object.freeze({ ...prediction, createdAt: new Date(prediction.createdAt) });
}

interface CreateRoute {
  readonly Body: { readonly version: string; readonly input: Readonly<Record<string, unknown>> };
}

const NEW_PREDICTION = {
  type: "object",
  properties: { version: { type: "string" }, input: { type: "object" } },
  required: ["version", "input"],
};

/** Adds the routes that create and show predictions. */
export function predictionRoutes(
  app: FastifyInstance,
  models: ModelStore,
  predictions: Map<string, Prediction>,
  baseUrl: () => string,
  now: () => number,
): void {
  app.post<CreateRoute>(
    "/v1/predictions",
    {
      config: { routeName: "predictions.create" },
      schema: { body: NEW_PREDICTION },
    },
    async (request, reply) => {
      const { version, input } = request.body;
      const model = models.findToRun(version);
      if (model === undefined) throw invalidVersion();
      const prediction: Prediction = {
        id: randomBytes(16).toString("hex").slice(0, 26),
        version,
        model: `${model.owner}/${model.name}`,
        input: deepFreeze(structuredClone(input)),
        createdAt: new Date(now()),
      };
      predictions.set(prediction.id, prediction);
      return reply.code(201).send(predictionJson(prediction));
    },
  );

  app.get<{ Params: { readonly id: string } }>(
    "/v1/predictions/:id",
    { config: { routeName: "predictions.get" } },
    async (request) => {
      const prediction = predictions.get(request.params.id);
      if (prediction === undefined) throw notFound();
      return predictionJson(prediction);
    },
  );

  function predictionJson({ id, version, model, input, createdAt }: Prediction): Record<string, unknown> {
    const url = `${baseUrl()}/predictions/${id}`;
    return {
      id,
      model,
      version: version.split(":").at(-1),
      input,
      logs: "",
      output: null,
      error: null,
      status: "starting",
      created_at: createdAt.toISOString(),
      data_removed: false,
      urls: { get: url, cancel: `${url}/cancel` },
    };
  }
}
