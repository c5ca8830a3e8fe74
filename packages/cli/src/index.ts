export type { CliContext, InputStream, OutputStream } from "./terminal.ts";
export { CliError, type CliErrorOptions, type ExitCode } from "./errors.ts";
export { main } from "./main.ts";
