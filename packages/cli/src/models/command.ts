import type { DeclareCommand } from "../terminal.ts";
import type { ModelsOptions } from "./run-models.ts";

const HELP = `
Examples:
  vg models                                       the table
  vg models --json | jq '.[] | select(.image != "required") | .name'

Prices are read from the provider's pages by hand; the table says when. A model without a known price can be used all the
same: \`vg accuracy\` makes rates from what your own predictions cost.`;

/** Declares `vg models`. */
export const declareModels: DeclareCommand = (program, host) => {
  program
    .command("models")
    .summary("list the models: what they need, what they make, what they cost")
    .description(
      "List the models of the catalogue: what they need, which clips they can make, what those cost and since when.",
    )
    .option("--json", "print the catalogue as JSON instead of a table")
    .addHelpText("after", HELP)
    .action(async (options: ModelsOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runModels } = await import("./run-models.ts");
        return runModels(options, terminal, new Date());
      });
    });
};
