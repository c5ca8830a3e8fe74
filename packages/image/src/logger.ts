import type { Logger as Winston } from "winston";

/** The facts of a log line, all of them plain values; `jobId` is among them in every line. */
export type LogMeta = Readonly<Record<string, string | number | boolean>>;

/** Takes the log lines. A logger of pino or bunyan does, too: it is known by its functions, and gets the facts first. */
export interface Logger {
  debug(message: string, meta: LogMeta): void;
  info(message: string, meta: LogMeta): void;
  warn(message: string, meta: LogMeta): void;
  error(message: string, meta: LogMeta): void;
}

/** The level of logging; each includes those before it. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** Returns the same logger, except that it cannot fail its caller, and takes the message first whatever its kind. */
export function safeLogger(logger: Logger): Logger {
  const isMetaFirst = takesMetaFirst(logger);
  const writer =
    (level: LogLevel) =>
    (message: string, meta: LogMeta): void => {
      // An image is worth more than a line about it.
      callSafely(
        () => (isMetaFirst ? Reflect.apply(logger[level], logger, [meta, message]) : logger[level](message, meta)),
        () => {},
      );
    };
  return { debug: writer("debug"), info: writer("info"), warn: writer("warn"), error: writer("error") };
}

/** Loggers of pino and bunyan, known by their own functions, lose the facts if the message comes first. */
function takesMetaFirst(logger: object): boolean {
  const has = (name: string): boolean => typeof Reflect.get(logger, name) === "function";
  return has("child") && ((has("bindings") && has("isLevelEnabled")) || (has("addStream") && has("addSerializers")));
}

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** Creates a logger of JSON lines on standard error by winston, which is loaded with the first line at or above `level`. */
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
 * Calls a function of the caller's, such as a log or a progress display, so that it cannot fail the work that it is about:
 * `onTrouble` is called if it throws, or if the promise that it returns rejects.
 */
export function callSafely(run: () => unknown, onTrouble: () => void): void {
  try {
    const result = run();
    if (result instanceof Promise) result.catch(onTrouble);
  } catch {
    onTrouble();
  }
}
