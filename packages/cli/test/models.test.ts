import { stripVTControlCharacters } from "node:util";
import { MODELS } from "@vg/config";
import { describe, expect, test } from "vitest";
import { runModels } from "../src/models/run-models.ts";
import { openTerminal } from "../src/terminal.ts";
import { captureStreams } from "./support/capture-streams.ts";
import { runHere } from "./support/run-here.ts";
import { runInTerminal, runVg } from "./support/run-vg.ts";

describe("vg models", () => {
  test("lists every model with its needs, clips, price and age", async () => {
    const { context, stdout } = captureStreams();
    await runModels({}, openTerminal(context, {}), new Date("2026-11-22T12:00:00Z"));

    expect(stdout.text).toMatchSnapshot();
    for (const name of Object.keys(MODELS)) expect(stdout.text).toMatch(new RegExp(`^${name} `, "m"));
  });

  test.each([
    ["2026-01-01T00:00:00Z", ["ltx-video", "mochi-1"]],
    ["2026-06-01T00:00:00Z", ["wan-2.1-i2v-480p", "wan-2.1-i2v-720p", "ltx-video", "mochi-1"]],
    ["2025-07-18T00:00:00Z", []],
  ])("on %s warns of the prices of %j, which are more than 90 days old", async (now, names) => {
    const { context, stderr } = captureStreams();
    await runModels({}, openTerminal(context, {}), new Date(now));

    expect([...stderr.text.matchAll(/^warning: the price of (\S+) /gm)].map(([, name]) => name)).toEqual(names);
  });

  test("does not warn of a price that is 90 days old", async () => {
    const { context, stderr } = captureStreams();
    await runModels({}, openTerminal(context, {}), new Date("2027-01-06T00:00:00Z"));

    expect(stderr.text).not.toContain("the price of veo-3.1-lite ");
  });

  test("warns of every price once it is old", async () => {
    const { context, stderr } = captureStreams();
    await runModels({}, openTerminal(context, {}), new Date("2027-01-07T00:00:00Z"));

    expect(stderr.text).toContain("the price of veo-3.1-lite is of 2026-10-08, 91 days old; read it again at https://");
  });

  test("prints the catalogue as JSON", async () => {
    const { exitCode, stdout, stderr } = await runHere(["models", "--json"], { env: { SVD_MODEL_VERSION: "abc123" } });
    const models: unknown = JSON.parse(stdout);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(models).toHaveLength(Object.keys(MODELS).length);
    expect(models).toContainEqual(
      expect.objectContaining({
        name: "svd",
        reference: "stability-ai/stable-video-diffusion:abc123",
        image: "required",
        prices: [],
        priceUnknown: expect.stringContaining("GPU time"),
      }),
    );
  });

  test("prints plain rows in a pipe, and warnings beside them", async () => {
    const { exitCode, stdout, stderr } = await runVg(["models"]);

    expect(exitCode, stderr + stdout).toBe(0);
    expect(stdout.split("\n")).toHaveLength(Object.keys(MODELS).length + 2);
    expect(stderr).toContain("warning: the price of ltx-video is of 2025-07-18");
    expect(stdout + stderr).not.toContain("\u001B");
  });

  test("fits its table into a terminal", async () => {
    const run = runInTerminal(["models", "--quiet"]);
    await run.ended;
    const lines = stripVTControlCharacters(run.screen()).split("\r\n");

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
