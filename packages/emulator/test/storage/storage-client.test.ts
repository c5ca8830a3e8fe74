import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { NOON, openWorld, type World } from "../support/world.ts";

type Storage = ReturnType<typeof createClient>["storage"];

interface Studio extends World {
  readonly storageClient: Storage;
}

async function openStudio(): Promise<Studio> {
  const world = await openWorld();
  const { supabase } = world.emulator;
  return Object.assign(world, { storageClient: createClient(supabase.url, supabase.secretKey).storage });
}

const AT_NOON = new Date(NOON).toISOString();

describe("Supabase's own client", () => {
  test("says when a bucket and an object were made", async () => {
    const { storageClient } = await openStudio();

    const times = { created_at: AT_NOON, updated_at: AT_NOON };
    expect((await storageClient.getBucket("open")).data).toMatchObject(times);
    expect((await storageClient.from("images").list("", { search: "A" })).data).toMatchObject([
      { ...times, last_accessed_at: AT_NOON },
    ]);
    expect((await storageClient.from("images").info("a.png")).data).toMatchObject({
      createdAt: AT_NOON,
      lastModified: AT_NOON,
    });
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
