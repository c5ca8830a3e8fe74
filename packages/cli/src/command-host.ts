import type { Command } from "commander";
import type { ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is given to hang its action into. */
export interface CommandHost {
  /** Runs a command's work on the terminal that its options ask for; what it gives back is the exit code. */
  run(command: Command, work: (terminal: Terminal) => Promise<ExitCode>): Promise<void>;
}

/**
 * Declares a command: its name, arguments, options and help.
 *
 * It does none of the work. The action imports the module that does, so that `vg --help` and every other command load
 * nothing of it.
 */
export type DeclareCommand = (program: Command, host: CommandHost) => void;
