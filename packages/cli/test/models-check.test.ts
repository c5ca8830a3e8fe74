import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { MODELS, type Models } from "@vg/config";
import { startEmulator } from "@vg/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkModels, PublisherError } from "../src/models/check-models.ts";
import { runHere } from "./support/run-here.ts";
import type { MainRun } from "./support/run-main.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const KLING = MODELS["kling-v2.5-turbo-pro"];
const VEO = MODELS["veo-2"];
const FACTS = { asOf: "2026-11-26", source: "the page" };

/** What a Replicate publishes by now: one length more, and another price. */
const TODAY: Models = {
  ...MODELS,
  "kling-v2.5-turbo-pro": {
    ...KLING,
    inputs: { ...KLING.inputs, duration: { type: "integer", enum: [5, 10, 15], default: 5 } },
    prices: [{ kind: "output-second", perSecond: "0.08", ...FACTS }],
  },
};

async function check(models: Models, args: readonly string[] = []): Promise<MainRun> {
  const emulator = await startEmulator({ models });
  onTestFinished(() => emulator.close());
  const { url, serviceRoleKey } = emulator.supabase;
  return runHere(["models", "--check", ...args], {
    env: {
      SUPABASE_URL: url,
      SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey,
      REPLICATE_API_TOKEN: emulator.replicate.token,
    },
  });
}

describe("vg models --check", () => {
  test("finds the catalogue as a Replicate publishes it that has the catalogue", async () => {
    const { exitCode, stdout, stderr } = await check(MODELS);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(
      `${Object.keys(MODELS).length} models: 0 differ from what is published, 0 could not be checked wholly.\n`,
    );
  });

  test("shows what is published otherwise, field by field, and writes the models as published", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "models.json");
    const { exitCode, stdout, stderr } = await check(TODAY, ["--write", file]);
    const written: unknown = JSON.parse(await readFile(file, "utf8"));

    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^kling-v2\.5-turbo-pro {2}inputs\.duration\.enum {2}\[5,10\] +\[5,10,15\]$/m);
    expect(stdout).toMatch(/^kling-v2\.5-turbo-pro {2}prices +\$0\.07 a second {2}\$0\.08 a second$/m);
    expect(stdout).toContain(`${Object.keys(MODELS).length} models: 1 differ from what is published`);
    expect(stderr).toBe(`Wrote ${file} with 1 model as published.\n`);
    expect(written).toEqual({
      "kling-v2.5-turbo-pro": {
        ...KLING,
        inputs: expect.objectContaining({ duration: { type: "integer", enum: [5, 10, 15], default: 5 } }),
        prices: [
          {
            kind: "output-second",
            perSecond: "0.08",
            asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
            source: "https://replicate.com/kwaivgi/kling-v2.5-turbo-pro",
          },
        ],
        asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      },
    });
  });

  test("shows an input that is gone, and writes every model that differs", async () => {
    const folder = temporaryFolder();
    const { seed: _gone, ...inputs } = VEO.inputs;
    const { seed: _role, ...roles } = VEO.roles;
    const file = join(folder, "models.json");
    const { stdout, stderr } = await check({ ...TODAY, "veo-2": { ...VEO, inputs, roles } }, ["--write", file]);

    expect(stdout).toMatch(/^veo-2 +inputs\.seed +\{"type":"integer"\} +-$/m);
    expect(stderr).toContain("with 2 models as published");
  });

  test("says that Replicate does not answer, without the token", async () => {
    const { exitCode, stderr } = await runHere(["models", "--check"], {
      env: { REPLICATE_BASE_URL: "http://127.0.0.1:1/v1", REPLICATE_API_TOKEN: "r8_0123456789abcdefghij" },
    });

    expect(exitCode, stderr).toBe(1);
    expect(stderr).toContain("veo-2 could not be checked: its page could not be read (no answer)");
    expect(stderr).not.toContain("r8_0123456789");
  }, 120_000);

  test("says of each model that it could not check why, and ends with 1", async () => {
    const { "veo-2": _gone, ...others } = MODELS;
    const { exitCode, stdout, stderr } = await check(others);

    expect(exitCode, stderr).toBe(1);
    expect(stdout).toContain("1 could not be checked wholly.");
    expect(stderr).toContain("warning: veo-2 could not be checked: its schema could not be read (status 404)\n");
    expect(stderr).toContain("warning: veo-2 could not be checked: its page answers with status 404\n");
  });

  test("prints everything as JSON", async () => {
    const { stdout } = await check(TODAY, ["--json"]);

    expect(JSON.parse(stdout)).toContainEqual({
      name: "kling-v2.5-turbo-pro",
      differences: [
        { field: "inputs.duration.enum", ours: [5, 10], published: [5, 10, 15] },
        { field: "prices", ours: "$0.07 a second", published: "$0.08 a second" },
      ],
      problems: [],
    });
  });

  test("writes nothing if no model differs", async () => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await check(MODELS, ["--write", join(folder, "models.json")]);

    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain("no model differs.");
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    [["models", "--write", "x.json"], {}, "--write needs --check"],
    [["models", "--check"], {}, "REPLICATE_API_TOKEN"],
    [["models", "--check", "--write", "no/x.json"], { REPLICATE_API_TOKEN: "r8_0123456789" }, "--write"],
  ])("%j is wrong use", async (argv, env, message) => {
    const { exitCode, stdout, stderr } = await runHere(argv, { env });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("r8_0123456789");
  });
});

