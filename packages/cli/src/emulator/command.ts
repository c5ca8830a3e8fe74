import type { DeclareCommand } from "../terminal.ts";
import type { EmulatorCommandOptions } from "./run-emulator.ts";

const HELP = `
Examples:
  vg emulator                          an empty Supabase Storage and a Replicate on a free port
  vg emulator --dir fixtures --port 54321
      fixtures/images/boat.png becomes the object boat.png in the bucket images

It prints the variables to export in another shell:
  export SUPABASE_URL=http://127.0.0.1:54321
  export SUPABASE_SERVICE_ROLE_KEY=...
  export REPLICATE_BASE_URL=http://127.0.0.1:54321/v1
  export REPLICATE_API_TOKEN=...
With them, vg and every program that uses @vg/config talk to the emulator. Nothing leaves this machine. Ctrl-C ends it.`;

/** Declares `vg emulator`. */
export const declareEmulator: DeclareCommand = (program, host) => {
  program
    .command("emulator")
    .summary("run a local Supabase Storage and Replicate, for tests")
    .description(
      "Run a local Supabase Storage and a local Replicate in the foreground, for tests of programs that use them.",
    )
    .option("--dir <folder>", "a folder; each folder in it becomes a bucket with its files as objects")
    .option("--port <number>", "the port on 127.0.0.1, 0 for a free one", "0")
    .addHelpText("after", HELP)
    .action(async (options: EmulatorCommandOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runEmulator } = await import("./run-emulator.ts");
        return runEmulator(options, terminal);
      });
    });
};
