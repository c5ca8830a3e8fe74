import type { Logger as Winston } from "winston";
import { lazily } from "./lazily.ts";
import type { LogLevel, LogMeta, Logger } from "./logger.ts";

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** JSON lines on standard error, written by winston, which is loaded with the first line at or above `level`. */
export function createDefaultLogger(level: LogLevel, stream: NodeJS.WritableStream = process.stderr): Logger {
  const winston = lazily(() => openWinston(level, stream));
  const writer = (of: LogLevel) => (message: string, meta: LogMeta) => {
    if (LEVELS.indexOf(of) > LEVELS.indexOf(level)) return;
    void winston().then((logger) => logger.log({ ...meta, level: of, message }));
  };
  return { debug: writer("debug"), info: writer("info"), warn: writer("warn"), error: writer("error") };
}

async function openWinston(level: LogLevel, stream: NodeJS.WritableStream): Promise<Winston> {
  const { createLogger, format, transports } = await import("winston");
  return createLogger({
    level,
    format: format.combine(format.timestamp(), format.json()),
    transports: [new transports.Stream({ stream })],
  });
}
