import { costToJSON } from "@vg/cost";
import { formatPath } from "@vg/internal";
import * as v from "valibot";
import { PlanError, type PlanIssue } from "../errors.ts";
import { compareWithBudget, sumCosts } from "./budget.ts";
import { planSchema } from "./plan-schema.ts";
import type { Plan } from "./plan.ts";

/**
 * Reads a plan from parsed JSON. It may name models that this version does not know.
 *
 * @throws {@link PlanError} with every field that is wrong, or a total or budget that is not that of the clips.
 * @example
 * ```ts
 * import { parsePlan } from "@vg/plan";
 *
 * parsePlan({ format: "vg-plan/1" }); // throws PlanError: this is not a plan of the format vg-plan/2; plan the job again
 * ```
 */
export function parsePlan(value: unknown): Plan {
  const parsed = v.safeParse(planSchema, value);
  if (!parsed.success) throw new PlanError(parsed.issues.map((issue) => issueOf(issue)));
  const issues = [...findMisplaced(parsed.output), ...findWrongSums(parsed.output)];
  if (issues.length > 0) throw new PlanError(issues);
  return parsed.output;
}

function issueOf({ path, input, expected, type }: v.BaseIssue<unknown>): PlanIssue {
  const at = formatPath((path ?? []).map(({ key }) => key));
  if (expected === "never") return { path: at, message: "is not a field" };
  return { path: at, message: input === undefined ? "is missing" : `must be ${expected ?? type}` };
}

function findMisplaced({ clips, prices, warnings }: Plan): readonly PlanIssue[] {
  return [
    ...clips.flatMap(({ index, price }, at): readonly PlanIssue[] => [
      ...(index === at ? [] : [{ path: `clips[${at}].index`, message: `must be ${at}, its position` }]),
      ...(price < prices.length ? [] : [{ path: `clips[${at}].price`, message: "must be the position of a price" }]),
    ]),
    ...warnings.flatMap((warning, at) =>
      warning.clips.every((index) => index < clips.length)
        ? []
        : [{ path: `warnings[${at}].clips`, message: "must be positions of clips" }],
    ),
  ];
}

/** A plan that somebody has made cheaper by hand would defeat every budget that is kept with it. */
function findWrongSums({ clips, total, budget }: Plan): readonly PlanIssue[] {
  const sum = sumCosts(clips);
  const { amount } = costToJSON(sum);
  if (amount !== total.amount) return [{ path: "total", message: `must be the sum of the clips, ${amount} USD` }];
  if (budget === undefined) return [];
  const compared = compareWithBudget(clips, sum, budget.limit.amount);
  return JSON.stringify(compared) === JSON.stringify({ ...compared, ...budget })
    ? []
    : [{ path: "budget", message: "must be the comparison of the total with its limit" }];
}
