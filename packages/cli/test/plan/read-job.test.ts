import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { CliError } from "../../src/index.ts";
import type { Job } from "../../src/job/job.ts";
import { readJob } from "../../src/job/read-job.ts";

const folder = mkdtempSync(join(tmpdir(), "vg-job-"));
afterAll(() => rmSync(folder, { recursive: true }));

const IMAGE = "https://abc.supabase.co/storage/v1/object/public/images/boat.png";

describe("readJob", () => {
  test("reads a job, and leaves out what is null", async () => {
    const { job, warnings } = await read({
      jobId: "film",
      clipPrompts: [
        { prompt: "a boat", duration: 2.5, imageUrl: IMAGE },
        { prompt: "waves", duration: 4, imageUrl: null },
      ],
    });

    expect(job).toEqual({
      jobId: "film",
      clipPrompts: [
        { prompt: "a boat", duration: 2.5, imageUrl: IMAGE },
        { prompt: "waves", duration: 4 },
      ],
    });
    expect(warnings).toEqual([]);
  });

  test.each(["a..png", "...", ".hidden/b.png", "a.b/c.png", "a@b.png"])("takes an image at %s", async (key) => {
    const imageUrl = IMAGE.replace("boat.png", key);

    expect((await read(oneClip({ imageUrl }))).job.clipPrompts[0]?.imageUrl).toBe(imageUrl);
  });

  test("reads a file with a byte order mark", async () => {
    const file = join(folder, "bom.json");
    writeFileSync(file, `\uFEFF${JSON.stringify(oneClip({}))}`);

    expect((await readJob(file, silent())).jobId).toBe("film");
  });

  test("names fields that are not part of a job, and goes on", async () => {
    const { warnings } = await read({ ...oneClip({ seed: 7 }), owner: "me" });

    expect(warnings).toEqual([
      'the text on stdin has fields that are not part of a job and are ignored: "owner", "seed" of a clip',
    ]);
  });

  test.each([
    ["null", null, ['the job must be an object with a "jobId" and a list of "clipPrompts", not null']],
    ["a list", [], ["jobId is missing; it must be a text", "clipPrompts is missing; it must be a list"]],
    ["no jobId", { clipPrompts: [{ prompt: "a", duration: 1 }] }, ["jobId is missing; it must be a text"]],
    ["a blank jobId", { ...oneClip({}), jobId: " " }, ["jobId must be a text", 'not " "']],
    [
      "a jobId of two lines",
      { ...oneClip({}), jobId: "a\nb" },
      ["jobId must be", "on one line", String.raw`not "a\nb"`],
    ],
    [
      "no clips",
      { jobId: "film", clipPrompts: [] },
      ["clipPrompts must be a list of at least one clip", "not an empty list"],
    ],
    ["clips by name", { jobId: "film", clipPrompts: {} }, ["clipPrompts must be a list", "not an object"]],
    [
      "a clip that is none",
      { jobId: "film", clipPrompts: [7] },
      ["clipPrompts[0] (clip 1) must be an object", "not 7"],
    ],
    ["no prompt", oneClip({ prompt: undefined }), ["clipPrompts[0].prompt (clip 1) is missing"]],
    ["an empty prompt", oneClip({ prompt: "" }), ["clipPrompts[0].prompt (clip 1) must be a text", 'not ""']],
    [
      "a negative duration",
      oneClip({ duration: -3 }),
      ["clipPrompts[0].duration (clip 1) must be a number of seconds from 0.001 to 86400, such as 5, not -3"],
    ],
    ["a duration of 0", oneClip({ duration: 0 }), ["clipPrompts[0].duration (clip 1) must be", "not 0"]],
    ["a duration shorter than any frame", oneClip({ duration: 5e-324 }), ["(clip 1) must be", "not 5e-324"]],
    ["a duration just too short", oneClip({ duration: 0.000_999 }), ["from 0.001 to 86400", "not 0.000999"]],
    ["a duration of more than a day", oneClip({ duration: 86_400.5 }), ["(clip 1) must be", "not 86400.5"]],
    ["a duration in quotes", oneClip({ duration: "5" }), ["clipPrompts[0].duration (clip 1) must be", 'not "5"']],
    [
      "an image from elsewhere",
      oneClip({ imageUrl: "https://example.com/a.png?token=canary" }),
      [
        "clipPrompts[0].imageUrl (clip 1) must be a URL of Supabase Storage, such as https://",
        'not "https://example.com/a.png?..."',
      ],
    ],
    [
      "an image with a password",
      oneClip({ imageUrl: IMAGE.replace("https://", "https://user:canary@") }),
      [
        'clipPrompts[0].imageUrl (clip 1) must not contain a user name or password; remove them, not "https://...@abc.supabase.co',
      ],
    ],
    [
      "an image with a user name, from elsewhere",
      oneClip({ imageUrl: "https://canary@example.com/a.png" }),
      ["must be a URL of Supabase Storage", "must not contain a user name", 'not "https://...@example.com/a.png"'],
    ],
    [
      "an image from elsewhere with ..",
      oneClip({ imageUrl: "https://example.com/%zz/../a.png" }),
      ["must be a URL of Supabase Storage", "without . or .. in the path"],
    ],
    [
      "an image below a path with ..",
      oneClip({ imageUrl: IMAGE.replace("/storage", "/x/../storage") }),
      ["must name its object without . or .. in the path"],
    ],
    [
      "an empty image",
      oneClip({ imageUrl: "" }),
      ["clipPrompts[0].imageUrl (clip 1) must be a URL of Supabase Storage", 'not ""'],
    ],
    [
      "image_url",
      oneClip({ image_url: IMAGE }),
      ['clipPrompts[0].image_url (clip 1) is not a field; rename it to "imageUrl"'],
    ],
    ["image", oneClip({ image: IMAGE }), ['clipPrompts[0].image (clip 1) is not a field; rename it to "imageUrl"']],
    [
      "job_id",
      { job_id: "film", clipPrompts: [{ prompt: "a", duration: 1 }] },
      ['job_id is not a field; rename it to "jobId"'],
    ],
  ])("refuses %s, naming the field and the fix", async (_what, value, parts) => {
    const message = await refusal(JSON.stringify(value));

    for (const part of parts) expect(message).toContain(part);
    expect(message).not.toContain("canary");
  });

  test.each([0.001, 1e-3 + 1e-9, 86_400])("takes a duration of %d s", async (duration) => {
    expect((await read(oneClip({ duration }))).job.clipPrompts[0]?.duration).toBe(duration);
  });

  test.each(["images/../boat.png", "./boat.png", "%2e%2E/boat.png", "a/..%2Fboat.png", ".."])(
    "refuses an image at %s, which could be another object for whoever resolves it",
    async (key) => {
      const imageUrl = IMAGE.replace("boat.png", key);

      expect(await refusal(JSON.stringify(oneClip({ imageUrl })))).toContain(
        `clipPrompts[0].imageUrl (clip 1) must name its object without . or .. in the path; write the full path, not "${imageUrl.slice(0, 60)}`,
      );
    },
  );

  test("refuses a duration that is too large for a number", async () => {
    expect(await refusal('{"jobId":"film","clipPrompts":[{"prompt":"a","duration":1e999}]}')).toContain("not Infinity");
  });

  test.each([
    ['{"jobId":"a","jobId":"b","clipPrompts":[{"prompt":"a","duration":1}]}', "jobId is there more than once"],
    [
      '{"jobId":"a","clipPrompts":[{"prompt":"a","duration":1},{"prompt":"b","duration":2,"duration":3}]}',
      "clipPrompts[1].duration (clip 2) is there more than once; keep one of them",
    ],
    [
      String.raw`{"jobId":"a","clipPrompts":[{"prompt":"a","pr\u006fmpt":"b","duration":1}]}`,
      "clipPrompts[0].prompt (clip 1) is there more than once",
    ],
  ])("refuses %s, of which only the last would count", async (text, problem) => {
    expect(await refusal(text)).toBe(
      `the text on stdin is not a job:\n  ${problem.replace(/(once)$/, "$1; keep one of them")}`,
    );
  });

  test("takes fields of one name in different objects", async () => {
    const clip = { prompt: "a", duration: 1, note: { prompt: "b", note: {} } };

    expect((await read({ jobId: "film", clipPrompts: [clip, clip] })).job.clipPrompts).toHaveLength(2);
  });

  test("says once what is wrong with a field that breaks its rule in several ways", async () => {
    const lines = (await refusal(JSON.stringify({ ...oneClip({}), jobId: "\n".repeat(201) }))).split("\n");

    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("  jobId must be a text of 1 to 200 characters on one line");
  });

  test("names every problem, and counts those past the twentieth", async () => {
    const clipPrompts = Array.from({ length: 30 }, () => ({ prompt: "a", duration: 0 }));
    const lines = (await refusal(JSON.stringify({ jobId: "film", clipPrompts }))).split("\n");

    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("  ... and 10 more");
  });

  test.each([
    ["", "the text on stdin is empty"],
    ['{"jobId": film}', "is not JSON: invalid symbol at line 1, column 11"],
    ['{\n  "jobId": "film",\n}', "is not JSON: property name expected at line 3, column 1"],
    ["// a job\n{}", "is not JSON: invalid comment token at line 1, column 1"],
    ['{"imageUrl": "https://a/?token=canary" "', "is not JSON"],
  ])("says where %j stops being JSON, without quoting it", async (text, part) => {
    const message = await refusal(text);

    expect(message).toContain(part);
    expect(message).toContain("`vg plan --help` shows a job");
    expect(message).not.toContain("canary");
  });

  test.each([
    ["a file that is missing", join(folder, "nothing.json"), "does not exist; check the path"],
    ["a file without a name", "", '"" does not exist; check the path'],
    ["a folder", folder, "is a folder; name a file in it"],
    ["a file below a file", join(import.meta.filename, "job.json"), "cannot be read (ENOTDIR)"],
  ])("refuses %s", async (_what, file, part) => {
    await expect(readJob(file, silent())).rejects.toThrow(part);
  });

  test("refuses text that is not UTF-8", async () => {
    await expect(readJob("-", silent(Buffer.from([0xff, 0xfe, 0x7b, 0x00])))).rejects.toThrow("save it as UTF-8");
  });

  test("says that it waits for the keyboard", async () => {
    const notes: string[] = [];
    const stdin = Object.assign(Readable.from([JSON.stringify(oneClip({}))]), { isTTY: true });
    await readJob("-", { ...silent(), stdin, note: (text) => notes.push(text) });

    expect(notes).toEqual(["Reading from the keyboard; end with Ctrl-D."]);
  });

  test("gives a job or one CliError for any JSON value", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), fc.record({ jobId: fc.string(), clipPrompts: fc.array(fc.jsonValue()) })),
        async (value) => {
          const outcome = await readJob("-", silent(JSON.stringify(value))).catch((error: unknown) => error);
          expect(outcome instanceof CliError || isJob(outcome)).toBe(true);
        },
      ),
    );
  });
});

function oneClip(change: object): object {
  return { jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, ...change }] };
}

function silent(stdin: string | Buffer = "") {
  return { stdin: Readable.from([stdin]), note: () => {}, warn: () => {} };
}

async function read(value: unknown): Promise<{ job: Job; warnings: string[] }> {
  const warnings: string[] = [];
  const job = await readJob("-", { ...silent(JSON.stringify(value)), warn: (text) => warnings.push(text) });
  return { job, warnings };
}

async function refusal(text: string): Promise<string> {
  const error: unknown = await readJob("-", silent(text)).catch((thrown: unknown) => thrown);
  if (!(error instanceof CliError)) throw new Error("It was not refused.");
  expect(error.exitCode).toBe(2);
  return error.message;
}

function isJob(value: unknown): boolean {
  return typeof value === "object" && value !== null && "jobId" in value && "clipPrompts" in value;
}
