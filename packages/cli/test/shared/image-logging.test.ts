import { loadConfig } from "@vg/config";
import { expect, test } from "vitest";
import { imageLogging, isLogShown } from "../../src/shared/services.ts";
import { openTerminal } from "../../src/terminal.ts";
import { captureStreams } from "../support/capture-streams.ts";

test.each([
  [{}, {}, undefined],
  [{}, { verbose: true }, "debug"],
  [{ LOG_LEVEL: "warn" }, {}, "warn"],
  [{ LOG_LEVEL: "warn" }, { verbose: true }, "warn"],
  [{ LOG_LEVEL: "warn" }, { quiet: 1 }, undefined],
  [{}, { verbose: true, quiet: 1 }, undefined],
])("with %j and %j logs at %j", (env, options, level) => {
  const config = loadConfig({ env, onWarning: () => {} });
  const terminal = openTerminal(captureStreams().context, options);

  expect(imageLogging(config, terminal).logLevel).toBe(level);
  expect(isLogShown(config, terminal)).toBe(level !== undefined);
});

test("swallows the lines that nobody asked for", () => {
  const { context, stderr } = captureStreams();
  const { logger } = imageLogging(loadConfig({ env: {}, onWarning: () => {} }), openTerminal(context, {}));
  logger?.error("an image is missing", { jobId: "film" });

  expect(stderr.text).toBe("");
});
