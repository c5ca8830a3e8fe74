import type { StorageClient } from "@supabase/storage-js";
import { PICTURE, type ClientCall, type KeyName } from "./run-calls.ts";

const ODD = "odd & even, (1+1)=2?.png";

const BUCKETS: readonly ClientCall[] = [
  { name: "createBucket", call: (s) => s.createBucket("new", { public: false }) },
  { name: "createBucket, public", call: (s) => s.createBucket("new", { public: true }) },
  {
    name: "createBucket with limits",
    call: async (s) => [
      await s.createBucket("new", { public: true, fileSizeLimit: "1KB", allowedMimeTypes: ["image/*", "text/csv"] }),
      await s.getBucket("new"),
    ],
  },
  { name: "createBucket that exists", call: (s) => s.createBucket("images", { public: false }) },
  { name: "createBucket with a slash", call: (s) => s.createBucket("a/b", { public: false }) },
  { name: "createBucket without a name", call: (s) => s.createBucket("", { public: false }) },
  { name: "createBucket with a space at the end", call: (s) => s.createBucket("new ", { public: false }) },
  { name: "createBucket in another alphabet", call: (s) => s.createBucket("Küche", { public: false }) },
  {
    name: "createBucket with a name of 101 characters",
    call: (s) => s.createBucket("n".repeat(101), { public: false }),
  },
  { name: "createBucket over the limit", call: (s) => s.createBucket("new", { public: false, fileSizeLimit: "1GB" }) },
  {
    name: "createBucket with a limit in words",
    differs: "the real server's schema has a keyword of its own, and the message its complaint",
    call: (s) => s.createBucket("new", { public: false, fileSizeLimit: "large" }),
  },
  {
    name: "createBucket for half a type",
    call: (s) => s.createBucket("new", { public: false, allowedMimeTypes: ["image"] }),
  },
  { name: "getBucket", call: (s) => s.getBucket("images") },
  { name: "getBucket with limits", call: (s) => s.getBucket("small") },
  { name: "getBucket that is missing", call: (s) => s.getBucket("none") },
  { name: "listBuckets", call: (s) => s.listBuckets({ sortColumn: "name" }) },
  {
    name: "listBuckets, the last one by name",
    call: (s) => s.listBuckets({ limit: 1, sortColumn: "name", sortOrder: "desc" }),
  },
  { name: "listBuckets, the second page", call: (s) => s.listBuckets({ limit: 2, offset: 2, sortColumn: "name" }) },
  { name: "listBuckets that are like a text", call: (s) => s.listBuckets({ search: "MA", sortColumn: "name" }) },
  {
    name: "updateBucket",
    call: async (s) => [await s.updateBucket("images", { public: true }), await s.getBucket("images")],
  },
  {
    name: "updateBucket with limits",
    call: async (s) => [
      await s.updateBucket("images", { public: false, fileSizeLimit: 2000, allowedMimeTypes: ["image/png"] }),
      await s.getBucket("images"),
    ],
  },
  {
    name: "updateBucket over the limit",
    call: (s) => s.updateBucket("images", { public: false, fileSizeLimit: "1GB" }),
  },
  { name: "updateBucket that is missing", call: (s) => s.updateBucket("none", { public: true }) },
  { name: "emptyBucket", call: (s) => s.emptyBucket("images") },
  { name: "emptyBucket that is missing", call: (s) => s.emptyBucket("none") },
  { name: "deleteBucket", call: async (s) => [await s.deleteBucket("small"), await s.getBucket("small")] },
  { name: "deleteBucket with objects", call: (s) => s.deleteBucket("images") },
  { name: "deleteBucket that is missing", call: (s) => s.deleteBucket("none") },
];

/** The upload, and what is known of the object afterwards. */
async function uploadAndLook(
  storage: StorageClient,
  key: string,
  ...[body, options]: [body: Parameters<Bucket["upload"]>[1], options?: Parameters<Bucket["upload"]>[2]]
): Promise<unknown> {
  const bucket = storage.from("images");
  return [await bucket.upload(key, body, options), await bucket.info(key)];
}

type Bucket = ReturnType<StorageClient["from"]>;

