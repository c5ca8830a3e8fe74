import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { etagOf, NOON, openWorld, PICTURE, type World } from "../support/world.ts";

type Storage = ReturnType<typeof createClient>["storage"];

interface Studio extends World {
  readonly storageClient: Storage;
}

async function openStudio(key: "secretKey" | "anonKey" = "secretKey"): Promise<Studio> {
  const world = await openWorld();
  const { supabase } = world.emulator;
  return Object.assign(world, { storageClient: createClient(supabase.url, supabase[key]).storage });
}

const AT_NOON = new Date(NOON).toISOString();

/** What a call of the client resolves with: its data, or what its error says. */
interface Outcome {
  readonly data: unknown;
  readonly error: object | null;
}

interface Call {
  readonly what: string;
  readonly call: (storage: Storage) => PromiseLike<Outcome>;
  readonly data?: unknown;
  readonly error?: object;
}

function denied(message: string, statusCode = "403"): object {
  return { name: "StorageApiError", status: 400, statusCode, message };
}

const NO_OBJECT = denied("Object not found", "404");
const NO_BUCKET = denied("Bucket not found", "404");
const DUPLICATE = denied("The resource already exists", "409");

const BUCKETS: readonly Call[] = [
  {
    what: "createBucket",
    call: (s) => s.createBucket("new", { public: true, fileSizeLimit: "1KB", allowedMimeTypes: ["image/*"] }),
    data: { name: "new" },
  },
  { what: "createBucket that exists", call: (s) => s.createBucket("images"), error: DUPLICATE },
  {
    what: "createBucket with a bad name",
    call: (s) => s.createBucket("a/b"),
    error: denied("Bucket name invalid", "400"),
  },
  {
    what: "createBucket over the limit",
    call: (s) => s.createBucket("new", { public: false, fileSizeLimit: "1GB" }),
    error: denied("The object exceeded the maximum allowed size", "413"),
  },
  {
    what: "getBucket",
    call: (s) => s.getBucket("open"),
    data: {
      id: "open",
      name: "open",
      owner: "",
      public: true,
      type: "STANDARD",
      file_size_limit: null,
      allowed_mime_types: null,
      created_at: AT_NOON,
      updated_at: AT_NOON,
    },
  },
  { what: "getBucket that is missing", call: (s) => s.getBucket("none"), error: NO_BUCKET },
  {
    what: "listBuckets",
    call: (s) => s.listBuckets({ limit: 1, sortColumn: "name", sortOrder: "desc" }),
    data: [expect.objectContaining({ id: "open", type: "STANDARD" })],
  },
  {
    what: "updateBucket",
    call: (s) => s.updateBucket("images", { public: true }),
    data: { message: "Successfully updated" },
  },
  { what: "updateBucket that is missing", call: (s) => s.updateBucket("none", { public: true }), error: NO_BUCKET },
  {
    what: "emptyBucket",
    call: (s) => s.emptyBucket("images"),
    data: { message: "Empty bucket has been queued. Completion may take up to an hour." },
  },
  { what: "emptyBucket that is missing", call: (s) => s.emptyBucket("none"), error: NO_BUCKET },
  {
    what: "deleteBucket with objects",
    call: (s) => s.deleteBucket("images"),
    error: denied("The bucket you tried to delete is not empty", "409"),
  },
  { what: "deleteBucket that is missing", call: (s) => s.deleteBucket("none"), error: NO_BUCKET },
];

