import type { DeclareCommand } from "../terminal.ts";
import type { ConfigOptions } from "./run-config.ts";

const HELP = `
Examples:
  vg config                          every value and its origin
  ENVIRONMENT=production vg config   the values of production
  vg config --json | jq .settings

Variables: ENVIRONMENT, VG_MODEL, VG_MODELS, SVD_MODEL_VERSION, COGVIDEOX_MODEL_VERSION, VG_RESOLUTION, VG_FPS,
  VG_MOTION_BUCKET_ID, VG_STEPS, VG_MAX_DURATION, VG_BASE_COST, VG_COST_PER_SECOND, SUPABASE_URL,
  SUPABASE_SERVICE_ROLE_KEY, REPLICATE_API_TOKEN, REPLICATE_BASE_URL, VG_TRUSTED_ORIGINS, LOG_LEVEL. An empty one counts as not set.
Secrets are shown as [redacted].`;

/** Declares `vg config`. */
export const declareConfig: DeclareCommand = (program, host) => {
  program
    .command("config")
    .summary("show the configuration and the origin of each value")
    .description("Show the configuration in force and the origin of each value; secrets are redacted.")
    .option("--json", "print it as JSON instead of a table")
    .addHelpText("after", HELP)
    .action(async (options: ConfigOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runConfig } = await import("./run-config.ts");
        return runConfig(options, terminal);
      });
    });
};
