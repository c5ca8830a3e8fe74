import { AjvCompiler } from "@fastify/ajv-compiler";
import type { FastifyServerOptions } from "fastify";

/**
 * The validators of all emulators of a process: one that starts again and again in a test run compiles nothing the second
 * time, as long as the schemas are the same objects.
 */
export const SHARED_VALIDATORS: NonNullable<FastifyServerOptions["schemaController"]> = {
  compilersFactory: { buildValidator: AjvCompiler() },
};
