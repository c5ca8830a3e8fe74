import type { FastifyInstance } from "fastify";
import { notFound } from "./replicate-errors.ts";

/** A version of a model. */
interface ModelVersion {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly createdAt: Date;
}

/** A model that Replicate lists. */
export interface Model {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  /** Newest first; empty for an official model, which runs as `owner/name`. */
  readonly versions: readonly ModelVersion[];
}

/** The models of one emulator. */
export class ModelStore {
  readonly #models: Map<string, Model> = new Map();

  /** Adds a model, or replaces the one of the same name. */
  add(model: Model): void {
    this.#models.set(`${model.owner}/${model.name}`, model);
  }

  /** Returns the model of that name. */
  find(owner: string, name: string): Model | undefined {
    return this.#models.get(`${owner}/${name}`);
  }

  /**
   * Returns the model that the `version` of a prediction names: the id of a version, `owner/name:id` with a version of that
   * model, or `owner/name` of an official model.
   */
  findToRun(version: string): Model | undefined {
    const [, path, id] = /^([^/:]+\/[^/:]+)(?::(.+))?$/.exec(version) ?? [];
    if (path === undefined) return [...this.#models.values()].find((model) => hasVersion(model, version));
    const model = this.#models.get(path);
    if (model === undefined) return undefined;
    const canRun = id === undefined ? model.versions.length === 0 : hasVersion(model, id);
    return canRun ? model : undefined;
  }
}

function hasVersion({ versions }: Model, id: string): boolean {
  return versions.some((version) => version.id === id);
}

interface ModelRoute {
  readonly Params: { readonly owner: string; readonly name: string };
}

/** Adds the routes of models and of their versions, which come in pages. */
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

/** Returns a model as the API shows it. */
function modelJson(model: Model): Record<string, unknown> {
  const { owner, name, description, versions } = model;
  const [latest] = versions;
  return {
    url: `https://replicate.com/${owner}/${name}`,
    owner,
    name,
    description,
    visibility: "public",
    is_official: latest === undefined,
    run_count: 0,
    github_url: null,
    paper_url: null,
    license_url: null,
    cover_image_url: null,
    default_example: null,
    latest_version: latest === undefined ? null : versionJson(latest),
  };
}

/** Returns a version as the API shows it. */
function versionJson({ id, createdAt }: ModelVersion): Record<string, unknown> {
  return { id, created_at: createdAt.toISOString(), cog_version: "0.16.0", openapi_schema: {} };
}
