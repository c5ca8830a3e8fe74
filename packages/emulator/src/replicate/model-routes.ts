import type { FastifyInstance } from "fastify";
import { type Model, modelJson, type ModelStore, versionJson } from "./models.ts";
import { notFound } from "./replicate-errors.ts";

interface ModelRoute {
  readonly Params: { readonly owner: string; readonly name: string };
}

/** Models and their versions, the versions in pages. */
export function modelRoutes(app: FastifyInstance, models: ModelStore, baseUrl: () => string, pageSize: number): void {
  app.get<ModelRoute>("/v1/models/:owner/:name", { config: { routeName: "models.get" } }, async (request) =>
    modelJson(find(request.params)),
  );

  app.get<ModelRoute & { Querystring: { readonly cursor?: string } }>(
    "/v1/models/:owner/:name/versions",
    { config: { routeName: "versions.list" } },
    async (request) => {
      const { owner, name, versions } = find(request.params);
      const start = readCursor(request.query.cursor);
      const page = (from: number): string =>
        `${baseUrl()}/models/${owner}/${name}/versions?cursor=${Buffer.from(String(from)).toString("base64url")}`;
      return {
        next: start + pageSize < versions.length ? page(start + pageSize) : null,
        previous: start > 0 ? page(Math.max(0, start - pageSize)) : null,
        results: versions.slice(start, start + pageSize).map((version) => versionJson(version)),
      };
    },
  );

  app.get<{ Params: ModelRoute["Params"] & { readonly id: string } }>(
    "/v1/models/:owner/:name/versions/:id",
    { config: { routeName: "versions.get" } },
    async (request) => {
      const version = find(request.params).versions.find(({ id }) => id === request.params.id);
      if (version === undefined) throw notFound();
      return versionJson(version);
    },
  );

  function find({ owner, name }: ModelRoute["Params"]): Model {
    const model = models.find(owner, name);
    if (model === undefined) throw notFound();
    return model;
  }
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const start = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,9}$/.test(start)) throw notFound();
  return Number(start);
}
