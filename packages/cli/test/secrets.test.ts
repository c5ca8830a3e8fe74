import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeConfig, loadConfig, MODELS } from "@vg/config";
import { parseJob, planJob } from "@vg/plan";
import type { Command } from "commander";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createProgram } from "../src/program.ts";
import { captureStreams } from "./support/capture-streams.ts";
import { startEmulated } from "./support/emulated.ts";
import { runHere } from "./support/run-here.ts";
import type { RunOptions } from "./support/run-vg.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** The end of every secret, by which a piece of it is found. */
const END = "x7Kq2Lw9ZtB4";
const BODY = `a1B2c3D4e5F6g7H8i9J0${END}`;

/** A secret of every form that a person has at hand. */
const SECRETS = {
  "a token of Replicate": `r8_${BODY}`,
  "a secret key of Supabase": `sb_secret_${BODY}`,
  "a publishable key of Supabase": `sb_publishable_${BODY}`,
  "an access token of Supabase": `sbp_${BODY}`,
  "a signing secret of webhooks": `whsec_${BODY}=`,
  "a service_role key": `eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.${BODY}`,
  "a header": `Bearer ${BODY}`,
  "a key of no known form": BODY,
} as const;

/** A run of `vg` with a secret in one place. */
type Run = (secret: string) => Pick<RunOptions, "stdin" | "env"> & { readonly argv: readonly string[] };

