import type { FastifyInstance } from "fastify";
import { passesRowSecurity, requireRole, type Role, type Tokens } from "./auth.ts";
import { objectRow } from "./object-json.ts";
import { isObjectKey, type ObjectStore, type StoredBucket, type StoredObject } from "./object-store.ts";
import { duplicate, invalidKey, noSuchKey, relatedNotFound } from "./storage-errors.ts";

interface Transfer {
  readonly bucketId: string;
  readonly sourceKey: string;
  readonly destinationBucket?: string;
  readonly destinationKey: string;
}

const properties = {
  bucketId: { type: "string" },
  sourceKey: { type: "string" },
  destinationBucket: { type: "string" },
  destinationKey: { type: "string" },
};

// The fields are missed in this order.
const MOVE = { type: "object", properties, required: ["bucketId", "sourceKey", "destinationKey"] };
const COPY = { type: "object", properties, required: ["sourceKey", "bucketId", "destinationKey"] };

/** Adds the routes that copy and move objects. */
export function transferRoutes(app: FastifyInstance, store: ObjectStore, tokens: Tokens): void {
  app.post<{ Body: Transfer }>(
    "/object/copy",
    { config: { routeName: "object.copy" }, schema: { body: COPY } },
    async (request) => {
      const { source, bucket, key } = await find(request.body, await requireRole(request, tokens));
      if (bucket.objects.has(key) && request.headers["x-upsert"] !== "true") throw duplicate("KeyAlreadyExists");
      const copied = store.put(bucket, key, contentOf(source));
      return { ...objectRow(copied), Id: copied.id, Key: `${bucket.id}/${key}` };
    },
  );

  app.post<{ Body: Transfer }>(
    "/object/move",
    { config: { routeName: "object.move" }, schema: { body: MOVE } },
    async (request) => {
      const { source, bucket, key } = await find(request.body, await requireRole(request, tokens));
      const isSame = source.bucket === bucket.id && source.key === key;
      if (!isSame && bucket.objects.has(key)) throw duplicate("ResourceAlreadyExists");
      const from = store.buckets.get(source.bucket);
      if (!isSame && from !== undefined) {
        await store.remove(from, source.key);
        store.put(bucket, key, contentOf(source), source);
      }
      return { message: "Successfully moved" };
    },
  );

  /** @throws `StorageError` if the source does not exist, or the destination cannot be written. */
  async function find(
    { bucketId, sourceKey, destinationBucket, destinationKey }: Transfer,
    role: Role,
  ): Promise<{ readonly source: StoredObject; readonly bucket: StoredBucket; readonly key: string }> {
    if (!isObjectKey(destinationKey)) throw invalidKey(destinationKey);
    const source = passesRowSecurity(role) ? await store.find(bucketId, sourceKey) : undefined;
    if (source === undefined) throw noSuchKey();
    // An empty name counts as absent.
    const bucket = store.buckets.get(destinationBucket || bucketId);
    if (bucket === undefined) throw relatedNotFound();
    await store.find(bucket.id, destinationKey);
    return { source, bucket, key: destinationKey };
  }
}

/** Without the time of a file: a copy is not a file of a folder. */
function contentOf({ content, contentType, cacheControl, metadata, robotsTag }: StoredObject): {
  readonly [Field in "content" | "contentType" | "cacheControl" | "metadata" | "robotsTag"]: StoredObject[Field];
} {
  return { content, contentType, cacheControl, metadata, robotsTag };
}
