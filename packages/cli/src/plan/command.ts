import { ENVIRONMENTS } from "@vg/config";
import { Option } from "commander";
import type { DeclareCommand } from "../terminal.ts";
import { modelOption } from "../shared/model-option.ts";
import type { PlanOptions } from "./run-plan.ts";

const HELP = `
A job file, job.json:
  {
    "jobId": "harbour-film",
    "defaults": { "model": "veo-3.1-lite", "resolution": "720p" },
    "clipPrompts": [
      { "prompt": "a fishing boat leaves the harbour", "duration": 4,
        "imageUrl": "https://PROJECT.supabase.co/storage/v1/object/public/BUCKET/boat.png" },
      { "prompt": "waves at night", "duration": 2.5, "audio": true, "seed": 42 }
    ]
  }
  duration is in seconds. A clip without imageUrl is made from its prompt alone. A clip, or the defaults of all, can say
  model, resolution, aspectRatio, audio, seed, negativePrompt and fps; a clip also lastImageUrl.

Cost, total and budget are of what the models make: kling-v2.5-turbo-pro makes clips of 5 or 10 s, so one of 2 s becomes
one of 5 s. --lengths exact refuses such a clip, nearest takes the nearest length.

What it needs for images (\`vg doctor\` checks it, \`vg demo\` does without):
  export SUPABASE_URL=https://PROJECT.supabase.co
  export SUPABASE_SERVICE_ROLE_KEY=...
  export REPLICATE_API_TOKEN=...          only if an image has to be uploaded
  export VG_TRUSTED_ORIGINS=https://images.example.com   only for images that a custom domain serves

Examples:
  vg plan job.json --no-images            price a job, without touching its images
  vg plan job.json --budget 5.00          exit code 3 if it costs more than 5 dollars
  vg plan job.json --model veo-3.1-lite   with another model and its price; \`vg models\` lists them
  vg plan job.json --report plan.html     write a page to look at: the clips, their images, where the money ends
  vg plan job.json --out plan.json        write the plan that @vg/plan reads
  vg plan job.json --compare plan.json    show what has changed since then, clip by clip
  make-job | vg plan - --json | jq .total

Exit codes: 0 done; 1 failed; 2 wrong usage, job or configuration; 3 over the budget; 4 an image is missing, with
--require-images.
A plan contains signed URLs: --out and --report write files that only you can read, and the table does not show them.`;

/** Declares `vg plan`. */
export const declarePlan: DeclareCommand = (program, host) => {
  program
    .command("plan")
    .summary("show what a job will run, its cost and its images")
    .description(
      "Show what a job will run, what it will cost and what each clip's model gets as its image. Nothing is generated.",
    )
    .argument("<job.json>", "the job file, or - for stdin")
    .option("--budget <dollars>", "the most that the job may cost, such as 5.00")
    .addOption(new Option("--environment <name>", "settings and prices (default: $ENVIRONMENT)").choices(ENVIRONMENTS))
    .addOption(modelOption("the model of the clips that name none (default: $VG_MODEL)"))
    .addOption(
      new Option("--lengths <rule>", "the length of a clip whose model does not make the one that was asked for")
        .choices(["at-least", "nearest", "exact"])
        .default("at-least"),
    )
    .option("--json", "print the plan, or with --compare the differences, as JSON instead of a table")
    .option("--no-images", "do not prepare the images")
    .option("--require-images", "end with exit code 4 if an image cannot be prepared")
    .option("--signed-url-ttl <seconds>", "the life of signed URLs, from 1 to 31,536,000", "3600")
    .option("--concurrency <number>", "the number of images that are moved at once, 1 to 1000", "8")
    .option("--trusted-origin <url>", "a server besides SUPABASE_URL that has its images; repeat it for more", collect)
    .option("--compare <plan.json>", "also show what has changed since another plan")
    .option("--report <plan.html>", "also write a page about the plan to a file, atomically")
    .option("--out <plan.json>", "also write the plan to a file, atomically")
    .addHelpText("after", HELP)
    .action(async (file: string, options: PlanOptions, command) => {
      await host.run(command, async (terminal) => {
        const { runPlan } = await import("./run-plan.ts");
        return runPlan(file, options, terminal);
      });
    });
};

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
