import type Replicate from "replicate";
import { describe, expectTypeOf, test } from "vitest";
import {
  type CatalogueName,
  type Config,
  type ConfigWith,
  type CostRates,
  type Environment,
  getCostRates,
  getGenerationSettings,
  getModelVersion,
  loadConfig,
  type ModelDirectory,
  type ModelName,
  MODELS,
  type ModelSpec,
  parseModelName,
  parseEnvironment,
  type Requirement,
  resolveModelVersion,
  type SupabaseConfig,
} from "../src/index.ts";
import { ignoreWarnings } from "./loading.ts";

describe("the types", () => {
  test("know the models", () => {
    expectTypeOf<"svd" | "sora-2">().toExtend<CatalogueName>();
    expectTypeOf<"svdd">().not.toExtend<CatalogueName>();
    expectTypeOf<string>().toExtend<ModelName>();
    expectTypeOf(parseModelName).returns.toEqualTypeOf<CatalogueName>();
    expectTypeOf(MODELS.svd).toExtend<ModelSpec>();
    expectTypeOf(MODELS.svd.owner).toEqualTypeOf<"stability-ai">();
  });

  test("know the environments", () => {
    // @ts-expect-error - an environment that does not exist
    expectTypeOf(() => getGenerationSettings("prod")).toBeFunction();
    // @ts-expect-error - an environment that does not exist
    expectTypeOf(() => getCostRates("prod")).toBeFunction();
    expectTypeOf(parseEnvironment).returns.toEqualTypeOf<Environment>();
  });

  test("are literal where they can be", () => {
    expectTypeOf(getModelVersion("cogvideox")).toEqualTypeOf<`thudm/cogvideox-i2v:${string}`>();
    expectTypeOf(getModelVersion()).toEqualTypeOf<`stability-ai/stable-video-diffusion:${string}`>();
    expectTypeOf(getGenerationSettings("staging").resolution).toEqualTypeOf<"1024x576">();
    expectTypeOf(getGenerationSettings("development").fps).toEqualTypeOf<24>();
    expectTypeOf(getGenerationSettings().fps).toEqualTypeOf<24 | 30>();
    expectTypeOf(getCostRates("production")).toEqualTypeOf<CostRates>();
    expectTypeOf<Config["modelVersions"]["svd"]>().toEqualTypeOf<`stability-ai/stable-video-diffusion:${string}`>();
  });

  test("make what is required no longer optional", () => {
    const env = { SUPABASE_URL: "http://127.0.0.1:1", SUPABASE_SERVICE_ROLE_KEY: "key", REPLICATE_API_TOKEN: "r8_a" };
    const none = loadConfig({ env, onWarning: ignoreWarnings });
    const one = loadConfig({ env, require: ["supabase"], onWarning: ignoreWarnings });
    const both = loadConfig({ env, require: ["supabase", "replicate"], onWarning: ignoreWarnings });

    expectTypeOf(none.supabase?.url).toEqualTypeOf<string | undefined>();
    // @ts-expect-error - nothing is required, so it may be missing
    expectTypeOf(none.supabase.url).toEqualTypeOf<string>();
    expectTypeOf(one.supabase.serviceRoleKey).toEqualTypeOf<string>();
    expectTypeOf(one.replicate?.token).toEqualTypeOf<string | undefined>();
    expectTypeOf(both.replicate.token).toEqualTypeOf<string>();
    expectTypeOf(both).toExtend<Config>();
    expectTypeOf(both).toExtend<ConfigWith<"supabase" | "replicate">>();
    // @ts-expect-error - nothing of that name can be required
    expectTypeOf(() => loadConfig({ env, require: ["openai"] })).toBeFunction();
  });

  test("make nothing sure of requirements that are not known when it is compiled", () => {
    const env = { SUPABASE_URL: "http://127.0.0.1:1", SUPABASE_SERVICE_ROLE_KEY: "key" };
    const options = { env, onWarning: ignoreWarnings };
    const some: readonly Requirement[] = ["supabase"];
    const listed = loadConfig({ ...options, require: some });
    const either = loadConfig({ ...options, require: [requirement()] });

    expectTypeOf(listed).toEqualTypeOf<Config>();
    expectTypeOf(either.supabase).toEqualTypeOf<SupabaseConfig | undefined>();
  });

  test("take the replicate client for a directory of models", () => {
    expectTypeOf<Replicate>().toExtend<ModelDirectory>();
    expectTypeOf(resolveModelVersion).parameter(1).toEqualTypeOf<ModelDirectory>();
  });
});

function requirement(): Requirement {
  return "supabase";
}
