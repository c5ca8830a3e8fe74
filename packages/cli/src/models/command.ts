import { CliError } from "../errors.ts";
import type { DeclareCommand } from "../terminal.ts";
import type { CheckOptions } from "./run-check.ts";
import type { ModelsOptions } from "./run-models.ts";

const HELP = `
Examples:
  vg models                                       the table
  vg models --json | jq '.[] | select(.image != "required") | .name'
  vg models --check                               compare it with what Replicate publishes
  vg models --check --write models.json           and write the models that differ, as published

--check reads the schema of each model's inputs with your REPLICATE_API_TOKEN, and the prices from its public page; a price
that cannot be read for certain is a problem, never a guess. Its exit code is 1 if a model could not be checked.
Prices are read from the provider's pages by hand; the table shows when. A model without a known price can still be used:
\`vg accuracy\` finds its rates from what your own predictions cost.`;

/** Declares `vg models`. */
export const declareModels: DeclareCommand = (program, host) => {
  program
    .command("models")
    .summary("list the models with their needs, clips and prices")
    .description("List the models of the catalogue: their needs, the clips they make, and the prices with their dates.")
    .option("--json", "print the catalogue as JSON instead of a table")
    .option("--check", "compare the catalogue with what Replicate publishes")
    .option("--write <models.json>", "with --check: write the models that differ, as published, to a file")
    .addHelpText("after", HELP)
    .action(async (options: ModelsOptions & CheckOptions & { readonly check?: boolean }, command) => {
      await host.run(command, async (terminal) => {
        if (options.check === true) {
          const { runCheck } = await import("./run-check.ts");
          return runCheck(options, terminal, new Date());
        }
        if (options.write !== undefined) throw new CliError("--write needs --check, which reads what is published");
        const { runModels } = await import("./run-models.ts");
        return runModels(options, terminal, new Date());
      });
    });
};
