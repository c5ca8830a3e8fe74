import { redactMessage } from "@vg/internal";
import { Argument, Command, Option } from "commander";
import { declareAccuracy } from "./accuracy/command.ts";
import { declareConfig } from "./config/command.ts";
import { declareDemo } from "./demo/command.ts";
import { declareDoctor } from "./doctor/command.ts";
import { declareEmulator } from "./emulator/command.ts";
import { declareLedger } from "./ledger/command.ts";
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
  declareLedger,
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
    .option(
      "-q, --quiet",
      "write only warnings and errors to stderr, no remarks; -qq leaves out warnings, too",
      countUp,
      0,
    )
    .option("--verbose", "write the log of every step to stderr")
    .option("--no-color", "write without colours")
    .addOption(
      new Option("--models <models.json>", "models of your own, which win over the catalogue's").env("VG_MODELS"),
    )
    .version(version(), "-V, --version", "print the version")
    .addHelpText("after", HELP)
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(redactMessage(text)),
    })
    .exitOverride()
    .hook("preAction", nameModelsVariable);
  for (const declare of COMMANDS) declare(program, host);
  await declareCompletion(program, { stdout }, { load: argv[0] === "complete" });
  showWayToHelp(program, "vg");
  return program;
}

function countUp(_value: string, before: number): number {
  return before + 1;
}

/** Has messages about a file of models name the variable that names it; an empty one counts as not set. */
function nameModelsVariable(program: Command): void {
  if (program.getOptionValueSource("models") !== "env") return;
  if (program.getOptionValue("models") === "") program.setOptionValue("models", undefined);
  program.setOptionValue("modelsOption", "VG_MODELS");
}

/** Names the help of each command under the message of its wrong use. */
function showWayToHelp(command: Command, path: string): void {
  command.showHelpAfterError(`See \`${path} --help\`.`);
  for (const child of command.commands) showWayToHelp(child, `${path} ${child.name()}`);
}

/**
 * Declares `vg completion <shell>`, which prints a shell's script, and the hidden `vg complete -- ...`, which that script
 * calls. The library behind them is loaded only if one of them is to run.
 */
async function declareCompletion(
  program: Command,
  { stdout }: Pick<CliContext, "stdout">,
  { load }: { readonly load: boolean },
): Promise<void> {
  if (load) {
    const { default: tab } = await import("@bomb.sh/tab/commander");
    tab(program, { completionCommandName: "completion" });
    return;
  }
  program
    .command("completion")
    .description("print the completion script of zsh, bash, fish or powershell")
    .addArgument(new Argument("<shell>", "the shell").choices(["zsh", "bash", "fish", "powershell"]))
    .action(async (shell: string) => void stdout.write(await completionScript(shell)));
}

/**
 * Returns the completion script of a shell. Bash's constants get a name of their own and are not read-only, so that the
 * script can be loaded again, and beside the scripts of other programs.
 */
async function completionScript(shell: string): Promise<string> {
  const { script } = await import("@bomb.sh/tab");
  const { log } = console;
  let text = "";
  // The library has no other way out for its text.
  console.log = (line: string) => (text += `${line}\n`);
  try {
    script(shell, "vg", "vg");
  } finally {
    console.log = log;
  }
  return shell === "bash"
    ? text.replaceAll(/^readonly (?=ShellComp)/gm, "").replaceAll("ShellComp", "__vg_ShellComp")
    : text;
}