const JOB = { jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 4 }] };
const ACTUALS = "duration,cost\n6,0.23\n10,0.56\n";
const STORAGE = "https://abc.supabase.co/storage/v1/object/images/boat.png";
const SUPABASE = { SUPABASE_URL: "https://abc.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "a-key" };

/** A job to compare plans with; its model has a price, so that no other one is looked for in every run. */
const folder = mkdtempSync(join(tmpdir(), "vg-"));
afterAll(() => rmSync(folder, { recursive: true }));
const PRICED_JOB = join(folder, "job.json");
writeFileSync(PRICED_JOB, JSON.stringify({ ...JOB, defaults: { model: "veo-3.1-lite" } }));

/** A Supabase that has no ledger, nor anything else. */
const empty = createServer((_request, response) => response.writeHead(404).end("{}"));
await new Promise<void>((resolve) => empty.listen(0, "127.0.0.1", resolve));
afterAll(() => empty.close());
const withoutLedger = `http://127.0.0.1:${Object(empty.address()).port}`;

const CONFIG = loadConfig({ env: {}, onWarning: () => {} });

const { commands } = await createProgram([], captureStreams().context, { run: () => Promise.resolve() });

const ARGUMENTS: Readonly<Record<string, Run>> = {
  "a command": (secret) => ({ argv: [secret] }),
  "an option of vg": (secret) => ({ argv: [`--${secret}`] }),
  "a short option of vg": (secret) => ({ argv: [`-${secret}`] }),
  "help's command": (secret) => ({ argv: ["help", secret] }),
  "a shell": (secret) => ({ argv: ["completion", secret] }),
  ...Object.fromEntries(commands.flatMap((command) => argumentsOf(command))),
  "plan's --out": (secret) => plan(JOB, ["--out", `${secret}/plan.json`]),
  "a file named so by plan's --out": (secret) => plan(JOB, ["--out", secret]),
  "accuracy's --report": (secret) => accuracy(ACTUALS, ["--report", `${secret}/report.html`]),
  "a file named so by accuracy's --report": (secret) => accuracy(ACTUALS, ["--report", secret]),
};

function argumentsOf(command: Command, above: readonly string[] = []): readonly (readonly [string, Run])[] {
  const path = [...above, command.name()];
  const name = path.join(" ");
  const input = command.registeredArguments.length > 0 ? ["-"] : [];
  const stdin = name === "plan" ? JSON.stringify(JOB) : ACTUALS;
  const env = path[0] === "ledger" ? { ...SUPABASE, SUPABASE_URL: withoutLedger } : {};
  const needed = command.options.flatMap(({ mandatory, long }) => (mandatory ? [`${long}=1.00`] : []));
  const options = command.options.filter(({ required, long }) => required && long !== "--out" && long !== "--report");
  return [
    [`${name}'s first argument`, (secret) => ({ argv: [...path, secret, ...needed], env })],
    [`${name}'s last argument`, (secret) => ({ argv: [...path, ...input, secret, ...needed], env })],
    [`an option of ${name}`, (secret) => ({ argv: [...path, `--${secret}`], env })],
    ...options.map(({ long }): readonly [string, Run] => [
      `${name}'s ${long}`,
      (secret) => ({ argv: [...path, ...input, ...needed, `${long}=${secret}`], stdin, env }),
    ]),
    ...command.commands.flatMap((below) => argumentsOf(below, path)),
  ];
}

const JOBS: Readonly<Record<string, Run>> = {
  "the whole text": (secret) => ({ argv: ["plan", "-"], stdin: secret }),
  "its last character": (secret) => ({ argv: ["plan", "-"], stdin: `${JSON.stringify(JOB)}${secret}` }),
  "a string that is the job": (secret) => plan(secret),
  "a job file's name": (secret) => ({ argv: ["plan", "FILE"], stdin: secret }),
  jobId: (secret) => plan({ ...JOB, jobId: secret }),
  "jobId on two lines": (secret) => plan({ ...JOB, jobId: `${secret}\n` }),
  "a field of the job": (secret) => plan({ ...JOB, [secret]: 1 }),
  "a misspelt field of the job": (secret) => plan({ ...JOB, [`jobIds${secret}`]: 1 }),
  clipPrompts: (secret) => plan({ ...JOB, clipPrompts: secret }),
  "a clip": (secret) => plan({ ...JOB, clipPrompts: [secret] }),
  "a field of a clip": (secret) => clip({ [secret]: 1 }),
  "a misspelt field of a clip": (secret) => clip({ [`prompts${secret}`]: 1 }),
  prompt: (secret) => clip({ prompt: secret }),
  "a prompt that is a list": (secret) => clip({ prompt: [secret] }),
  duration: (secret) => clip({ duration: secret }),
  model: (secret) => clip({ model: secret }),
  imageUrl: (secret) => clip({ imageUrl: secret }),
  "imageUrl's user": (secret) => clip({ imageUrl: STORAGE.replace("abc", `${secret}@abc`) }),
  "imageUrl's host": (secret) => clip({ imageUrl: STORAGE.replace("abc", secret) }),
  "imageUrl's path": (secret) => clip({ imageUrl: STORAGE.replace("boat", secret) }),
  "imageUrl's wrong path": (secret) => clip({ imageUrl: `https://abc.supabase.co/${secret}` }),
  "imageUrl's query": (secret) => clip({ imageUrl: `${STORAGE}?token=${secret}` }),
  "imageUrl's fragment": (secret) => clip({ imageUrl: `${STORAGE}#${secret}` }),
};

/** A job with every field, a plan of it, and a model of one's own. */
const FILES = {
  job: {
    jobId: "film",
    defaults: { model: "veo-3.1-lite", resolution: "720p", audio: true, seed: 1, negativePrompt: "a dog" },
    clipPrompts: [
      {
        prompt: "a boat",
        duration: 4,
        model: "veo-3.1-lite",
        imageUrl: STORAGE,
        lastImageUrl: STORAGE,
        aspectRatio: "16:9",
        resolution: "720p",
        audio: true,
        seed: 1,
        negativePrompt: "a dog",
      },
    ],
  },
  plan: planJob(parseJob(JOB), { config: CONFIG, budget: "1.00", now: new Date(0) }),
  models: { "our-veo": { ...MODELS["veo-2"], owner: "us", name: "veo" } },
};

/** Runs with a secret in place of each value of a file, and of each field's name. */
const FIELDS: Readonly<Record<string, Run>> = Object.fromEntries([
  ...fieldsOf("job", (stdin) => ({ argv: ["plan", "-", "--no-images"], stdin })),
  ...fieldsOf("plan", (stdin) => ({ argv: ["plan", PRICED_JOB, "--no-images", "--compare", "-"], stdin })),
  ...fieldsOf("models", (stdin) => ({ argv: ["models", "--models", "-"], stdin })),
]);

function fieldsOf(
  file: keyof typeof FILES,
  read: (text: string) => ReturnType<Run>,
): readonly (readonly [string, Run])[] {
  return placesIn(FILES[file]).map(({ path, put }) => [
    `${file}: ${path}`,
    (secret) => read(JSON.stringify(put(secret))),
  ]);
}

/** A place in a JSON value, and the value with a text put there. */
interface JsonPlace {
  readonly path: string;
  readonly put: (text: string) => unknown;
}

function placesIn(value: unknown, path = "the file"): readonly JsonPlace[] {
  const places: JsonPlace[] = [{ path, put: (text) => text }];
  if (typeof value !== "object" || value === null) return places;
  for (const [name, part] of Object.entries(value)) {
    for (const place of placesIn(part, `${path}.${name}`)) {
      places.push({ path: place.path, put: (text) => replaced(value, name, { [name]: place.put(text) }) });
    }
    if (Array.isArray(value)) continue;
    places.push({ path: `the name of ${path}.${name}`, put: (text) => replaced(value, name, { [text]: part }) });
  }
  return places;
}

function replaced(value: object, name: string, part: object): object {
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === name ? Object.values(part)[0] : one));
  return { ...Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)), ...part };
}

