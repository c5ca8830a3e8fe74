import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { jobSchema } from "../src/job/read-job.ts";
import { planSchema } from "../src/plan/plan-schema.ts";

/** The JSON Schemas that the package publishes, by their file in `schema/`. */
export const JSON_SCHEMAS: Readonly<Record<"plan" | "job", string>> = {
  plan: jsonSchemaOf(planSchema, "plan"),
  job: jsonSchemaOf(jobSchema, "job"),
};

function jsonSchemaOf(schema: GenericSchema, name: string): string {
  // What JSON Schema cannot say, such as what a Storage URL is, `vg` checks itself.
  const { $schema, ...rules } = toJsonSchema(schema, { typeMode: "input", errorMode: "ignore" });
  return `${JSON.stringify({ $schema, $id: `@vg/cli/${name}.schema.json`, ...rules }, undefined, 2)}\n`;
}
