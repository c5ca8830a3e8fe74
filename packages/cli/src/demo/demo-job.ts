import { readFile } from "node:fs/promises";
import type { Emulator } from "@vg/emulator";
import type { Job } from "../job/job.ts";
import { packageFile } from "../package-file.ts";

/** The sample job, whose images lie in the emulator: all but the gulls. */
export function demoJob({ supabase }: Pick<Emulator, "supabase">): Job {
  const url = (key: string): string => `${supabase.url}/storage/v1/object/${key}`;
  return {
    jobId: "harbour-film",
    clipPrompts: [
      { prompt: "the harbour at dawn, still water", duration: 2, imageUrl: url("film/harbour.png") },
      { prompt: "a fishing boat leaves", duration: 3.57, imageUrl: url("film/boat.png") },
      { prompt: "the lighthouse goes out", duration: 2, imageUrl: url("archive/lighthouse.png") },
      { prompt: "the fish market opens", duration: 3.5, imageUrl: url("drafts/market.png") },
      { prompt: "gulls fight over the catch", duration: 2, imageUrl: url("film/gulls.png") },
      { prompt: "waves at night, rain", duration: 6.125 },
    ],
  };
}

/** Puts the sample job's images into an emulator, and the trouble that two of them have. */
export async function stageDemo(emulator: Emulator): Promise<void> {
  const images = {
    "film/harbour": "harbour",
    "film/boat": "boat",
    "archive/lighthouse": "lighthouse",
    "drafts/market": "market",
  };
  await Promise.all(
    Object.entries(images).map(async ([place, name]) => {
      const [bucket = "", key = ""] = `${place}.png`.split("/");
      const bytes = await readFile(packageFile(`demo/images/${name}.png`));
      emulator.putObject(bucket, key, bytes, { contentType: "image/png" });
    }),
  );
  emulator.fault({ route: "object.sign-batch", bucket: "archive", kind: "status", status: 503 });
  emulator.fault({ route: "object.sign-batch", bucket: "drafts", kind: "empty-json", times: Number.POSITIVE_INFINITY });
}