const CELLS: Readonly<Record<string, Run>> = {
  "the whole text": (secret) => accuracy(secret),
  "a head": (secret) => accuracy(`duration,cost,${secret}\n6,0.23,1\n`),
  "a head in place of cost": (secret) => accuracy(`duration,${secret}\n6,0.23\n`),
  "a cell too many": (secret) => accuracy(`duration,cost\n6,0.23,${secret}\n`),
  "an open quote": (secret) => accuracy(`duration,cost\n"${secret},0.23\n`),
  id: (secret) => accuracy(`id,duration,cost\n${secret},6,0.23\n`),
  model: (secret) => accuracy(`model,duration,cost\n${secret},6,0.23\n`),
  duration: (secret) => accuracy(`duration,cost\n${secret},0.23\n`),
  cost: (secret) => accuracy(`duration,cost\n6,${secret}\n`),
  "a file's name": () => ({ argv: ["accuracy", "FILE"], stdin: ACTUALS }),
  ...Object.fromEntries(
    ["id", "status", "model", "version", "duration", "cost", "input", "metrics"].map((field) => [
      `${field} of JSON`,
      (secret) => prediction({ [field]: secret }),
    ]),
  ),
  "an id set aside": (secret) => prediction({ id: secret, status: "failed" }),
  "a model without a price": (secret) => prediction({ model: secret, input: { duration: 5 } }),
  "a version without a price": (secret) => prediction({ version: secret, input: { duration: 5 } }),
  "input.duration": (secret) => prediction({ input: { duration: secret } }),
  "input.resolution": (secret) => prediction({ input: { duration: 5, resolution: secret } }),
  "a metric": (secret) => prediction({ metrics: { predict_time: secret } }),
  "a field": (secret) => prediction({ [secret]: 1 }),
  "a line that is not JSON": (secret) => accuracy(`{"duration":6,"cost":"0.23"}\n${secret}\n`, ["--format", "jsonl"]),
};

const VARIABLES = [
  ...describeConfig(CONFIG).flatMap(({ variable, newVariable }) => [variable, newVariable]),
  "VG_MODELS",
].filter((name) => name !== undefined);

const SETTINGS = Object.fromEntries(
  [["config"], ["config", "--json"], ["plan", "-"], ["models"], ["models", "--json"]].flatMap((argv) =>
    variablesOf(argv),
  ),
);

