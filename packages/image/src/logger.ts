import { forgive } from "./forgive.ts";

/** The facts of a log line, all of them plain values; `jobId` is among them in every line. */
export type LogMeta = Readonly<Record<string, string | number | boolean>>;

/** Where the log lines go. */
export interface Logger {
  debug(message: string, meta: LogMeta): void;
  info(message: string, meta: LogMeta): void;
  warn(message: string, meta: LogMeta): void;
  error(message: string, meta: LogMeta): void;
}

/** How much is logged; each level includes those before it. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** The same logger, except that it cannot fail its caller. */
export function forgivingLogger(logger: Logger): Logger {
  const forgiving =
    (level: LogLevel) =>
    (message: string, meta: LogMeta): void => {
      // An image is worth more than a line about it.
      forgive(
        () => logger[level](message, meta),
        () => {},
      );
    };
  return { debug: forgiving("debug"), info: forgiving("info"), warn: forgiving("warn"), error: forgiving("error") };
}
