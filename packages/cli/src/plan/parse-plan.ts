import * as v from "valibot";
import type { Plan } from "./plan.ts";
import { planSchema } from "./plan-schema.ts";

/** Not a plan, or a plan of another format. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  /** What is wrong: the field's path and the rule, one for each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`This is no plan of the format vg-plan/1; make one with \`vg plan --out\`:\n${problems.join("\n")}`);
    this.problems = Object.freeze([...problems]);
  }
}

/**
 * The plan in a parsed plan.json, for whoever runs it.
 *
 * @throws {@link PlanError} that names every field which is wrong; never with a value, which may be a signed URL.
 * @example
 * ```ts
 * import { parsePlan } from "@vg/cli";
 *
 * parsePlan({ format: "vg-plan/2" }); // throws PlanError: This is no plan of the format vg-plan/1
 * ```
 */
export function parsePlan(value: unknown): Plan {
  const parsed = v.safeParse(planSchema, value);
  if (parsed.success) return parsed.output;
  throw new PlanError(
    parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "plan"}: expected ${issue.expected ?? issue.type}`),
  );
}