const OBJECTS: readonly Call[] = [
  {
    what: "upload",
    call: (s) => s.from("images").upload("new.png", "x", { contentType: "image/png", metadata: { job: 1 } }),
    data: { id: expect.any(String), path: "new.png", fullPath: "images/new.png" },
  },
  {
    what: "upload of a form",
    call: (s) => s.from("images").upload("new.png", new Blob(["x"], { type: "image/png" })),
    data: expect.objectContaining({ fullPath: "images/new.png" }),
  },
  { what: "upload that exists", call: (s) => s.from("images").upload("a.png", "x"), error: DUPLICATE },
  {
    what: "upload that replaces",
    call: (s) => s.from("images").upload("a.png", "x", { upsert: true }),
    data: expect.objectContaining({ path: "a.png" }),
  },
  { what: "upload into nothing", call: (s) => s.from("none").upload("a.png", "x"), error: NO_BUCKET },
  {
    what: "upload with a bad key",
    call: (s) => s.from("images").upload("é.png", "x"),
    error: denied("Invalid key: é.png", "400"),
  },
  {
    what: "update",
    call: (s) => s.from("images").update("a.png", "x"),
    data: expect.objectContaining({ path: "a.png" }),
  },
  {
    what: "update of nothing creates",
    call: (s) => s.from("images").update("new.png", "x"),
    data: expect.objectContaining({ path: "new.png" }),
  },
  {
    what: "createSignedUploadUrl",
    call: (s) => s.from("images").createSignedUploadUrl("new.png"),
    data: {
      signedUrl: expect.stringContaining("/object/upload/sign/images/new.png?token="),
      path: "new.png",
      token: expect.any(String),
    },
  },
  {
    what: "createSignedUploadUrl that exists",
    call: (s) => s.from("images").createSignedUploadUrl("a.png"),
    error: DUPLICATE,
  },
  {
    what: "createSignedUploadUrl in nothing",
    call: (s) => s.from("none").createSignedUploadUrl("a.png"),
    error: denied("The related resource does not exist", "404"),
  },
  {
    what: "move",
    call: (s) => s.from("images").move("a.png", "cats/c.png"),
    data: expect.objectContaining({ message: "Successfully moved" }),
  },
  { what: "move of nothing", call: (s) => s.from("images").move("none", "c.png"), error: NO_OBJECT },
  { what: "move onto another", call: (s) => s.from("images").move("a.png", "b.png"), error: DUPLICATE },
  {
    what: "move into another bucket",
    call: (s) => s.from("images").move("a.png", "c.png", { destinationBucket: "open" }),
    data: expect.objectContaining({ message: "Successfully moved" }),
  },
  { what: "copy", call: (s) => s.from("images").copy("a.png", "c.png"), data: { path: "images/c.png" } },
  { what: "copy of nothing", call: (s) => s.from("images").copy("none", "c.png"), error: NO_OBJECT },
  { what: "copy onto another", call: (s) => s.from("images").copy("a.png", "b.png"), error: DUPLICATE },
  {
    what: "copy into nothing",
    call: (s) => s.from("images").copy("a.png", "c.png", { destinationBucket: "none" }),
    error: denied("The related resource does not exist", "404"),
  },
  {
    what: "createSignedUrl",
    call: (s) => s.from("images").createSignedUrl("a.png", 60, { download: "cat.png" }),
    data: { signedUrl: expect.stringMatching(/\/object\/sign\/images\/a\.png\?token=.*&download=cat\.png$/) },
  },
  { what: "createSignedUrl of nothing", call: (s) => s.from("images").createSignedUrl("none", 60), error: NO_OBJECT },
  {
    what: "createSignedUrl without a time",
    call: (s) => s.from("images").createSignedUrl("a.png", 0),
    error: denied("body/expiresIn must be >= 1", "400"),
  },
  {
    what: "createSignedUrls",
    call: (s) => s.from("images").createSignedUrls(["a.png", "none"], 60),
    data: [
      { error: null, path: "a.png", signedURL: expect.any(String), signedUrl: expect.any(String) },
      {
        error: "Either the object does not exist or you do not have access to it",
        path: "none",
        signedURL: null,
        signedUrl: null,
      },
    ],
  },
  { what: "download", call: (s) => s.from("images").download("a.png"), data: expect.any(Blob) },
  {
    what: "info",
    call: (s) => s.from("images").info("a.png"),
    data: {
      id: expect.any(String),
      name: "a.png",
      version: expect.any(String),
      bucketId: "images",
      size: 1000,
      contentType: "image/png",
      cacheControl: "no-cache",
      etag: etagOf(PICTURE),
      metadata: {},
      lastModified: AT_NOON,
      createdAt: AT_NOON,
    },
  },
  { what: "info of nothing", call: (s) => s.from("images").info("none"), error: NO_OBJECT },
  { what: "exists", call: (s) => s.from("images").exists("a.png"), data: true },
  {
    what: "exists of nothing",
    call: (s) => s.from("images").exists("none"),
    data: false,
    error: NO_OBJECT,
  },
  {
    what: "list",
    call: (s) => s.from("images").list("", { limit: 1, search: "A" }),
    data: [
      {
        name: "a.png",
        id: expect.any(String),
        created_at: AT_NOON,
        updated_at: AT_NOON,
        last_accessed_at: AT_NOON,
        metadata: expect.objectContaining({ size: 1000, mimetype: "image/png" }),
      },
    ],
  },
  {
    what: "remove",
    call: (s) => s.from("images").remove(["a.png", "none"]),
    data: [expect.objectContaining({ name: "a.png", bucket_id: "images", user_metadata: {} })],
  },
  { what: "remove from nothing", call: (s) => s.from("none").remove(["a.png"]), data: [] },
];

