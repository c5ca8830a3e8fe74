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
  vg plan --help                what a job file looks like, and what vg needs for images
  vg plan job.json --no-images  what your job will cost
  vg doctor                     whether Supabase and Replicate can be used`;

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
 * The command line of `vg`: its commands, their options and their help, none of their work.
 *
 * `argv` decides only whether shell completion is loaded.
 */
export async function createProgram(
  argv: readonly string[],
  { stdout, stderr }: CliContext,
  host: CommandHost,
): Promise<Command> {
  const program = new Command("vg")
    .description("See the plan of a video generation job, its price and, afterwards, the truth.")
    .option("-q, --quiet", "say nothing on stderr but errors")
    .option("--verbose", "show the log of every step on stderr")
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

/** Declares shell completion; the library behind it is loaded only where one of its commands is what runs. */
async function declareCompletion(program: Command, { load }: { readonly load: boolean }): Promise<void> {
  if (load) {
    const { default: tab } = await import("@bomb.sh/tab/commander");
    tab(program, { completionCommandName: "completion" });
    return;
  }
  program.command("completion <shell>").description("print the completion script of zsh, bash, fish or powershell");
}
