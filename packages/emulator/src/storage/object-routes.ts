import type { FastifyInstance } from "fastify";
import { passesRowSecurity, requireRole, type Tokens, verifyRole } from "./auth.ts";
import { listFolder, type ListOrder } from "./list-folder.ts";
import { listPage, type PageRequest } from "./list-pages.ts";
import { objectRow } from "./object-json.ts";
import type { ObjectStore } from "./object-store.ts";
import { accessDenied, databaseError, noSuchKey } from "./storage-errors.ts";

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

const LIST_PAGE = {
  type: "object",
  properties: {
    prefix: { type: "string" },
    limit: { type: "integer", minimum: 1 },
    cursor: { type: "string" },
    with_delimiter: { type: "boolean" },
    sortBy: {
      type: "object",
      properties: {
        column: { type: "string", enum: ["name", "updated_at", "created_at"] },
        order: { type: "string", enum: ["asc", "desc"] },
      },
      required: ["column"],
    },
  },
};

const REMOVAL = {
  type: "object",
  properties: { prefixes: { type: "array", items: { type: "string" }, minItems: 1 } },
  required: ["prefixes"],
};

/** The most entries of one list. */
const LONGEST_LIST = 1500;

/** Adds the routes that list and remove objects. */
export function objectRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
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
      return listFolder(objects, prefix, search, sortBy).slice(offset, offset + Math.min(limit, LONGEST_LIST));
    },
  );

  app.post<{ Params: { readonly bucketName: string }; Body: PageRequest }>(
    "/object/list-v2/:bucketName",
    {
      config: { routeName: "object.list-pages" },
      schema: { body: LIST_PAGE },
    },
    async (request) => {
      const passes = passesRowSecurity(await verifyRole(request, tokens));
      const bucket = passes ? store.buckets.get(request.params.bucketName) : undefined;
      return listPage(bucket === undefined ? [] : await store.list(bucket), request.body);
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
      const removed = await Promise.all([...new Set(request.body.prefixes)].map((key) => store.remove(bucket, key)));
      return removed.flatMap((object) => (object === undefined ? [] : [objectRow(object)]));
    },
  );

  app.delete<{ Params: { readonly bucketName: string; readonly "*": string } }>(
    "/object/:bucketName/*",
    { config: { routeName: "object.remove" } },
    async (request) => {
      const passes = passesRowSecurity(await requireRole(request, tokens));
      const { bucketName, "*": key } = request.params;
      const bucket = store.buckets.get(bucketName);
      if (key.includes("\0")) throw databaseError("22021");
      // The object is looked for before row-level security is asked.
      if (bucket === undefined || (await store.find(bucketName, key)) === undefined) throw noSuchKey();
      if (!passes) throw accessDenied("Access denied");
      await store.remove(bucket, key);
      return { message: "Successfully deleted" };
    },
  );
}
