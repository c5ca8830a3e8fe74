import { type ConfigFor, loadConfig } from "@vg/config";
import { createImageHandler, type ImageHandlerOptions } from "@vg/image";
import { describe, expect, expectTypeOf, test } from "vitest";
import { startEmulated } from "../support/emulated.ts";

describe("a configuration that has to have Supabase", () => {
  test("is what an image handler takes", async () => {
    const { env, url } = await startEmulated();
    const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY } = env;
    const config = loadConfig({
      env: { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, LOG_LEVEL: "error" },
      require: ["supabase"],
      onWarning: () => {},
    });
    const handler = createImageHandler(config);

    // Without Replicate beside it, a Supabase on this machine cannot sign for it, so the bytes go along.
    expect(await handler.downloadAndUploadImage(url("images/boat.png"), "film")).toBeInstanceOf(File);
  });

  test("is so by its type, and not without that", () => {
    expectTypeOf(() => createImageHandler(loadConfig({ require: ["supabase"] }))).toBeFunction();
    expectTypeOf(() => createImageHandler(loadConfig({ require: ["supabase", "replicate"] }))).toBeFunction();
    expectTypeOf<ConfigFor<["supabase"]>>().toExtend<ImageHandlerOptions>();
    expectTypeOf<ConfigFor<[]>>().not.toExtend<ImageHandlerOptions>();

    // @ts-expect-error - Supabase may be missing.
    expectTypeOf(() => createImageHandler(loadConfig())).toBeFunction();
  });
});