const PROBLEMS = Object.fromEntries(
  [["doctor"], ["doctor", "--json"]].flatMap((argv) =>
    // What is wrong beside it keeps the doctor from asking any server.
    variablesOf(argv, { VG_FPS: "0" }),
  ),
);

function variablesOf(argv: readonly string[], others: object = {}): readonly (readonly [string, Run])[] {
  const command = argv.join(" ");
  const stdin = JSON.stringify(JOB);
  const values = VARIABLES.map((name): readonly [string, Run] => [
    `${name} of ${command}`,
    (secret) => ({
      argv,
      stdin,
      env: { ...others, ...(name.startsWith("SUPABASE") && SUPABASE), [name]: secret },
    }),
  ]);
  const named: Run = (secret) => ({ argv, stdin, env: { ...others, [`VG_${secret.replaceAll(/\W/g, "")}`]: "1" } });
  return [...values, [`a variable's name of ${command}`, named]];
}

test("no line of the log shows a secret", async () => {
  const { env, url } = await startEmulated();
  // An id of a job may look random, and the log is searched for it.
  const forms = Object.entries(SECRETS).filter(([, secret]) => secret !== BODY);
  // The log goes to the process's own stderr.
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const log = (): string => write.mock.calls.join("\n");
  const shown = [];
  for (const [form, secret] of forms) {
    const clipPrompts = ["boat.png", `${secret}.png`].map((key) => ({
      prompt: secret,
      duration: 4,
      imageUrl: `${url(`images/${key}`)}?token=${secret}`,
    }));
    const stdin = JSON.stringify({ jobId: secret, clipPrompts });
    const run = await runHere(["plan", "-", "--verbose"], { stdin, env });
    if (run.exitCode !== 0 || (run.stdout + run.stderr).includes(END)) shown.push({ form, ...run });
  }
  // The last line of each run is about the image that is not there.
  await vi.waitFor(() => expect(log().match(/"image unavailable"/g)).toHaveLength(forms.length), { timeout: 30_000 });

  expect(shown).toEqual([]);
  expect(log()).not.toContain(END);
});

describe.each([
  ["an argument", ARGUMENTS],
  ["a job", JOBS],
  ["a file", FIELDS],
  ["a cell", CELLS],
  ["a variable", SETTINGS],
  ["a variable", PROBLEMS],
])("no message shows a secret in %s:", (_kind, runs) => {
  test.each(Object.keys(runs))("%s", async (place) => {
    const shown = [];
    const cwd = temporaryFolder();
    for (const [form, secret] of Object.entries(SECRETS)) {
      const { argv, stdin = "", env = {} } = runs[place]?.(secret) ?? { argv: [] };
      if (argv.includes("FILE")) writeFileSync(join(cwd, secret), stdin);
      const run = await runHere(
        argv.map((argument) => (argument === "FILE" ? secret : argument)),
        { cwd, stdin, env },
      );
      if ((run.stdout + run.stderr).includes(END)) shown.push({ form, ...run });
    }

    expect(shown).toEqual([]);
  });
});

function plan(job: unknown, options: readonly string[] = []): ReturnType<Run> {
  return { argv: ["plan", "-", "--verbose", ...options], stdin: JSON.stringify(job) };
}

function clip(fields: object): ReturnType<Run> {
  return plan({ ...JOB, clipPrompts: [{ ...JOB.clipPrompts[0], ...fields }] }, ["--no-images"]);
}

function accuracy(text: string, options: readonly string[] = []): ReturnType<Run> {
  return { argv: ["accuracy", "-", "--verbose", ...options], stdin: text };
}

function prediction(fields: object): ReturnType<Run> {
  const row = {
    id: "p1",
    status: "succeeded",
    model: "kwaivgi/kling-v2.5-turbo-pro",
    input: { duration: 5 },
    metrics: { video_output_duration_seconds: 5 },
    ...fields,
  };
  return accuracy(JSON.stringify([row]));
}
