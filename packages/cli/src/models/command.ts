import type { DeclareCommand } from "../terminal.ts";
import type { ModelsOptions } from "./run-models.ts";

const HELP = `
Examples:
  vg models                                       the table
  vg models --json | jq '.[] | select(.image != "required") | .name'

Prices are read from the provider's pages by hand; the table shows when. A model without a known price can still be used:
\`vg accuracy\` finds its rates from what your own predictions cost.`;

/** Declares `vg models`. */
export const declareModels: DeclareCommand = (program, host) => {
  program
    .command("models")
    .summary("list the models with their needs, clips and prices")
    .description("List the models of the catalogue: their needs, the clips they make, and the prices with their dates.")
    .option("--json", "print the catalogue as JSON instead of a table")
    .addHelpText("after", HELP)
    .action(async (options: ModelsOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runModels } = await import("./run-models.ts");
        return runModels(options, terminal, new Date());
      });
    });
};
