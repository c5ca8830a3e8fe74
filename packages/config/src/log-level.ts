/** How much is logged; each level includes those before it. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** Every level, the quietest first. */
export const LOG_LEVELS: readonly LogLevel[] = Object.freeze(["error", "warn", "info", "debug"]);
