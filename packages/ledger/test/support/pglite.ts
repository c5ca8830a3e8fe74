import { createRequire } from "node:module";
import { PGlite } from "@electric-sql/pglite";
import { loadInitialised } from "@vg/testing/initialised-pglite";

loadInitialised(PGlite, createRequire(import.meta.url).resolve("@electric-sql/pglite"));
