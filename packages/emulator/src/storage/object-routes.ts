import type { FastifyInstance } from "fastify";
import type { BucketStore } from "./object-store.ts";
import { passesRowSecurity, requireRole } from "./caller.ts";
import { listFolder, type ListOrder } from "./list-folder.ts";
import { objectInfo } from "./object-info.ts";
import { noSuchKey } from "./storage-errors.ts";
import type { Tokens } from "./auth.ts";

interface ListBody {
  readonly prefix: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly search?: string;
  readonly sortBy?: ListOrder;
}

const LIST = {
  type: "object",
  properties: {
    prefix: { type: "string" },
    limit: { type: "integer", minimum: 1 },
    offset: { type: "integer", minimum: 0 },
    search: { type: "string" },
    sortBy: {
      type: "object",
      properties: {
        column: { type: "string", enum: ["name", "updated_at", "created_at", "last_accessed_at"] },
        order: { type: "string", enum: ["asc", "desc"] },
      },
      required: ["column"],
    },
  },
  required: ["prefix"],
};

const REMOVAL = {
  type: "object",
  properties: { prefixes: { type: "array", items: { type: "string" }, minItems: 1, maxItems: 1000 } },
  required: ["prefixes"],
};

/** Listing and removing objects. */
export function manageRoutes(app: FastifyInstance, store: BucketStore, tokens: Tokens): void {
  app.post<{ Params: { readonly bucketName: string }; Body: ListBody }>(
    "/object/list/:bucketName",
    {
      config: { routeName: "object.list" },
      schema: { body: LIST },
    },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const { prefix, limit = 100, offset = 0, search = "", sortBy } = request.body;
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      const objects = bucket === undefined ? [] : await store.list(bucket);
      return listFolder(objects, prefix, search, sortBy).slice(offset, offset + limit);
    },
  );

  app.delete<{ Params: { readonly bucketName: string }; Body: { readonly prefixes: readonly string[] } }>(
    "/object/:bucketName",
    {
      config: { routeName: "object.remove" },
      schema: { body: REMOVAL },
    },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      if (bucket === undefined) return [];
      const removed = await Promise.all(request.body.prefixes.map((key) => store.remove(bucket, key)));
      return removed.flatMap((object) => (object === undefined ? [] : [objectInfo(object)]));
    },
  );

  app.delete<{ Params: { readonly bucketName: string; readonly "*": string } }>(
    "/object/:bucketName/*",
    { config: { routeName: "object.remove" } },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      if (bucket === undefined || (await store.remove(bucket, request.params["*"])) === undefined) throw noSuchKey();
      return { message: "Successfully deleted" };
    },
  );
}
