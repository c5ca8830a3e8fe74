import { createClient } from "@supabase/supabase-js";
import Replicate from "replicate";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../src/index.ts";
import { emulating } from "./support/emulating.ts";

function storageOf({ supabase }: Emulator): ReturnType<typeof createClient>["storage"] {
  return createClient(supabase.url, supabase.serviceRoleKey, { auth: { persistSession: false } }).storage;
}

describe("the Supabase client", () => {
  test("makes a bucket, uploads, lists, signs, downloads and cleans up", async () => {
    const emulator = await emulating();
    const storage = storageOf(emulator);
    const bytes = Buffer.from("not really a picture");

    expect(await storage.createBucket("images", { public: false })).toMatchObject({
      error: null,
      data: { name: "images" },
    });
    const bucket = storage.from("images");
    expect(await bucket.upload("cats/a.png", bytes, { contentType: "image/png" })).toMatchObject({
      error: null,
      data: { path: "cats/a.png", fullPath: "images/cats/a.png" },
    });
    expect(await bucket.upload("cats/b.png", new Blob([bytes], { type: "image/png" }))).toMatchObject({ error: null });
    expect(await bucket.upload("cats/b.png", bytes)).toMatchObject({ error: { statusCode: "409" } });
    expect(await bucket.update("cats/b.png", bytes, { contentType: "image/png" })).toMatchObject({ error: null });
    const { data: listed } = await bucket.list("cats");
    expect(listed?.map(({ name }) => name)).toEqual(["a.png", "b.png"]);
    expect(await bucket.info("cats/b.png")).toMatchObject({
      error: null,
      data: { name: "cats/b.png", size: bytes.length, contentType: "image/png" },
    });

    const { data: signed } = await bucket.createSignedUrls(["cats/a.png", "none.png"], 60);
    expect(signed?.map(({ error }) => error)).toEqual([
      null,
      "Either the object does not exist or you do not have access to it",
    ]);
    const response = await fetch(signed?.[0]?.signedUrl ?? "");
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    const { data: single } = await bucket.createSignedUrl("cats/a.png", 60);
    // Their tokens are the same only if both were signed within one second.
    expect(single?.signedUrl.replace(/\?.*/, "")).toBe(signed?.[0]?.signedUrl?.replace(/\?.*/, ""));
    expect(await (await bucket.download("cats/b.png")).data?.text()).toBe("not really a picture");

    expect(await storage.deleteBucket("images")).toMatchObject({ error: { statusCode: "409" } });
    expect((await bucket.remove(["cats/a.png"])).data).toHaveLength(1);
    expect(await storage.emptyBucket("images")).toMatchObject({ error: null });
    expect(await storage.deleteBucket("images")).toMatchObject({ error: null });
    expect((await storage.listBuckets()).data).toEqual([]);
  });
});

describe("the Replicate client", () => {
  test("uploads, shows, lists and removes a file", async () => {
    const emulator = await emulating();
    const { token: auth, baseUrl } = emulator.replicate;
    const { files } = new Replicate({ auth, baseUrl });

    const created = await files.create(new File(["meow"], "cat.png", { type: "image/png" }), { job: "1" });
    expect(created).toMatchObject({
      name: "cat.png",
      content_type: "image/png",
      size: 4,
      metadata: { job: "1" },
      urls: { get: `${baseUrl}/files/${created.id}` },
    });
    expect(await files.get(created.id)).toEqual(created);
    expect((await files.list()).results).toEqual([created]);
    expect(Buffer.from(emulator.files[0]?.bytes ?? []).toString()).toBe("meow");
    expect(await files.delete(created.id)).toBe(true);
    expect((await files.list()).results).toEqual([]);
  });

  test("walks through the pages of a model's versions", async () => {
    const emulator = await emulating({ maxVersionsPerPage: 2 });
    const versions = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(64));
    emulator.addModel({ owner: "vg", name: "clip", versions });
    const { token: auth, baseUrl } = emulator.replicate;
    const client = new Replicate({ auth, baseUrl });

    const found: string[] = [];
    for await (const page of client.paginate(() => client.models.versions.list("vg", "clip"))) {
      found.push(...page.map(({ id }) => id));
    }
    expect(found).toEqual(versions);
    expect((await client.models.get("vg", "clip")).latest_version?.id).toBe(versions[0]);
    const prediction = await client.predictions.create({ version: versions[0] ?? "", input: { prompt: "a cat" } });
    expect(prediction.status).toBe("starting");
  });
});
