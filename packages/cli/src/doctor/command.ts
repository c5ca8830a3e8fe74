import type { DeclareCommand } from "../terminal.ts";
import type { DoctorOptions } from "./run-doctor.ts";

const HELP = `
It checks the configuration, Supabase and its key, that a URL signed by Supabase can be fetched, Replicate and its token,
the versions of the models that will be run, and this machine's clock. It changes nothing and costs nothing.

Examples:
  vg doctor
  vg doctor --json | jq '.[] | select(.status == "problem")'

Exit codes: 0 no problem, 1 a problem. A warning is no problem.`;

/** Declares `vg doctor`. */
export const declareDoctor: DeclareCommand = (program, host) => {
  program
    .command("doctor")
    .summary("check the configuration, Supabase and Replicate, and show how to fix what is wrong")
    .description("Check that the configuration is right and that Supabase and Replicate can be used with it.")
    .option("--json", "print the checks as JSON instead of lines")
    .addHelpText("after", HELP)
    .action(async (options: DoctorOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runDoctor } = await import("./run-doctor.ts");
        return runDoctor(options, terminal);
      });
    });
};
