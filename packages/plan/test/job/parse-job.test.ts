import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Job, JobError, parseJob } from "../../src/index.ts";

const IMAGE = "https://abc.supabase.co/storage/v1/object/public/images/boat.png";

describe("parseJob", () => {
  test("reads a job, and leaves out what is null", () => {
    expect(
      parseJob({
        jobId: "film",
        clipPrompts: [
          { prompt: "a boat", duration: 2.5, imageUrl: IMAGE, lastImageUrl: IMAGE },
          { prompt: "waves", duration: 4, imageUrl: null, lastImageUrl: null, model: null, audio: null, fps: null },
        ],
        defaults: null,
      }),
    ).toEqual({
      jobId: "film",
      clipPrompts: [
        { prompt: "a boat", duration: 2.5, imageUrl: IMAGE, lastImageUrl: IMAGE },
        { prompt: "waves", duration: 4 },
      ],
    });
  });

  test("reads the wishes of a clip and those of all clips", () => {
    const wishes = {
      model: "veo-3.1-lite",
      resolution: "1280*720",
      aspectRatio: "9:16",
      audio: false,
      seed: 0,
      negativePrompt: "",
      fps: 24,
    };
    const job = { ...oneClip(wishes), defaults: { ...wishes, seed: Number.MAX_SAFE_INTEGER } };

    expect(parseJob(job)).toEqual(job);
  });

  test("takes the schema that an editor checks the file with, and leaves it out", () => {
    expect(parseJob({ $schema: "./job.schema.json", ...oneClip({}) })).not.toHaveProperty("$schema");
  });

  test.each(["a..png", "...", ".hidden/b.png", "a.b/c.png", "a@b.png"])("takes an image at %s", (key) => {
    const imageUrl = IMAGE.replace("boat.png", key);

    expect(parseJob(oneClip({ imageUrl })).clipPrompts[0]?.imageUrl).toBe(imageUrl);
  });

  test.each([0.001, 1e-3 + 1e-9, 86_400])("takes a duration of %d s", (duration) => {
    expect(parseJob(oneClip({ duration })).clipPrompts[0]?.duration).toBe(duration);
  });

  test.each([
    ["null", null, ['the job must be an object with a "jobId" and a list of "clipPrompts", not null']],
    ["undefined", undefined, ['the job is missing; it must be an object with a "jobId"']],
    ["a text", "film", ["the job must be an object", 'not "film"']],
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
    ["an endless duration", oneClip({ duration: Number.POSITIVE_INFINITY }), ["not Infinity"]],
    ["an image by number", oneClip({ imageUrl: 7 }), ["clipPrompts[0].imageUrl (clip 1) must be a URL", "not 7"]],
    [
      "a blank last image",
      oneClip({ lastImageUrl: " " }),
      [".lastImageUrl (clip 1) must be a URL of Supabase", 'not " "'],
    ],
    [
      "an empty image",
      oneClip({ imageUrl: "" }),
      ["clipPrompts[0].imageUrl (clip 1) must be a URL of Supabase Storage", 'not ""'],
    ],
    ["a model by number", oneClip({ model: 7 }), ['must be the name of a model, such as "veo-3.1-lite", not 7']],
    ["a blank resolution", oneClip({ resolution: " " }), ['must be the size of a picture, such as "720p"', 'not " "']],
    ["a ratio by number", oneClip({ aspectRatio: 1.5 }), ['must be a width to a height, such as "16:9", not 1.5']],
    ["sound in words", oneClip({ audio: "yes" }), ['.audio (clip 1) must be true or false, not "yes"']],
    ["half a seed", oneClip({ seed: 0.5 }), ["must be a whole number from 0 to 9007199254740991, such as 42, not 0.5"]],
    ["a seed below 0", oneClip({ seed: -1 }), ["must be a whole number from 0", "not -1"]],
    ["a seed beyond exact numbers", oneClip({ seed: 2 ** 53 }), ["must be a whole number", "not 9007199254740992"]],
    ["a negative prompt by number", oneClip({ negativePrompt: 7 }), ["a text that says what is not to be seen, not 7"]],
    ["a frame rate of 0", oneClip({ fps: 0 }), ["must be a whole number of frames per second from 1 to 240", "not 0"]],
    ["defaults by name", { ...oneClip({}), defaults: "svd" }, ["defaults must be an object with wishes", 'not "svd"']],
    ["a default seed in quotes", { ...oneClip({}), defaults: { seed: "1" } }, ["defaults.seed must be a whole number"]],
    [
      "image_url",
      oneClip({ image_url: IMAGE }),
      ['clipPrompts[0].image_url (clip 1) is not a field; rename it to "imageUrl"'],
    ],
    ["image", oneClip({ image: IMAGE }), ['clipPrompts[0].image (clip 1) is not a field; rename it to "imageUrl"']],
    ["sead", oneClip({ sead: 1 }), ['clipPrompts[0].sead (clip 1) is not a field; rename it to "seed"']],
    ["modle", { ...oneClip({}), defaults: { modle: "svd" } }, ['defaults.modle is not a field; rename it to "model"']],
    [
      "job_id",
      { job_id: "film", clipPrompts: [{ prompt: "a", duration: 1 }] },
      ['job_id is not a field; rename it to "jobId"', "jobId is missing"],
    ],
    ["a wish of the whole job", { ...oneClip({}), seed: 1 }, ['seed is not a field; move it into "defaults"']],
    [
      "fields that are nothing like those there are",
      { ...oneClip({ owner: "me", duration: 0 }), owner: "me", defaults: { owner: "me" } },
      [
        "owner is not a field; a job can have jobId, clipPrompts and defaults",
        "defaults.owner is not a field; the defaults can have model, resolution, aspectRatio, audio, seed, negativePrompt and fps",
        "clipPrompts[0].owner (clip 1) is not a field; a clip can have prompt, duration, imageUrl, lastImageUrl, model,",
        "clipPrompts[0].duration (clip 1) must be",
      ],
    ],
    [
      "a second duration",
      oneClip({ Duration: 3 }),
      ["clipPrompts[0].Duration (clip 1) is not a field; a clip can have"],
    ],
    [
      "a field whose name is none",
      oneClip({ "a\nb": 1, ["x".repeat(200)]: 1, "https://a/?token=canary": 1 }),
      [String.raw`clipPrompts[0]["a\nb"] (clip 1) is not a field`, `clipPrompts[0]["${"x".repeat(80)}..."] (clip 1)`],
    ],
  ])("refuses %s, naming the field and the fix", (_what, value, parts) => {
    const { message } = refusal(value);

    for (const part of parts) expect(message).toContain(part);
    expect(message).not.toContain("canary");
  });

  test.each([
    "https://example.com/a.png",
    "boat.png",
    IMAGE.replace("https://", "https://user:secret@"),
    IMAGE.replace("boat.png", "../boat.png"),
    IMAGE.replace("public", "upload/sign"),
    IMAGE.replace("boat", "%zz"),
  ])("takes the URL %s, which costs no other clip anything", (imageUrl) => {
    expect(parseJob(oneClip({ imageUrl, lastImageUrl: imageUrl })).clipPrompts).toMatchObject([
      { imageUrl, lastImageUrl: imageUrl },
    ]);
  });

  test("gives every issue as data, with its path", () => {
    const clip = { prompt: "a", duration: 0, owner: "me" };

    expect(refusal({ clipPrompts: [{ prompt: "a", duration: 1 }, clip] }).issues).toEqual([
      {
        path: "clipPrompts[1].owner",
        message: expect.stringMatching(/^is not a field; a clip can have /),
        code: "unknown-field",
      },
      { path: "jobId", message: expect.stringMatching(/^is missing; it must be /), code: "missing" },
      { path: "clipPrompts[1].duration", message: expect.stringMatching(/^must be .* not 0$/), code: "invalid" },
    ]);
  });

  test("says once what is wrong with a field that breaks its rule in several ways", () => {
    const lines = refusal({ ...oneClip({}), jobId: "\n".repeat(201) }).message.split("\n");

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("jobId must be a text of 1 to 200 characters on one line");
  });

  test("shows the first twenty issues, counts those past them, and has all", () => {
    const clipPrompts = Array.from({ length: 30 }, () => ({ prompt: "a", duration: 0 }));
    const { message, issues } = refusal({ jobId: "film", clipPrompts });

    expect(message.split("\n")).toHaveLength(21);
    expect(message.split("\n").at(-1)).toBe("... and 10 more");
    expect(issues).toHaveLength(30);
  });

  test("gives a job or one JobError for any JSON value, and reads again what it gave", () => {
    const clip = fc.record(
      {
        prompt: fc.string(),
        duration: fc.double(),
        seed: fc.oneof(fc.nat(), fc.jsonValue()),
        model: fc.oneof(fc.string(), fc.constant(null)),
        negativePrompt: fc.string(),
      },
      { requiredKeys: ["prompt", "duration"] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ jobId: fc.string(), clipPrompts: fc.array(fc.oneof(clip, fc.jsonValue())) }),
        ),
        (value) => {
          const outcome = outcomeOf(value);
          const again = outcome instanceof JobError ? outcome.issues.length > 0 : parseJob(outcome);
          expect(again).toEqual(outcome instanceof JobError ? true : outcome);
        },
      ),
    );
  });
});

function oneClip(change: object): object {
  return { jobId: "film", clipPrompts: [{ prompt: "a boat", duration: 2, ...change }] };
}

function outcomeOf(value: unknown): Job | JobError {
  try {
    return parseJob(value);
  } catch (error) {
    if (error instanceof JobError) return error;
    throw error;
  }
}

function refusal(value: unknown): JobError {
  const outcome = outcomeOf(value);
  if (!(outcome instanceof JobError)) throw new Error("It was not refused.");
  return outcome;
}