const UPLOADS: readonly ClientCall[] = [
  { name: "upload of a text", call: (s) => uploadAndLook(s, "new.txt", "a text") },
  { name: "upload of bytes", call: (s) => uploadAndLook(s, "new.png", PICTURE, { contentType: "image/png" }) },
  {
    name: "upload of a Blob",
    call: (s) => uploadAndLook(s, "new.png", new Blob(["bytes"], { type: "image/png" }), { cacheControl: "60" }),
  },
  {
    name: "upload of a stream",
    call: (s) =>
      uploadAndLook(s, "new.png", new Blob(["bytes"]).stream(), { contentType: "image/png", duplex: "half" }),
  },
  { name: "upload of nothing", call: (s) => uploadAndLook(s, "new.png", "", { contentType: "image/png" }) },
  {
    name: "upload with metadata and a time to cache",
    call: (s) => uploadAndLook(s, "new.png", "x", { cacheControl: "60", metadata: { job: 1, tags: ["a"] } }),
  },
  {
    name: "upload of a Blob with metadata",
    call: (s) => uploadAndLook(s, "new.png", new Blob(["x"], { type: "image/png" }), { metadata: { job: 1 } }),
  },
  { name: "upload of HTML", call: (s) => uploadAndLook(s, "new.html", "<b>", { contentType: "text/html" }) },
  { name: "upload with half a type", call: (s) => s.from("images").upload("new", "x", { contentType: "image" }) },
  { name: "upload that exists", call: (s) => s.from("images").upload("a.png", "x") },
  {
    name: "upload that replaces",
    call: (s) => uploadAndLook(s, "a.png", "x", { upsert: true, contentType: "image/webp" }),
  },
  { name: "upload into nothing", call: (s) => s.from("none").upload("a.png", "x") },
  { name: "upload in another alphabet", call: (s) => s.from("images").upload("Küche.png", "x") },
  { name: "upload with odd signs", call: (s) => s.from("images").upload("(a) & b's, $1!.png", "x") },
  { name: "upload into a folder, with a slash too many", call: (s) => s.from("images").upload("/cats//4.png", "x") },
  {
    name: "upload over the bucket's limit",
    call: (s) => s.from("small").upload("a.png", PICTURE, { contentType: "image/png" }),
  },
  {
    name: "upload at the bucket's limit",
    call: (s) => s.from("small").upload("a.csv", "x".repeat(100), { contentType: "text/csv" }),
  },
  {
    name: "upload of a type that the bucket does not take",
    call: (s) => s.from("small").upload("a.txt", "x", { contentType: "text/plain" }),
  },
  {
    name: "update",
    call: async (s) => [await s.from("images").update("a.png", "x"), await s.from("images").info("a.png")],
  },
  { name: "update of nothing", call: (s) => s.from("images").update("new.png", "x") },
  { name: "update in nothing", call: (s) => s.from("none").update("new.png", "x") },
  {
    name: "update over the bucket's limit",
    call: (s) => s.from("small").update("a.png", PICTURE, { contentType: "image/png" }),
  },
  { name: "createSignedUploadUrl", call: (s) => s.from("images").createSignedUploadUrl("new.png") },
  {
    name: "createSignedUploadUrl that may replace",
    call: (s) => s.from("images").createSignedUploadUrl("a.png", { upsert: true }),
  },
  { name: "createSignedUploadUrl that exists", call: (s) => s.from("images").createSignedUploadUrl("a.png") },
  { name: "createSignedUploadUrl in nothing", call: (s) => s.from("none").createSignedUploadUrl("a.png") },
  {
    name: "createSignedUploadUrl in another alphabet",
    call: (s) => s.from("images").createSignedUploadUrl("Küche.png"),
  },
  {
    name: "createSignedUploadUrl with odd signs",
    call: (s) => s.from("images").createSignedUploadUrl("(a) & b's, $1!+.png"),
  },
  { name: "createSignedUploadUrl in a folder", call: (s) => s.from("images").createSignedUploadUrl("dogs and/1.png") },
  {
    name: "uploadToSignedUrl with odd signs",
    call: async (s) => uploadSigned(s, "(a) & b's, $1!.png", ["(a) & b's, $1!.png"]),
  },
  { name: "uploadToSignedUrl in another alphabet", call: async (s) => uploadSigned(s, "Küche.png", ["Küche.png"]) },
  { name: "uploadToSignedUrl, twice", call: async (s) => uploadSigned(s, "new.png", ["new.png", "new.png"]) },
  { name: "uploadToSignedUrl of another key", call: async (s) => uploadSigned(s, "new.png", ["other.png"]) },
  {
    name: "uploadToSignedUrl with a token for a download",
    call: async (s) => {
      const { data } = await s.from("images").createSignedUrl("a.png", 60);
      return s.from("images").uploadToSignedUrl("a.png", tokenOf(data?.signedUrl), "x");
    },
  },
  {
    name: "uploadToSignedUrl without a valid token",
    call: (s) => s.from("images").uploadToSignedUrl("new.png", "none", "x"),
  },
];

