import type { Logger as Winston } from "winston";

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
export function safeLogger(logger: Logger): Logger {
  const forgiving =
    (level: LogLevel) =>
    (message: string, meta: LogMeta): void => {
      // An image is worth more than a line about it.
      callSafely(
        () => logger[level](message, meta),
        () => {},
      );
    };
  return { debug: forgiving("debug"), info: forgiving("info"), warn: forgiving("warn"), error: forgiving("error") };
}

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** JSON lines on standard error, written by winston, which is loaded with the first line at or above `level`. */
export function createDefaultLogger(level: LogLevel, stream: NodeJS.WritableStream = process.stderr): Logger {
  let winston: Promise<Winston> | undefined;
  const writer = (of: LogLevel) => (message: string, meta: LogMeta) => {
    if (LEVELS.indexOf(of) > LEVELS.indexOf(level)) return;
    void (winston ??= openWinston(level, stream)).then((logger) => logger.log({ ...meta, level: of, message }));
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

/**
 * Runs what belongs to the caller, such as a log or a progress display, so that it cannot fail the work it is told about:
 * `onTrouble` is called where it throws, or where the promise that it gives rejects.
 */
export function callSafely(run: () => unknown, onTrouble: () => void): void {
  try {
    const result = run();
    if (result instanceof Promise) result.catch(onTrouble);
  } catch {
    onTrouble();
  }
}