const ANON: readonly Call[] = [
  {
    what: "createBucket",
    call: (s) => s.createBucket("new"),
    error: denied("new row violates row-level security policy"),
  },
  { what: "getBucket", call: (s) => s.getBucket("images"), error: NO_BUCKET },
  { what: "listBuckets", call: (s) => s.listBuckets(), data: [] },
  { what: "updateBucket", call: (s) => s.updateBucket("images", { public: true }), error: NO_BUCKET },
  {
    what: "emptyBucket",
    call: (s) => s.emptyBucket("images"),
    error: { status: 403, statusCode: "403", message: "Access denied: Invalid role" },
  },
  {
    what: "upload",
    call: (s) => s.from("images").upload("new.png", "x"),
    error: denied("new row violates row-level security policy"),
  },
  {
    what: "createSignedUploadUrl",
    call: (s) => s.from("images").createSignedUploadUrl("new.png"),
    error: denied("new row violates row-level security policy"),
  },
  { what: "move", call: (s) => s.from("images").move("a.png", "c.png"), error: NO_OBJECT },
  { what: "copy", call: (s) => s.from("images").copy("a.png", "c.png"), error: NO_OBJECT },
  { what: "createSignedUrl", call: (s) => s.from("open").createSignedUrl("a.png", 60), error: NO_OBJECT },
  { what: "download of an open one", call: (s) => s.from("open").download("a.png"), data: expect.any(Blob) },
  { what: "list", call: (s) => s.from("images").list(), data: [] },
  { what: "remove", call: (s) => s.from("images").remove(["a.png"]), data: [] },
];

describe("Supabase's own client", () => {
  test.each([...BUCKETS, ...OBJECTS])("with the secret key: $what", async ({ call, data = null, error = null }) => {
    const { storageClient } = await openStudio();

    const outcome = await call(storageClient);

    // The client gives data or an error, and null for the other.
    expect(outcome).toMatchObject({ data, error });
  });

  test.each(ANON)("with the anon key: $what", async ({ call, data = null, error = null }) => {
    const { storageClient } = await openStudio("anonKey");

    const outcome = await call(storageClient);

    // The client gives data or an error, and null for the other.
    expect(outcome).toMatchObject({ data, error });
  });

  test("uploads by a signed URL, once", async () => {
    const { storageClient, emulator } = await openStudio();
    const images = storageClient.from("images");
    const { data } = await images.createSignedUploadUrl("new.png");
    const { token = "" } = data ?? {};

    const first = await images.uploadToSignedUrl("new.png", token, "first", { contentType: "image/png" });
    const second = await images.uploadToSignedUrl("new.png", token, "second");
    const elsewhere = await images.uploadToSignedUrl("other.png", token, "x");

    expect(first).toMatchObject({ data: { path: "new.png", fullPath: "images/new.png" }, error: null });
    expect(second.error).toMatchObject({ statusCode: "409" });
    expect(elsewhere.error).toMatchObject({ statusCode: "400", message: "Invalid signature" });
    expect(Buffer.from((await emulator.getObject("images", "new.png")) ?? []).toString()).toBe("first");
  });

  test("replaces by a signed URL that was made for it, for two hours", async () => {
    const world = await openStudio();
    const images = world.storageClient.from("images");
    const { data } = await images.createSignedUploadUrl("a.png", { upsert: true });
    const { token = "" } = data ?? {};

    world.time += 7_199_000;
    expect((await images.uploadToSignedUrl("a.png", token, "second")).error).toBeNull();
    world.time += 1000;
    expect((await images.uploadToSignedUrl("a.png", token, "third")).error).toMatchObject({ statusCode: "400" });
  });

  test("does not upload by a URL that was signed for a download", async () => {
    const { storageClient, emulator } = await openStudio();
    const token = new URL(await emulator.signedUrl("images", "a.png")).searchParams.get("token") ?? "";

    const { error } = await storageClient.from("images").uploadToSignedUrl("a.png", token, "x");

    expect(error).toMatchObject({ statusCode: "400", message: "Token is not scoped for upload" });
  });

  test("moves and copies an object with what is known about it", async () => {
    const { storageClient, emulator } = await openStudio();
    const images = storageClient.from("images");
    await images.upload("new.png", "x", { contentType: "image/webp", metadata: { job: 1 } });
    const before = await images.info("new.png");

    await images.move("new.png", "cats/moved.png");
    await images.copy("cats/moved.png", "copied.png", { destinationBucket: "open" });

    const known = { contentType: "image/webp", metadata: { job: 1 }, size: 1 };
    expect((await images.info("cats/moved.png")).data).toMatchObject({ ...known, id: before.data?.id });
    expect((await storageClient.from("open").info("copied.png")).data).toMatchObject({ ...known, bucketId: "open" });
    expect(await emulator.getObject("images", "new.png")).toBeUndefined();
  });

  test("moves an object onto itself without a change", async () => {
    const { storageClient, emulator } = await openStudio();

    const { error } = await storageClient.from("images").move("a.png", "a.png");

    expect(error).toBeNull();
    expect(await emulator.getObject("images", "a.png")).toHaveLength(1000);
  });
});
