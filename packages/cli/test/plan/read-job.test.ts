import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Job } from "@vg/plan";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { CliError } from "../../src/index.ts";
import { readJob } from "../../src/plan/read-job.ts";

const folder = mkdtempSync(join(tmpdir(), "vg-job-"));
afterAll(() => rmSync(folder, { recursive: true }));

const IMAGE = "https://abc.supabase.co/storage/v1/object/public/images/boat.png";

describe("readJob", () => {
  test("reads a job, and leaves out what is null", async () => {
    const job = await read({
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
  });

  test("reads a file with a byte order mark", async () => {
    const file = join(folder, "bom.json");
    writeFileSync(file, `\uFEFF${JSON.stringify(oneClip({}))}`);

    expect((await readJob(file, silent())).jobId).toBe("film");
  });

  test.each([
    ["null", null, ['the job must be an object with a "jobId" and a list of "clipPrompts", not null']],
    [
      "two wrong fields",
      { ...oneClip({ duration: -3, seed: "x" }), owner: "me" },
      ["owner is not a field", "clipPrompts[0].duration (clip 1) must be", "clipPrompts[0].seed (clip 1) must be"],
    ],
    [
      "a field that is nearly one",
      oneClip({ image_url: IMAGE }),
      ['clipPrompts[0].image_url (clip 1) is not a field; rename it to "imageUrl"'],
    ],
    [
      "an image that is no text",
      oneClip({ imageUrl: [IMAGE.replace("https://", "https://user:canary@")] }),
      ["clipPrompts[0].imageUrl (clip 1) must be a URL of Supabase Storage, such as https://"],
    ],
  ])("refuses %s, naming the field and the fix, one line each", async (_what, value, parts) => {
    const message = await refusal(JSON.stringify(value));

    expect(message.split("\n")[0]).toBe("the text on stdin is not a job that can be made:");
    for (const part of parts) expect(message).toContain(`\n  ${part}`);
    expect(message).not.toContain("canary");
  });

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
      `the text on stdin is not a job that can be made:\n  ${problem.replace(/(once)$/, "$1; keep one of them")}`,
    );
  });

  test("says what else is wrong beside a repeated field", async () => {
    const message = await refusal('{"jobId":"a","jobId":"b","clipPrompts":[{"prompt":"a","duration":0}]}');

    expect(message).toContain("jobId is there more than once; keep one of them");
    expect(message).toContain("clipPrompts[0].duration (clip 1) must be");
  });

  test("shows a repeated field with an odd name as a wrong value, and none that may be a secret", async () => {
    const token = `r8_${"canary".repeat(6)}`;
    const message = await refusal(`{"jobId":"a","clipPrompts":[],"a b":1,"a b":2,"${token}":1,"${token}":2}`);

    expect(message).toContain('["a b"] is there more than once');
    expect(message).toContain('["[redacted]"] is there more than once');
    expect(message).not.toContain("canary");
  });

  test("takes fields of one name in different objects", async () => {
    const wishes = { model: "veo-2", seed: 1 };
    const clip = { prompt: "a", duration: 1, ...wishes };

    expect((await read({ jobId: "film", defaults: wishes, clipPrompts: [clip, clip] })).clipPrompts).toHaveLength(2);
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
  return { stdin: Readable.from([stdin]), note: () => {} };
}

function read(value: unknown): Promise<Job> {
  return readJob("-", silent(JSON.stringify(value)));
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
