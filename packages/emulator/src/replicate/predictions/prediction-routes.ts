import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PUBLIC_PREFIX } from "../../http/gateway.ts";
import { sendBytes } from "../../http/byte-range.ts";
import { escapeHtml, page } from "../models/model-page.ts";
import type { ModelStore } from "../models/model-store.ts";
import type { Model } from "../models/model.ts";
import { pageOf } from "../pages.ts";
import { invalidInput, invalidVersion, notFound } from "../replicate-errors.ts";
import { readPredictionBody, validateInput } from "./prediction-body.ts";
import type { PredictionStore } from "./prediction-store.ts";
import { hasEnded, predictionJson, type StoredPrediction } from "./prediction.ts";

interface PredictionRoute {
  readonly Params: { readonly id: string };
}

interface ListQuery {
  readonly cursor?: string;
  readonly created_after?: string;
  readonly created_before?: string;
  readonly source?: string;
}

/** The parts that the routes of predictions need. */
export interface PredictionRouteParts {
  readonly models: ModelStore;
  readonly predictions: PredictionStore;
  readonly refusesUnknownInputs: boolean;
  /** Returns `http://127.0.0.1:PORT`. */
  readonly origin: () => string;
}

const PREDICTIONS_PER_PAGE = 100;

/** Adds the routes that create, show, list and cancel predictions, and serve their outputs. */
export function predictionRoutes(app: FastifyInstance, parts: PredictionRouteParts): void {
  const { models, predictions, refusesUnknownInputs, origin } = parts;

  app.post("/v1/predictions", { config: { routeName: "predictions.create" } }, async (request, reply) => {
    const body = readPredictionBody(request.body, true);
    const model = models.findToRun(body.version ?? "");
    if (model === undefined) throw invalidVersion();
    return create(request, reply, model, body);
  });

  app.post<{ Params: { readonly owner: string; readonly name: string } }>(
    "/v1/models/:owner/:name/predictions",
    { config: { routeName: "predictions.create" } },
    async (request, reply) => {
      const { owner, name } = request.params;
      const model = models.find(owner, name);
      if (model?.kind !== "official") throw notFound();
      return create(request, reply, model, readPredictionBody(request.body, false));
    },
  );

  app.get<{ Querystring: ListQuery }>(
    "/v1/predictions",
    { config: { routeName: "predictions.list" } },
    async ({ query, url }) => {
      const after = timeOf("created_after", query.created_after);
      const before = timeOf("created_before", query.created_before);
      const list = predictions
        .list()
        .filter(
          ({ createdAt }) => createdAt >= (after ?? createdAt) && createdAt < (before ?? Number.POSITIVE_INFINITY),
        )
        // All were created through the API.
        .filter(() => query.source !== "web")
        .toReversed();
      const results = pageOf(list, query.cursor, PREDICTIONS_PER_PAGE, origin() + url);
      if (results === undefined) throw notFound();
      return { ...results, results: results.results.map((prediction) => predictionJson(prediction, origin())) };
    },
  );

  app.get<PredictionRoute>("/v1/predictions/:id", { config: { routeName: "predictions.get" } }, async ({ params }) =>
    predictionJson(find(params.id), origin()),
  );

  app.post<PredictionRoute>(
    "/v1/predictions/:id/cancel",
    { config: { routeName: "predictions.cancel" } },
    async ({ params }) => {
      const prediction = find(params.id);
      predictions.cancel(prediction);
      return predictionJson(prediction, origin());
    },
  );

  app.route<PredictionRoute>({
    method: ["GET", "HEAD"],
    url: `${PUBLIC_PREFIX}/delivery/:id/output.mp4`,
    config: { routeName: "outputs.get" },
    handler: async (request, reply) => {
      const file = predictions.outputFile(find(request.params.id));
      if (file === undefined) throw notFound();
      return sendBytes(request, reply, file, "video/mp4");
    },
  });

  app.get<PredictionRoute>(
    `${PUBLIC_PREFIX}/p/:id`,
    { config: { routeName: "predictions.page" } },
    async ({ params }, reply) => {
      const { id, status } = find(params.id);
      return reply.type("text/html; charset=utf-8").send(page(id, `<h1>${escapeHtml(id)}</h1><p>${status}</p>`));
    },
  );

  async function create(
    request: FastifyRequest,
    reply: FastifyReply,
    model: Model,
    { version, input, webhook }: ReturnType<typeof readPredictionBody>,
  ): Promise<FastifyReply> {
    validateInput(model, input, refusesUnknownInputs);
    const prediction = predictions.create({
      givenVersion: version ?? `${model.owner}/${model.name}`,
      model,
      input,
      webhook,
      cancelAfter: readCancelAfter(request.headers["cancel-after"]),
    });
    const created = predictionJson(prediction, origin());
    const seconds = readWait(request.headers["prefer"]);
    if (seconds === undefined) return reply.code(201).send(created);
    await predictions.waitFor(prediction, seconds * 1000);
    // A prediction that has not ended is shown as it was created: clients take any other status for its end.
    return hasEnded(prediction)
      ? reply.code(201).send(predictionJson(prediction, origin()))
      : reply.code(202).send(created);
  }

  function find(id: string): StoredPrediction {
    const prediction = predictions.find(id);
    if (prediction === undefined) throw notFound();
    return prediction;
  }
}

/** The longest time that a request waits for a prediction, in seconds. */
const LONGEST_WAIT = 60;

/** Returns the seconds to wait for a prediction; undefined if the header does not ask for it. */
function readWait(prefer: string | readonly string[] | undefined): number | undefined {
  const [match, seconds = String(LONGEST_WAIT)] = /^\s*wait(?:=(\d+))?\s*$/.exec(String(prefer)) ?? [];
  return match === undefined ? undefined : Math.min(Math.max(Number(seconds), 1), LONGEST_WAIT);
}

/** The shortest lifetime that `Cancel-After` can set, in seconds. */
const LEAST_LIFETIME = 5;

/** Returns milliseconds, from a text such as `90`, `90s`, `5m` or `1h30m45s`. */
function readCancelAfter(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  const text = String(header).trim();
  const [, hours, minutes, seconds] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text) ?? [];
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  if (total >= LEAST_LIFETIME) return total * 1000;
  throw invalidInput(`Cancel-After must be a duration of at least ${LEAST_LIFETIME} seconds`);
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalidInput(`${name} must be a date-time in ISO 8601 format`);
  return time;
}
