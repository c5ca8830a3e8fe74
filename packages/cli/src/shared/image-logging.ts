import type { Config } from "@vg/config";
import type { ImageHandlerOptions } from "@vg/image";
import type { Terminal } from "../terminal.ts";

/**
 * How the image handler logs: not at all, because lines would tear the bar apart, unless `--verbose` or `LOG_LEVEL` asks
 * for them.
 */
export function imageLogging(config: Config, terminal: Terminal): Pick<ImageHandlerOptions, "logger" | "logLevel"> {
  if (!isLogShown(config, terminal)) return { logger: { debug: none, info: none, warn: none, error: none } };
  return { logLevel: isSet(config) ? config.logLevel : "debug" };
}

/** Whether lines of the log share stderr with the command. */
export function isLogShown(config: Config, { verbose, quiet }: Terminal): boolean {
  return !quiet && (verbose || isSet(config));
}

function isSet({ origins }: Config): boolean {
  return origins.logLevel !== undefined && origins.logLevel !== "default";
}

function none(): void {}
