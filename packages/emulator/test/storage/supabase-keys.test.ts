import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import { openWorld, type World } from "../support/world.ts";

const OBJECT = "/object/images/a.png";

function ask(world: World, headers: Readonly<Record<string, string>>, path = OBJECT): Promise<Response> {
  return world.storage(path, { key: null, headers });
}

describe("a key of the new kind", () => {
  test("is not a token, and one secret always gives the same", async () => {
    const jwtSecret = "0123456789abcdef0123456789abcdef";
    const [one, two, other] = await Promise.all([openWorld({ jwtSecret }), openWorld({ jwtSecret }), openWorld()]);

    expect(one.emulator.supabase.secretKey).toMatch(/^sb_secret_\w{22}_\w{8}$/);
    expect(one.emulator.supabase.publishableKey).toMatch(/^sb_publishable_\w{22}_\w{8}$/);
    expect(one.emulator.supabase).toMatchObject({
      secretKey: two.emulator.supabase.secretKey,
      publishableKey: two.emulator.supabase.publishableKey,
    });
    expect(one.emulator.supabase.secretKey).not.toBe(other.emulator.supabase.secretKey);
  });

  test("opens by the header apikey, alone or beside the same in authorization", async () => {
    const world = await openWorld();
    const { secretKey: apikey } = world.emulator.supabase;

    const answers = [
      await ask(world, { apikey }),
      await ask(world, { apikey, authorization: `Bearer ${apikey}` }),
      await ask(world, { apikey }, "/object/authenticated/images/a.png"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test("opens nothing by authorization alone, or beside another key", async () => {
    const world = await openWorld();
    const { secretKey, publishableKey } = world.emulator.supabase;
    const path = "/object/authenticated/images/a.png";

    const answers = [
      await ask(world, { authorization: `Bearer ${secretKey}` }, path),
      await ask(world, { apikey: publishableKey, authorization: `Bearer ${secretKey}` }, path),
      await ask(world, { apikey: `${secretKey}x`, authorization: `Bearer ${secretKey}x` }, path),
    ];

    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    const refused = { statusCode: "403", code: "AccessDenied", message: "Invalid Compact JWS" };
    expect(bodies).toMatchObject([refused, refused, refused]);
  });

  test("that may be published passes no row-level security", async () => {
    const world = await openWorld();
    const { publishableKey: apikey } = world.emulator.supabase;

    expect(await (await ask(world, { apikey })).json()).toMatchObject({ code: "NoSuchKey" });
    expect((await ask(world, { apikey }, "/object/open/a.png")).status).toBe(200);
  });

  test("gives way to the token of a user", async () => {
    const world = await openWorld();
    const { publishableKey: apikey, serviceRoleKey } = world.emulator.supabase;

    expect((await ask(world, { apikey, authorization: `Bearer ${serviceRoleKey}` })).status).toBe(200);
  });

  test("works with the official client", async () => {
    const world = await openWorld({ legacyKeys: false });
    const { url, secretKey } = world.emulator.supabase;
    const images = createClient(url, secretKey).storage.from("images");

    const { data, error } = await images.createSignedUrl("a.png", 60);

    expect(error).toBeNull();
    expect((await fetch(data?.signedUrl ?? "")).status).toBe(200);
  });
});

describe("keys of the old kind that are switched off", () => {
  test.each(["serviceRoleKey", "anonKey"] as const)("%s is refused by the gateway", async (name) => {
    const world = await openWorld({ legacyKeys: false });
    const key = world.emulator.supabase[name];

    const answers = [await ask(world, { apikey: key }), await ask(world, { authorization: `Bearer ${key}` })];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(await answers[0]?.json()).toMatchObject({ message: "Legacy API keys are disabled" });
  });

  test("signed and public URLs open all the same", async () => {
    const world = await openWorld({ legacyKeys: false });

    const signed = await fetch(await world.emulator.signedUrl("images", "a.png"));
    const open = await fetch(world.emulator.publicUrl("open", "a.png"));

    expect([signed.status, open.status]).toEqual([200, 200]);
  });
});