async function uploadSigned(storage: StorageClient, key: string, keys: readonly string[]): Promise<unknown> {
  const bucket = storage.from("images");
  const { data } = await bucket.createSignedUploadUrl(key);
  const answers: unknown[] = [];
  for (const other of keys) {
    answers.push(await bucket.uploadToSignedUrl(other, data?.token ?? "", "x", { contentType: "image/png" }));
  }
  return answers;
}

function tokenOf(url = ""): string {
  return new URL(url).searchParams.get("token") ?? "";
}

const MOVES: readonly ClientCall[] = [
  {
    name: "move",
    call: async (s) => [await s.from("images").move("a.png", "cats/c.png"), await s.from("images").info("cats/c.png")],
  },
  { name: "move of nothing", call: (s) => s.from("images").move("none", "c.png") },
  { name: "move in nothing", call: (s) => s.from("none").move("a.png", "c.png") },
  { name: "move onto another", call: (s) => s.from("images").move("a.png", "b.png") },
  { name: "move onto itself", call: (s) => s.from("images").move("a.png", "a.png") },
  { name: "move to another alphabet", call: (s) => s.from("images").move("a.png", "Küche.png") },
  {
    name: "move into another bucket",
    call: async (s) => [
      await s.from("images").move("b.png", "b.png", { destinationBucket: "open" }),
      await s.from("open").info("b.png"),
    ],
  },
  { name: "move into nothing", call: (s) => s.from("images").move("a.png", "c.png", { destinationBucket: "none" }) },
  {
    name: "copy",
    call: async (s) => [await s.from("images").copy("a.png", "c.png"), await s.from("images").info("c.png")],
  },
  { name: "copy of nothing", call: (s) => s.from("images").copy("none", "c.png") },
  { name: "copy in nothing", call: (s) => s.from("none").copy("a.png", "c.png") },
  { name: "copy onto another", call: (s) => s.from("images").copy("a.png", "b.png") },
  { name: "copy to another alphabet", call: (s) => s.from("images").copy("a.png", "Küche.png") },
  {
    name: "copy into another bucket",
    call: (s) => s.from("images").copy("b.png", "deep/b.png", { destinationBucket: "open" }),
  },
  { name: "copy into nothing", call: (s) => s.from("images").copy("a.png", "c.png", { destinationBucket: "none" }) },
];

/** The signed URL, and what it serves. */
async function signAndFetch(
  storage: StorageClient,
  ...[key, seconds, options]: Parameters<Bucket["createSignedUrl"]>
): Promise<unknown> {
  const signed = await storage.from("images").createSignedUrl(key, seconds, options);
  return [signed, signed.data === null ? null : await fetch(signed.data.signedUrl)];
}

async function signManyAndFetch(storage: StorageClient, keys: string[]): Promise<unknown> {
  const signed = await storage.from("images").createSignedUrls(keys, 60);
  const urls = (signed.data ?? []).flatMap(({ signedUrl }) => signedUrl ?? []);
  return [signed, await Promise.all(urls.map((url) => fetch(url)))];
}