/** A public page with the prices in the second of its scripts. */
function page(billingConfig: unknown): string {
  const data = JSON.stringify({ a: [null, { model: { billingConfig } }] });
  return `<script type="application/json" id="react-component-props-0">{"a":</script>
    <script type="application/json" id="react-component-props-1">${data}</script>`;
}

function tier(metric: string): object {
  return { current_tiers: [{ criteria: [], prices: [{ metric, price: "$0.50" }] }] };
}

describe("a model", () => {
  const schema = {
    components: { schemas: { Input: { properties: VEO.inputs }, Output: { type: "string", format: "uri" } } },
  };
  test.each([
    ["as published", page(tier("video_output_duration_seconds")), []],
    [
      "whose page counts something else",
      page(tier("token_output_count")),
      [
        expect.stringContaining(
          'prices[0].metric must be video_output_duration_seconds or video_output_count, not "token_',
        ),
      ],
    ],
    ["whose page has no tiers", page(null), [expect.stringContaining("billingConfig.current_tiers must be a list")]],
    [
      "whose page has another form",
      "<p>$0.50</p>",
      ["its page has no billingConfig; the form of the page may have changed"],
    ],
  ])("%s", async (_what, html, problems) => {
    const publisher = { schemaOf: () => Promise.resolve(schema), pageOf: () => Promise.resolve(html) };
    const [checked] = await checkModels({ "veo-2": VEO }, publisher, { today: "2026-11-26" });

    expect(checked?.problems).toEqual(problems);
    expect(checked?.differences).toEqual([]);
  });

  test("is corrected by what could be read, without the roles of inputs that are gone", async () => {
    const { seed: _gone, ...inputs } = VEO.inputs;
    const Input = { properties: inputs };
    const publisher = {
      schemaOf: () => Promise.resolve({ components: { schemas: { Input, Output: { type: "string" } } } }),
      pageOf: () => Promise.reject(new PublisherError("its page could not be read (no answer)")),
    };
    let count = 0;
    const [checked] = await checkModels({ "veo-2": VEO }, publisher, {
      today: "2026-11-26",
      onChecked: () => void (count += 1),
    });

    expect(count).toBe(1);
    expect(checked?.problems).toEqual(["its page could not be read (no answer)"]);
    expect(checked?.differences.map(({ field }) => field)).toEqual(["inputs.seed"]);
    expect(checked?.corrected).toMatchObject({ inputs, prices: VEO.prices, asOf: "2026-11-26" });
    expect(checked?.corrected?.roles).not.toHaveProperty("seed");
  });

  test("whose check breaks in another way is an error of vg", async () => {
    const publisher = { schemaOf: () => Promise.reject(new TypeError("a bug")), pageOf: () => Promise.resolve("") };

    await expect(checkModels({ "veo-2": VEO }, publisher, { today: "2026-11-26" })).rejects.toThrow("a bug");
  });
});
