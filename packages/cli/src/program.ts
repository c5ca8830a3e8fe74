import { Command } from "commander";
import { declareAccuracy } from "./accuracy/command.ts";
import { declareConfig } from "./config/command.ts";
import { declareDemo } from "./demo/command.ts";
import { declareDoctor } from "./doctor/command.ts";
import { declareEmulator } from "./emulator/command.ts";
import { declareModels } from "./models/command.ts";
import { version } from "./package-file.ts";
import { declarePlan } from "./plan/command.ts";
import type { CliContext, CommandHost, DeclareCommand } from "./terminal.ts";

const HELP = `
Begin here:
  vg demo                       a sample plan: no account, no network
  vg plan --help                the form of a job file, and the variables that images need
  vg plan job.json --no-images  the cost of your job
  vg doctor                     check the configuration, Supabase and Replicate`;

/** Every command, in the order in which the help lists them. */
const COMMANDS: readonly DeclareCommand[] = [
  declarePlan,
  declareDemo,
  declareAccuracy,
  declareModels,
  declareConfig,
  declareDoctor,
  declareEmulator,
];

/**
 * Creates the command line of `vg`: its commands, their options and their help, none of their work.
 *
 * `argv` decides only whether shell completion is loaded.
 */
export async function createProgram(
  argv: readonly string[],
  { stdout, stderr }: CliContext,
  host: CommandHost,
): Promise<Command> {
  const program = new Command("vg")
    .description("Plan a video generation job, see its price and, afterwards, what it really cost.")
    .option("-q, --quiet", "write nothing but errors to stderr")
    .option("--verbose", "write the log of every step to stderr")
    .version(version(), "-V, --version", "print the version")
    .addHelpText("after", HELP)
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    })
    .exitOverride();
  for (const declare of COMMANDS) declare(program, host);
  await declareCompletion(program, { load: COMPLETION_COMMANDS.some((name) => name === argv[0]) });
  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(`See \`${command === program ? "vg" : `vg ${command.name()}`} --help\`.`);
  }
  return program;
}

/** `vg completion <shell>` prints a shell's script; `vg complete -- ...` is what that script calls. */
const COMPLETION_COMMANDS = ["completion", "complete"] as const;

/** Declares shell completion; the library behind it is loaded only if one of its commands is to run. */
async function declareCompletion(program: Command, { load }: { readonly load: boolean }): Promise<void> {
  if (load) {
    const { default: tab } = await import("@bomb.sh/tab/commander");
    tab(program, { completionCommandName: "completion" });
    return;
  }
  program.command("completion <shell>").description("print the completion script of zsh, bash, fish or powershell");
}
