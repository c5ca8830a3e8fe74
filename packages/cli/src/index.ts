export type { CliContext } from "./terminal.ts";
export { CliError, type CliErrorOptions, type ExitCode } from "./errors.ts";
export { main } from "./main.ts";