const SIGNING: readonly ClientCall[] = [
  { name: "createSignedUrl", call: (s) => signAndFetch(s, "a.png", 60) },
  { name: "createSignedUrl to download", call: (s) => signAndFetch(s, "a.png", 60, { download: true }) },
  { name: "createSignedUrl to download as", call: (s) => signAndFetch(s, "a.png", 60, { download: "my cat.png" }) },
  { name: "createSignedUrl in a folder", call: (s) => signAndFetch(s, "cats/kittens/3.png", 60) },
  { name: "createSignedUrl with odd signs", call: (s) => signAndFetch(s, ODD, 60) },
  { name: "createSignedUrl of nothing", call: (s) => s.from("images").createSignedUrl("none", 60) },
  { name: "createSignedUrl in nothing", call: (s) => s.from("none").createSignedUrl("a.png", 60) },
  { name: "createSignedUrl of a folder", call: (s) => s.from("images").createSignedUrl("cats", 60) },
  { name: "createSignedUrl in an open bucket", call: (s) => s.from("open").createSignedUrl("a.png", 60) },
  { name: "createSignedUrl for no time", call: (s) => s.from("images").createSignedUrl("a.png", 0) },
  { name: "createSignedUrl for half a second", call: (s) => s.from("images").createSignedUrl("a.png", 0.5) },
  { name: "createSignedUrl for ever", call: (s) => s.from("images").createSignedUrl("a.png", 1e15) },
  {
    name: "createSignedUrl of another size",
    call: (s) => s.from("images").createSignedUrl("a.png", 60, { transform: { width: 10, height: 10 } }),
  },
  { name: "createSignedUrls", call: (s) => signManyAndFetch(s, ["a.png", "none", "cats/1.png"]) },
  { name: "createSignedUrls, one twice", call: (s) => s.from("images").createSignedUrls(["a.png", "a.png"], 60) },
  { name: "createSignedUrls with odd signs", call: (s) => signManyAndFetch(s, [ODD]) },
  {
    name: "createSignedUrls to download",
    call: (s) => s.from("images").createSignedUrls(["a.png"], 60, { download: "cat.png" }),
  },
  { name: "createSignedUrls of no keys", call: (s) => s.from("images").createSignedUrls([], 60) },
  { name: "createSignedUrls in nothing", call: (s) => s.from("none").createSignedUrls(["a.png"], 60) },
  { name: "createSignedUrls for no time", call: (s) => s.from("images").createSignedUrls(["a.png"], 0) },
  {
    name: "createSignedUrls of 1,001 keys",
    call: (s) =>
      s.from("images").createSignedUrls(
        Array.from({ length: 1001 }, () => "a.png"),
        60,
      ),
  },
  {
    name: "createSignedUrls into another bucket",
    call: (s) => s.from("images").createSignedUrls(["../open/a.png"], 60),
  },
  {
    name: "a signed URL with another key",
    call: async (s) => {
      const { data } = await s.from("images").createSignedUrl("a.png", 60);
      return fetch(data?.signedUrl.replace("a.png", "b.png") ?? "");
    },
  },
  {
    name: "a signed URL whose signature was cut",
    call: async (s) => {
      const { data } = await s.from("images").createSignedUrl("a.png", 60);
      return fetch(data?.signedUrl.slice(0, -5) ?? "");
    },
  },
  {
    name: "a signed URL of what was removed",
    call: async (s) => {
      const { data } = await s.from("images").createSignedUrl("a.png", 60);
      await s.from("images").remove(["a.png"]);
      return fetch(data?.signedUrl ?? "");
    },
  },
];

const READING: readonly ClientCall[] = [
  { name: "download", call: (s) => s.from("images").download("a.png") },
  { name: "download as a stream", call: (s) => s.from("images").download("a.png").asStream() },
  { name: "download of HTML", call: (s) => s.from("images").download("Zoo.txt") },
  { name: "download in a folder", call: (s) => s.from("images").download("cats/kittens/3.png") },
  { name: "download of nothing", call: (s) => s.from("images").download("none") },
  { name: "download in nothing", call: (s) => s.from("none").download("a.png") },
  { name: "download of a folder", call: (s) => s.from("images").download("cats") },
  { name: "download in another case", call: (s) => s.from("images").download("A.png") },
  { name: "download in another size", call: (s) => s.from("images").download("a.png", { transform: { width: 10 } }) },
  { name: "getPublicUrl", call: (s) => fetch(s.from("open").getPublicUrl("a.png").data.publicUrl) },
  {
    name: "getPublicUrl to download",
    call: (s) => fetch(s.from("open").getPublicUrl("a.png", { download: "cat.png" }).data.publicUrl),
  },
  { name: "info", call: (s) => s.from("images").info("a.png") },
  { name: "info of nothing", call: (s) => s.from("images").info("none") },
  { name: "info in nothing", call: (s) => s.from("none").info("a.png") },
  { name: "info in an open bucket", call: (s) => s.from("open").info("a.png") },
  { name: "exists", call: (s) => s.from("images").exists("a.png") },
  { name: "exists of nothing", call: (s) => s.from("images").exists("none") },
  { name: "exists in nothing", call: (s) => s.from("none").exists("a.png") },
];

