import type { FastifyInstance } from "fastify";
import { passesRowSecurity, requireRole, type Tokens } from "./auth.ts";
import { isBucketName, type ObjectStore, type StoredBucket } from "./object-store.ts";
import { bucketNotEmpty, duplicate, invalidBucketName, noSuchBucket, rowDenied } from "./storage-errors.ts";

interface BucketRoute {
  readonly Params: { readonly bucketName: string };
}

const NEW_BUCKET = {
  type: "object",
  properties: { name: { type: "string" }, id: { type: "string" }, public: { type: "boolean" } },
  required: ["name"],
};

/** Adds the routes that create, list, empty and remove buckets. */
export function bucketRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  app.post<{ Body: { readonly name: string; readonly id?: string; readonly public?: boolean } }>(
    "/bucket",
    {
      config: { routeName: "bucket.create" },
      schema: { body: NEW_BUCKET },
    },
    async (request) => {
      const { name, id = name, public: isPublic = false } = request.body;
      const role = await requireRole(request, tokens);
      if (!isBucketName(id)) throw invalidBucketName();
      if (!passesRowSecurity(role)) throw rowDenied();
      if (store.buckets.has(id)) throw duplicate("BucketAlreadyExists");
      store.addBucket(id, isPublic);
      return { name };
    },
  );

  app.get("/bucket", { config: { routeName: "bucket.list" } }, async (request) => {
    const passes = passesRowSecurity(await requireRole(request, tokens));
    return passes ? [...store.buckets.values()].map((bucket) => bucketInfo(bucket)) : [];
  });

  app.get<BucketRoute>("/bucket/:bucketName", { config: { routeName: "bucket.get" } }, async (request) => {
    const passes = passesRowSecurity(await requireRole(request, tokens));
    return bucketInfo(find(request.params.bucketName, passes));
  });

  app.post<BucketRoute>("/bucket/:bucketName/empty", { config: { routeName: "bucket.empty" } }, async (request) => {
    const passes = passesRowSecurity(await requireRole(request, tokens));
    const bucket = find(request.params.bucketName, passes);
    const objects = await store.list(bucket);
    await Promise.all(objects.map(({ key }) => store.remove(bucket, key)));
    return { message: "Successfully emptied" };
  });

  app.delete<BucketRoute>("/bucket/:bucketName", { config: { routeName: "bucket.remove" } }, async (request) => {
    const passes = passesRowSecurity(await requireRole(request, tokens));
    const bucket = find(request.params.bucketName, passes);
    if ((await store.list(bucket)).length > 0) throw bucketNotEmpty();
    store.buckets.delete(bucket.name);
    return { message: "Successfully deleted" };
  });

  function find(name: string, passes: boolean): StoredBucket {
    const bucket = passes ? store.buckets.get(name) : undefined;
    if (bucket === undefined) throw noSuchBucket();
    return bucket;
  }
}

function bucketInfo(bucket: StoredBucket): Record<string, unknown> {
  return {
    id: bucket.name,
    name: bucket.name,
    owner: "",
    public: bucket.public,
    file_size_limit: null,
    allowed_mime_types: null,
    created_at: bucket.createdAt.toISOString(),
    updated_at: bucket.createdAt.toISOString(),
  };
}
