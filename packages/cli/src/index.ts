export type { CliContext } from "./cli-context.ts";
export { CliError, type CliErrorOptions } from "./cli-error.ts";
export type { ExitCode } from "./exit-code.ts";
export { main } from "./main.ts";
