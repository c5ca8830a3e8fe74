import type { DeclareCommand } from "../terminal.ts";
import type { DemoOptions } from "./run-demo.ts";

const HELP = `
Examples:
  vg demo
  vg demo --json | jq '.clips[] | .image'
  vg demo --out plan.json
  vg demo --report plan.html

It needs no account, no variables and no network: a Supabase Storage and a Replicate run on this machine for a moment.
Then plan your own job: \`vg plan --help\`.`;

/** Declares `vg demo`. */
export const declareDemo: DeclareCommand = (program, host) => {
  program
    .command("demo")
    .summary("plan, make and pay a sample job against local services: no account, no network")
    .description(
      "Plan a sample job of six clips against a local Supabase Storage and a local Replicate, make them there, and show what they cost.",
    )
    .option("--json", "print the plan as JSON instead of a table")
    .option("--report <plan.html>", "also write a page about the plan to a file, atomically")
    .option("--out <plan.json>", "also write the plan to a file, atomically")
    .addHelpText("after", HELP)
    .action(async (options: DemoOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runDemo } = await import("./run-demo.ts");
        return runDemo(options, terminal);
      });
    });
};