const LISTS: readonly ClientCall[] = [
  { name: "list", call: (s) => s.from("images").list() },
  { name: "list of a folder", call: (s) => s.from("images").list("cats") },
  { name: "list of a folder, with a slash", call: (s) => s.from("images").list("cats/") },
  { name: "list in another case", call: (s) => s.from("images").list("CATS") },
  { name: "list of a folder in a folder", call: (s) => s.from("images").list("cats/kittens") },
  { name: "list of nothing", call: (s) => s.from("images").list("none") },
  { name: "list in nothing", call: (s) => s.from("none").list() },
  { name: "list, the second page", call: (s) => s.from("images").list("", { limit: 2, offset: 2 }) },
  { name: "list backwards", call: (s) => s.from("images").list("", { sortBy: { column: "name", order: "desc" } }) },
  { name: "list of what is like a text", call: (s) => s.from("images").list("", { search: "z" }) },
  { name: "list of what is like a text, in a folder", call: (s) => s.from("images").list("cats", { search: "2" }) },
  { name: "list of no objects", call: (s) => s.from("images").list("", { limit: 0 }) },
  {
    name: "list by an unknown column",
    call: (s) => s.from("images").list("", { sortBy: { column: "size", order: "asc" } }),
  },
  {
    name: "remove",
    call: async (s) => [await s.from("images").remove(["a.png", "none"]), await s.from("images").info("a.png")],
  },
  { name: "remove of a folder", call: (s) => s.from("images").remove(["cats"]) },
  { name: "remove of nothing", call: (s) => s.from("images").remove([]) },
  { name: "remove in nothing", call: (s) => s.from("none").remove(["a.png"]) },
  { name: "listV2", call: (s) => s.from("images").listV2() },
  { name: "listV2 with folders", call: (s) => s.from("images").listV2({ with_delimiter: true }) },
  { name: "listV2 of a folder", call: (s) => s.from("images").listV2({ prefix: "cats/", with_delimiter: true }) },
  {
    name: "listV2 of a folder, without a slash",
    call: (s) => s.from("images").listV2({ prefix: "cats", with_delimiter: true }),
  },
  { name: "listV2 of half a name", call: (s) => s.from("images").listV2({ prefix: "cats/k" }) },
  { name: "listV2 in another case", call: (s) => s.from("images").listV2({ prefix: "CATS/" }) },
  { name: "listV2 of nothing", call: (s) => s.from("images").listV2({ prefix: "none/", with_delimiter: true }) },
  { name: "listV2 in nothing", call: (s) => s.from("none").listV2() },
  { name: "listV2 of no objects", call: (s) => s.from("images").listV2({ limit: 0 }) },
  { name: "listV2, page by page", call: (s) => pages(s, { limit: 3 }) },
  { name: "listV2 with folders, page by page", call: (s) => pages(s, { limit: 2, with_delimiter: true }) },
  {
    name: "listV2 of a folder, page by page",
    call: (s) => pages(s, { limit: 1, prefix: "cats/", with_delimiter: true }),
  },
  {
    name: "listV2 backwards, page by page",
    call: (s) => pages(s, { limit: 3, sortBy: { column: "name", order: "desc" } }),
  },
  {
    name: "listV2 with folders, backwards",
    call: (s) => s.from("images").listV2({ with_delimiter: true, sortBy: { column: "name", order: "desc" } }),
  },
  {
    name: "listV2 by time, page by page",
    call: (s) => pages(s, { limit: 3, sortBy: { column: "created_at", order: "desc" } }),
  },
  {
    name: "listV2 by time, with folders",
    call: (s) => s.from("images").listV2({ with_delimiter: true, sortBy: { column: "updated_at", order: "asc" } }),
  },
  ...(["asc", "desc"] as const).map((order): ClientCall => ({
    name: `listV2 by time, with folders, page by page, ${order}`,
    call: (s) => pages(s, { limit: 2, with_delimiter: true, sortBy: { column: "created_at", order } }),
  })),
  {
    name: "listV2 by time, with a folder that has grown",
    call: async (s) => {
      await s.from("images").upload("cats/4.png", "four");
      return pages(s, { limit: 2, with_delimiter: true, sortBy: { column: "created_at", order: "asc" } });
    },
  },
  { name: "listV2 from a cursor that is none", call: (s) => s.from("images").listV2({ cursor: "none" }) },
  {
    name: "purgeCache",
    differs: "there is no cache in front of the emulator, so no route purges it; a server without a CDN refuses, too",
    call: (s) => s.from("images").purgeCache("a.png"),
  },
  {
    name: "purgeBucketCache",
    differs: "there is no cache in front of the emulator, so no route purges it; a server without a CDN refuses, too",
    call: (s) => s.purgeBucketCache("images"),
  },
  { name: "getBucketLifecycle", call: (s) => s.getBucketLifecycle("images") },
];

