import { loadConfig } from "@vg/config";
import { startVitest } from "vitest/node";

const { supabase, replicate } = loadConfig({ onWarning: () => {} });

if (supabase === undefined) {
  console.log(
    "skipped: SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY are not set, so that there is no service to test against",
  );
} else {
  if (replicate === undefined) console.log("without uploading: REPLICATE_API_TOKEN is not set");
  await startVitest("test", [], { run: true, config: `${import.meta.dirname}/vitest.config.ts` });
}
