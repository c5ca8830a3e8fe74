import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { jobSchema } from "../src/job/job-schema.ts";
import { planSchema } from "../src/plan/plan-schema.ts";

/** The JSON Schemas that the package publishes, by their file in `schema/`. */
export const JSON_SCHEMAS: Readonly<Record<"job" | "plan", string>> = {
  job: jsonSchemaOf(jobSchema, "job"),
  plan: jsonSchemaOf(planSchema, "plan"),
};

function jsonSchemaOf(schema: GenericSchema, name: string): string {
  // What JSON Schema cannot say, such as what a Storage URL is, the package checks itself.
  const { $schema, ...rules } = toJsonSchema(schema, { typeMode: "input", errorMode: "ignore" });
  return `${JSON.stringify({ $schema, $id: `@vg/plan/${name}.schema.json`, ...rules }, undefined, 2)}\n`;
}