/** The names on each page of a list, and what else it says. */
async function pages(
  storage: StorageClient,
  options: NonNullable<Parameters<Bucket["listV2"]>[0]>,
): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await storage
      .from("images")
      .listV2({ ...options, ...(cursor !== undefined && { cursor }) });
    cursor = data?.nextCursor;
    const { folders = [], objects = [], nextCursor, ...rest } = data ?? {};
    seen.push({
      folders: folders.map(({ name, key }) => ({ name, key })),
      objects: objects.map(({ name, key }) => ({ name, key })),
      isLast: nextCursor === undefined,
      rest,
      error,
    });
  } while (cursor !== undefined && seen.length < 20);
  return seen;
}

/** What is tried with keys that may not do it. */
const TRIED: readonly Pick<ClientCall, "name" | "call">[] = [
  { name: "createBucket", call: (s) => s.createBucket("new", { public: false }) },
  { name: "getBucket", call: (s) => s.getBucket("images") },
  { name: "listBuckets", call: (s) => s.listBuckets() },
  { name: "updateBucket", call: (s) => s.updateBucket("images", { public: true }) },
  { name: "emptyBucket", call: (s) => s.emptyBucket("images") },
  { name: "deleteBucket", call: (s) => s.deleteBucket("small") },
  { name: "upload", call: (s) => s.from("images").upload("new.png", "x") },
  { name: "update", call: (s) => s.from("images").update("a.png", "x") },
  { name: "createSignedUploadUrl", call: (s) => s.from("images").createSignedUploadUrl("new.png") },
  { name: "move", call: (s) => s.from("images").move("a.png", "c.png") },
  { name: "copy", call: (s) => s.from("images").copy("a.png", "c.png") },
  { name: "createSignedUrl", call: (s) => s.from("images").createSignedUrl("a.png", 60) },
  { name: "createSignedUrl in an open bucket", call: (s) => s.from("open").createSignedUrl("a.png", 60) },
  { name: "createSignedUrls", call: (s) => s.from("images").createSignedUrls(["a.png"], 60) },
  { name: "download", call: (s) => s.from("images").download("a.png") },
  { name: "download in an open bucket", call: (s) => s.from("open").download("a.png") },
  { name: "info", call: (s) => s.from("images").info("a.png") },
  { name: "exists", call: (s) => s.from("images").exists("a.png") },
  { name: "list", call: (s) => s.from("images").list() },
  { name: "listV2", call: (s) => s.from("images").listV2({ with_delimiter: true }) },
  { name: "remove", call: (s) => s.from("images").remove(["a.png"]) },
];

const REFUSED = (["anon", "authenticated", "expired", "forged", "garbage"] satisfies readonly KeyName[]).flatMap(
  (key) => TRIED.map(({ name, call }): ClientCall => ({ name: `${name} with a key that is ${key}`, key, call })),
);

/** The calls of the recording. */
export const CALLS: readonly ClientCall[] = [
  ...BUCKETS,
  ...UPLOADS,
  ...MOVES,
  ...SIGNING,
  ...READING,
  ...LISTS,
  ...REFUSED,
];
