import { createImageHandler, type ImageStrategy } from "../../src/index.ts";

// Prepares images with the default logger, as a program that uses the package does; its options are the only argument.
const { supabase, replicate, urls } = JSON.parse(process.argv[2] ?? "{}");

await prepare("signed-url");
await prepare("upload");

async function prepare(strategy: ImageStrategy): Promise<void> {
  const handler = createImageHandler({ supabase, replicate, strategies: [strategy], baseDelay: 1 });
  const outcomes = await handler.prepareImages(urls, { jobId: "job-1" });
  console.log(outcomes.map((outcome) => (outcome.ok ? outcome.via : outcome.reason)).join(" "));
}
