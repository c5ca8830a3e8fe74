import type { FastifyInstance } from "fastify";
import { PUBLIC_PREFIX } from "../../http/gateway.ts";
import { pageOf } from "../pages.ts";
import { invalidSearch, notFound } from "../replicate-errors.ts";
import { openapiSchema } from "./input-schema.ts";
import { modelPage } from "./model-page.ts";
import type { ModelStore } from "./model-store.ts";
import type { Model, ModelVersion } from "./model.ts";

interface ModelRoute {
  readonly Params: { readonly owner: string; readonly name: string };
}

/** The parts that the routes of models need. */
export interface ModelParts {
  readonly models: ModelStore;
  /** Returns `http://127.0.0.1:PORT`. */
  readonly origin: () => string;
  readonly versionsPerPage: number;
}

const MODELS_PER_PAGE = 25;

/** Adds the routes of models, their versions and their collections, and of the search. */
export function modelRoutes(app: FastifyInstance, { models, origin, versionsPerPage }: ModelParts): void {
  app.get<{ Querystring: { readonly cursor?: string; readonly sort_direction?: string } }>(
    "/v1/models",
    { config: { routeName: "models.list" } },
    async ({ query: { cursor, sort_direction: direction }, url }) => {
      const list = direction === "asc" ? models.list().toReversed() : models.list();
      const page = pageOf(list, cursor, MODELS_PER_PAGE, origin() + url);
      if (page === undefined) throw notFound();
      return { ...page, results: page.results.map((model) => modelJson(model, origin())) };
    },
  );

  app.get<ModelRoute>("/v1/models/:owner/:name", { config: { routeName: "models.get" } }, async (request) =>
    modelJson(find(request.params), origin()),
  );

  app.get<ModelRoute & { Querystring: { readonly cursor?: string } }>(
    "/v1/models/:owner/:name/versions",
    { config: { routeName: "versions.list" } },
    async ({ params, query, url }) => {
      const model = findCommunity(params);
      const page = pageOf(model.versions, query.cursor, versionsPerPage, origin() + url);
      if (page === undefined) throw notFound();
      return { ...page, results: page.results.map((version) => versionJson(model, version)) };
    },
  );

  app.get<{ Params: ModelRoute["Params"] & { readonly id: string } }>(
    "/v1/models/:owner/:name/versions/:id",
    { config: { routeName: "versions.get" } },
    async ({ params }) => {
      const model = findCommunity(params);
      const version = model.versions.find(({ id }) => id === params.id);
      if (version === undefined) throw notFound();
      return versionJson(model, version);
    },
  );

  app.get("/v1/collections", { config: { routeName: "collections.list" } }, async () => ({
    next: null,
    previous: null,
    results: COLLECTIONS.map(({ slug, name, description }) => ({ slug, name, description })),
  }));

  app.get<{ Params: { readonly slug: string } }>(
    "/v1/collections/:slug",
    { config: { routeName: "collections.get" } },
    async ({ params }) => {
      const collection = COLLECTIONS.find(({ slug }) => slug === params.slug);
      if (collection === undefined) throw notFound();
      const { slug, name, description, has } = collection;
      const members = models.list().filter((model) => has(model));
      return {
        slug,
        name,
        description,
        full_description: null,
        models: members.map((model) => modelJson(model, origin())),
      };
    },
  );

  app.get<{ Querystring: { readonly query?: string; readonly limit?: string } }>(
    "/v1/search",
    { config: { routeName: "search" } },
    async ({ query: { query, limit = "20" } }) => {
      if (query === undefined || query.trim() === "") throw invalidSearch('Query parameter "query" is required');
      if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 50) {
        throw invalidSearch('Query parameter "limit" must be between 1 and 50');
      }
      return {
        query,
        models: search(query)
          .slice(0, Number(limit))
          .map((model) => ({
            model: modelJson(model, origin()),
            metadata: { generated_description: model.description, tags: tagsOf(model), score: 1 },
          })),
        collections: COLLECTIONS.filter(({ name, slug }) => includesWords(`${name} ${slug}`, query)).map(
          ({ slug, name, description, has }) => ({
            slug,
            name,
            description,
            models: models
              .list()
              .filter((model) => has(model))
              .map((model) => pathOf(model)),
          }),
        ),
        pages: [],
      };
    },
  );

  app.get<ModelRoute>(
    `${PUBLIC_PREFIX}/:owner/:name`,
    { config: { routeName: "models.page" } },
    async ({ params }, reply) => reply.type("text/html; charset=utf-8").send(modelPage(find(params), origin())),
  );

  app.register(async (scope) => {
    // The query is the body, as plain text or, from the official client, as JSON.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, String(body)));
    scope.route<{ Body: string }>({
      method: "QUERY",
      url: "/v1/models",
      config: { routeName: "models.search" },
      handler: async ({ body }) => ({
        next: null,
        previous: null,
        results: search(body.replaceAll('"', "")).map((model) => modelJson(model, origin())),
      }),
    });
  });

  function find({ owner, name }: ModelRoute["Params"]): Model {
    const model = models.find(owner, name);
    if (model === undefined) throw notFound();
    return model;
  }

  /** The versions of an official model are not public. */
  function findCommunity(params: ModelRoute["Params"]): Model {
    const model = find(params);
    if (model.kind === "official") throw notFound();
    return model;
  }

  function search(query: string): Model[] {
    return models.list().filter((model) => includesWords(`${pathOf(model)} ${model.description}`, query));
  }
}

interface Collection {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly has: (model: Model) => boolean;
}

const COLLECTIONS: readonly Collection[] = [
  {
    slug: "text-to-video",
    name: "Text to video",
    description: "Models that make videos from text",
    has: ({ roles = {}, inputs }) =>
      roles.prompt !== undefined && (roles.image === undefined || inputs[roles.image]?.required !== true),
  },
  {
    slug: "image-to-video",
    name: "Image to video",
    description: "Models that make videos from an image",
    has: ({ roles = {} }) => roles.image !== undefined,
  },
];

function modelJson(model: Model, origin: string): Readonly<Record<string, unknown>> {
  const { owner, name, description, versions, kind } = model;
  return {
    url: `${origin}/${owner}/${name}`,
    owner,
    name,
    description,
    visibility: "public",
    is_official: kind === "official",
    run_count: 0,
    github_url: null,
    paper_url: null,
    license_url: null,
    cover_image_url: null,
    default_example: null,
    latest_version: versionJson(model, versions[0]),
  };
}

function versionJson(model: Model, { id, createdAt }: ModelVersion): Readonly<Record<string, unknown>> {
  return {
    id,
    created_at: createdAt.toISOString(),
    cog_version: "0.16.0",
    openapi_schema: openapiSchema(model),
  };
}

function pathOf({ owner, name }: Model): string {
  return `${owner}/${name}`;
}

function tagsOf(model: Model): readonly string[] {
  return COLLECTIONS.filter(({ has }) => has(model)).map(({ slug }) => slug);
}

function includesWords(text: string, query: string): boolean {
  const lower = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
