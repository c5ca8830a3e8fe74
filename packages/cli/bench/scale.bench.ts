import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pty from "@lydell/node-pty";
import { reportFigures } from "@vg/testing/bench-report";

/**
 * A job of 10,000 clips with 2,000 different images, planned against `vg emulator`: how long that takes, how much memory
 * the process has at most, and in how many steps its bar moves.
 */

const CLIPS = 10_000;
const IMAGES = 2000;
const BIN = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
/** Ends with the process's own word on its peak memory, in kilobytes. */
const TELL_MEMORY =
  "data:text/javascript,process.on('exit',()=>process.stdout.write(`\\npeak ${process.resourceUsage().maxRSS} kB\\n`))";

const folder = mkdtempSync(join(tmpdir(), "vg-bench-"));
const emulator = spawn(process.execPath, [BIN, "emulator", "--dir", join(folder, "buckets")], {
  stdio: ["ignore", "pipe", "ignore"],
});
try {
  writeImages();
  const env = await variablesOf(emulator.stdout);
  writeFileSync(join(folder, "job.json"), JSON.stringify(job(env["SUPABASE_URL"] ?? "")));
  const { seconds, screen } = await planInTerminal(env);
  const [, peak = "NaN"] = /peak (\d+) kB/.exec(screen) ?? [];
  const steps = new Set([...screen.matchAll(/ (\d+)\/2000/g)].map(([, done]) => done));
  if (!screen.includes(`${CLIPS} signed URLs`)) throw new Error(`Not every image was signed:\n${screen.slice(-2000)}`);
  reportFigures([
    { what: "planning 10,000 clips with 2,000 images", measured: seconds, bound: { atMost: 5 }, unit: "s" },
    { what: "its peak memory", measured: Number(peak) / 1000, bound: { atMost: 300 }, unit: "MB" },
    { what: "steps of its bar", measured: steps.size, bound: { atLeast: 3 }, unit: "steps" },
  ]);
} finally {
  emulator.kill();
  rmSync(folder, { recursive: true });
}

function writeImages(): void {
  const bucket = join(folder, "buckets", "images");
  mkdirSync(bucket, { recursive: true });
  const image = new URL("../demo/images/boat.png", import.meta.url);
  for (let at = 0; at < IMAGES; at++) copyFileSync(image, join(bucket, `${at}.png`));
}

function job(supabaseUrl: string): object {
  const clipPrompts = Array.from({ length: CLIPS }, (_, at) => ({
    prompt: `the boat, seen for the ${at}th time`,
    duration: 1 + (at % 3000) / 1000,
    imageUrl: `${supabaseUrl}/storage/v1/object/images/${at % IMAGES}.png`,
  }));
  return { jobId: "bench", clipPrompts };
}

/** The variables that the emulator prints when it is ready. */
async function variablesOf(stdout: NodeJS.ReadableStream): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for await (const line of createInterface({ input: stdout })) {
    const [, name = "", value = ""] = /^export (\w+)=(.+)$/.exec(line) ?? [];
    env[name] = value;
    if (name === "REPLICATE_API_TOKEN") break;
  }
  return env;
}

/** Plans in a terminal, where the bar is drawn and the whole table is printed. */
async function planInTerminal(env: Record<string, string>): Promise<{ seconds: number; screen: string }> {
  const start = performance.now();
  const terminal = pty.spawn(process.execPath, ["--import", TELL_MEMORY, BIN, "plan", join(folder, "job.json")], {
    cols: 120,
    env: { ...env, TERM: "xterm-256color" },
  });
  const chunks: string[] = [];
  terminal.onData((chunk) => chunks.push(chunk));
  await new Promise((resolve) => {
    terminal.onExit(resolve);
  });
  return { seconds: (performance.now() - start) / 1000, screen: chunks.join("") };
}
