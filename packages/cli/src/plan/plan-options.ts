import { type Cost, costFromJSON } from "@vg/cost";
import type { Environment, ModelName } from "@vg/config";
import { CliError } from "../errors.ts";

/** The options of `vg plan`, as the command line gives them. */
export interface PlanOptions {
  readonly budget?: string;
  readonly environment?: Environment;
  readonly model?: ModelName;
  readonly json?: boolean;
  readonly images: boolean;
  readonly concurrency: string;
  readonly out?: string;
}

/**
 * The most that a job may cost, from the text of an option.
 *
 * @throws {@link CliError} when it is no amount of dollars.
 */
export function parseBudget(text: string): Cost {
  const amount = text.replace(/^\$/, "");
  if (/^\d+(\.\d+)?$/.test(amount)) return costFromJSON({ amount, currency: "USD" });
  throw new CliError(`--budget must be an amount of dollars such as 5.00, not ${JSON.stringify(text)}`);
}
