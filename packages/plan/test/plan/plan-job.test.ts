import { MODELS, type ModelSpec } from "@vg/config";
import { describe, expect, test } from "vitest";
import {
  comparePrices,
  type ImageOutcomeLike,
  imageUrls,
  JobError,
  parsePlan,
  type Plan,
  planJob,
  type PlanJobOptions,
} from "../../src/index.ts";
import { configOf, filmOf, NOW, objectUrl } from "./film.ts";

function plan(
  clips: readonly object[],
  {
    env = {},
    defaults,
    ...options
  }: { env?: Record<string, string>; defaults?: object } & Partial<PlanJobOptions> = {},
): Plan {
  return planJob(filmOf(clips, defaults), { config: configOf(env), now: NOW, ...options });
}

function messages({ warnings }: Plan): readonly string[] {
  return warnings.map(({ message }) => message);
}

const KLING = { VG_MODEL: "kling-v2.5-turbo-pro" };
const SIGNED: ImageOutcomeLike = {
  ok: true,
  via: "signed-url",
  input: "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/sign/film/boat.png?token=t",
  object: { bucket: "film", path: "boat.png" },
  expiresAt: new Date("2026-11-26T11:00:00Z"),
  mediaType: "image/png",
  width: 1024,
  height: 576,
  steps: [{ result: "timeout" }, { result: "ok" }],
};

const MISSING: ImageOutcomeLike = { ok: false, reason: "not-found", retryable: false };

describe("a plan", () => {
  test("prices what is made, beside what was asked for, and fits the budget by that", () => {
    const made = plan([{ duration: 2 }, { duration: 2 }, { duration: 2 }], { env: KLING, budget: "0.50" });

    expect(made.clips.map(({ asked, makes, cost }) => [asked.duration, makes.seconds, cost.amount])).toEqual([
      [2, 5, "0.35"],
      [2, 5, "0.35"],
      [2, 5, "0.35"],
    ]);
    expect(made.seconds).toEqual({ asked: 6, made: 15 });
    expect(made.total.amount).toBe("1.05");
    expect(made.budget).toMatchObject({
      withinBudget: false,
      firstClipOver: 1,
      affordableClips: 1,
      overrun: { amount: "0.55" },
    });
    expect(messages(made)).toEqual(["kling-v2.5-turbo-pro makes clips of 5 or 10 s: 2 s becomes 5 s"]);
    expect(made.warnings[0]?.clips).toEqual([0, 1, 2]);
  });

  test.each([
    ["at-least", 7, 10],
    ["nearest", 7, 5],
    ["nearest", 8, 10],
    ["exact", 10, 10],
  ] as const)("with lengths %s makes %d s as %d s", (lengths, duration, seconds) => {
    expect(plan([{ duration }], { env: KLING, lengths }).clips[0]?.makes.seconds).toBe(seconds);
  });

  test("says what is lost of a clip that is beyond every length of its model", () => {
    const made = plan([{ duration: 12 }, { duration: 25 }], { env: KLING });

    expect(made.warnings.map(({ code, clips }) => [code, clips])).toEqual([["duration-shorter", [0, 1]]]);
    expect(messages(made)[0]).toContain("up to 15 s are lost");
  });

  test("lists the range of many lengths", () => {
    const clips = Array.from({ length: 9 }, (_, index) => ({ duration: 1 + index / 10 }));

    expect(messages(plan(clips, { env: KLING }))).toEqual([
      "kling-v2.5-turbo-pro makes clips of 5 or 10 s: 9 lengths from 1 to 1.8 s become up to 4 s longer",
    ]);
  });

  test("keeps the wishes of a clip, its model's price included", () => {
    const [clip] = plan([
      { model: "veo-3.1-lite", seed: 42, duration: 8, resolution: "1080p", aspectRatio: "9:16" },
    ]).clips;

    expect(clip).toMatchObject({
      model: { name: "veo-3.1-lite", reference: "google/veo-3.1-lite", resolved: true },
      run: { model: "google/veo-3.1-lite" },
      input: { prompt: "a boat", seed: 42, duration: 8, resolution: "1080p", aspect_ratio: "9:16" },
      cost: { amount: "0.64" },
      warnings: [],
    });
  });

  test("takes the job's defaults, and the clip's own wishes before them", () => {
    const defaults = { model: "kling-v2.6", audio: true, aspectRatio: "9:16", negativePrompt: "rain" };
    const { clips } = plan([{ duration: 5 }, { duration: 5, audio: false, negativePrompt: "" }], { defaults });

    expect(clips.map(({ input, cost }) => [input, cost.amount])).toEqual([
      [{ prompt: "a boat", negative_prompt: "rain", generate_audio: true, aspect_ratio: "9:16", duration: 5 }, "0.70"],
      [{ prompt: "a boat", generate_audio: false, aspect_ratio: "9:16", duration: 5 }, "0.35"],
    ]);
  });

  test("with nobody's settings makes SVD as long as asked, says that its formula is nobody's price, and what is cheapest", () => {
    const made = plan([{ duration: 4, imageUrl: objectUrl("boat") }]);
    const [clip] = made.clips;

    expect(clip?.makes.seconds).toBeCloseTo(4, 0);
    expect(made.prices).toEqual([expect.objectContaining({ from: "environment", clips: 1 })]);
    const warning = made.warnings.find(({ code }) => code === "price-unknown");
    expect(warning?.message).toContain("the formula of development is nobody's price");
    expect(warning?.alternative?.model).toBe(
      comparePrices(filmOf([{ imageUrl: objectUrl("boat") }]), { config: configOf() })[0]?.model,
    );
  });

  test("with rates that somebody set prices every clip by them", () => {
    const made = plan([{ duration: 4 }], {
      env: { VG_BASE_COST: "1", VG_COST_PER_SECOND: "0.5", VG_MODEL: "veo-3.1-lite" },
    });

    expect(made.prices).toEqual([expect.objectContaining({ from: "settings", baseCost: "1", clips: 1 })]);
    expect(made.total.amount).toBe("3.00");
  });

  test.each([
    ["svd", SIGNED, "svd"],
    ["cogvideox", SIGNED, "cogvideox"],
    ["svd", undefined, "cogvideox-t2v"],
    ["cogvideox", undefined, "cogvideox-t2v"],
    ["svd", MISSING, "cogvideox-t2v"],
    ["veo-3.1-lite", undefined, "veo-3.1-lite"],
    ["veo-3.1-lite", MISSING, "veo-3.1-lite"],
    ["cogvideox-t2v", SIGNED, "cogvideox-t2v"],
  ] as const)("prefers %s with %j and takes %s", (VG_MODEL, image, name) => {
    const images = new Map(image && [[objectUrl("boat"), image]]);
    const clip = { duration: 4, ...(image && { imageUrl: objectUrl("boat") }) };

    expect(plan([clip], { env: { VG_MODEL }, images }).clips[0]?.model.name).toBe(name);
  });

  test.each([
    ["stability-ai/stable-video-diffusion:3f0457e4619daac51203dedb472816fd4af51f3149fa7a9e0b5ffcf1b8172438", true, {}],
    ["stability-ai/stable-video-diffusion:3f0457f4613a", false, { SVD_MODEL_VERSION: "3f0457f4613a" }],
    ["thudm/cogvideox-i2v:latest", false, { VG_MODEL: "cogvideox", COGVIDEOX_MODEL_VERSION: "latest" }],
  ])("names the model as %s, resolved: %s", (reference, resolved, env) => {
    expect(plan([{ imageUrl: objectUrl("boat") }], { env }).clips[0]?.model).toMatchObject({ reference, resolved });
  });

  test("prices by the thousandth of a second what frames make at rates that are no model's", () => {
    const [clip] = plan([{ duration: 4, imageUrl: objectUrl("boat") }]).clips;

    expect(clip).toMatchObject({ makes: { seconds: 25 / 6 }, cost: { amount: "0.013334" } });
  });

  test("makes a clip without an image on a model that needs none", () => {
    const made = plan([{}], { env: { VG_MODEL: "svd" } });

    expect(made.clips[0]?.model.name).toBe("cogvideox-t2v");
    expect(messages(made)).toContain("svd needs an image and there is none, so cogvideox-t2v makes it");
  });

  test("warns of settings that are longer than allowed, of rates and switches that a model does not have", () => {
    const env = { VG_MODEL: "sora-2", VG_MAX_DURATION: "5", VG_FPS: "24" };
    const made = plan([{ duration: 8, audio: false, negativePrompt: "rain" }], { env });

    expect(messages(made)).toEqual([
      "sora-2 takes no frame rate: 24 is ignored",
      "sora-2 has no switch for its sound: it cannot be switched off",
      "sora-2 takes no negative prompt: it is ignored",
      "8 s is longer than the 5 s that VG_MAX_DURATION allows",
    ]);
  });

  test("says which rate would come nearer to a length", () => {
    const made = plan([{ duration: 4, imageUrl: objectUrl("boat") }], { env: { VG_MODEL: "svd", VG_FPS: "30" } });

    expect(messages(made).join("\n")).toMatch(
      /4 s becomes 0\.806 s; 3\.194 s are lost; at \d+ frames per second it makes/,
    );
  });
});

test("many values are counted, not listed", () => {
  const durations = Array.from({ length: 8 }, (_, index) => ({ duration: 4 + index, model: "grok-imagine-video" }));
  const long = Array.from({ length: 9 }, (_, index) => ({ duration: 16 + index }));

  expect(messages(plan(durations, { env: { VG_MAX_DURATION: "3" } }))).toContain(
    "4, 5, 6, 7, 8, 9 and 2 more s are longer than the 3 s that VG_MAX_DURATION allows",
  );
  expect(messages(plan(long, { env: KLING }))[0]).toContain("9 lengths from 16 to 24 s become up to 14 s shorter");
});

test("settings that somebody set are wishes", () => {
  const env = { VG_MODEL: "svd", VG_MOTION_BUCKET_ID: "50", VG_STEPS: "30" };
  const made = plan([{ imageUrl: objectUrl("boat") }], { env });

  expect(made.clips[0]).toMatchObject({ asked: { motionBucketId: 50, steps: 30 }, input: { motion_bucket_id: 50 } });
  expect(messages(made)).toContain("svd takes no number of steps: 30 is ignored");
});

describe("the images of a plan", () => {
  const url = objectUrl("boat");
  const clip = { imageUrl: url, model: "kling-v2.5-turbo-pro", duration: 5 };

  test("are the URLs of the clips whose models take them, each once", () => {
    const job = filmOf([
      clip,
      clip,
      { imageUrl: objectUrl("b"), model: "cogvideox-t2v" },
      { imageUrl: objectUrl("c"), model: "none" },
      { ...clip, lastImageUrl: objectUrl("d") },
    ]);

    expect(imageUrls(job, { config: configOf() })).toEqual([url, objectUrl("d")]);
  });

  test("that are prepared are in the input", () => {
    const [planned] = plan([clip], { images: new Map([[url, SIGNED]]) }).clips;

    expect(planned?.input).toMatchObject({ start_image: SIGNED.ok ? SIGNED.input : "" });
    expect(planned?.image).toEqual({
      via: "signed-url",
      input: SIGNED.ok ? SIGNED.input : "",
      imageUrl: url,
      object: { bucket: "film", path: "boat.png" },
      attempts: 2,
      mediaType: "image/png",
      width: 1024,
      height: 576,
      expiresAt: "2026-11-26T11:00:00.000Z",
    });
  });

  test.each([
    [
      "a file",
      { ...SIGNED, via: "file", input: { name: "boat.png", size: 5 } } as const,
      { via: "file", name: "boat.png", bytes: 5 },
    ],
    [
      "an upload",
      {
        ok: true,
        via: "upload",
        input: "https://api.replicate.com/v1/files/a",
        object: { bucket: "film", path: "boat.png" },
      } as const,
      { via: "upload", attempts: 1 },
    ],
    ["nothing yet", undefined, { via: "not-prepared", imageUrl: url, object: { bucket: "film", path: "boat.png" } }],
  ])("as %s are planned without their bytes", (_what, outcome, image) => {
    const [planned] = plan([clip], { images: new Map(outcome && [[url, outcome]]) }).clips;

    expect(planned?.image).toMatchObject(image);
    expect(planned?.imageInputs).toEqual({ image: "start_image" });
    expect(JSON.stringify(planned)).not.toContain("image.invalid");
  });

  test("that could not be prepared leave the clip to its prompt, with the reason", () => {
    const failed: ImageOutcomeLike = {
      ok: false,
      reason: "not-found",
      retryable: false,
      object: { bucket: "film", path: "boat.png" },
      steps: [{ result: "not-found" }],
    };
    const again: ImageOutcomeLike = { ok: false, reason: "timeout", retryable: true };
    const made = plan([clip, { ...clip, imageUrl: objectUrl("b") }], {
      images: new Map([
        [url, failed],
        [objectUrl("b"), again],
      ]),
    });

    expect(made.clips.map(({ image }) => image)).toEqual([
      { via: "none", reason: "not-found", retryable: false, attempts: 1, object: { bucket: "film", path: "boat.png" } },
      { via: "none", reason: "timeout", retryable: true, attempts: 0 },
    ]);
    expect(messages(made)).toEqual([
      "made without its image: image not found",
      "made without its image: no answer in time; plan again to try once more",
    ]);
  });

  test.each([
    ["https://example.com/a.png", "invalid-url", "no Supabase Storage URL; the URL has no /storage/v1/ in its path;"],
    [
      url.replace("/object/", "/object/upload/sign/"),
      "invalid-url",
      "the URL is for uploading, not for reading; one that works is",
    ],
    [
      url.replace("//", "//me:canary@"),
      "untrusted-origin",
      "the URL has a user name or password in it; one that works",
    ],
    [url.replace("boat", "../boat"), "unsafe-path", "the URL has . or .. in its path; one that works is like https://"],
  ])("at the odd URL %s are missing in their own clip only", (imageUrl, reason, message) => {
    const outcome: ImageOutcomeLike = { ok: false, reason, retryable: false };
    const clips = [clip, { ...clip, imageUrl, lastImageUrl: imageUrl }];

    for (const images of [new Map(), new Map([[imageUrl, outcome]])]) {
      const made = plan(clips, { images });
      const image = { via: "none", reason, problem: expect.any(String), retryable: false, attempts: 0 };
      expect(made.clips).toMatchObject([{ image: { via: "not-prepared" } }, { image, lastImage: image }]);
      expect(made.clips[0]?.warnings).toEqual([]);
      expect(messages(made)).toEqual([expect.stringContaining(message), expect.stringContaining(message)]);
      expect(JSON.stringify(made)).not.toContain("canary");
      expect(parsePlan(JSON.parse(JSON.stringify(made)))).toEqual(made);
    }
  });

  test("that a model takes none of are ignored, with a warning", () => {
    const made = plan([{ imageUrl: url, lastImageUrl: url, model: "cogvideox-t2v" }]);

    expect(messages(made)).toEqual(
      expect.arrayContaining([
        "cogvideox-t2v takes no image, it is ignored",
        "cogvideox-t2v takes no last image, it is ignored",
      ]),
    );
    expect(made.clips[0]).toMatchObject({ image: { reason: "not-taken" }, lastImage: { reason: "not-taken" } });
  });

  test("that end a clip are planned, too", () => {
    const [planned] = plan([{ ...clip, lastImageUrl: objectUrl("end") }]).clips;

    expect(planned).toMatchObject({
      imageInputs: { image: "start_image", lastImage: "end_image" },
      lastImage: { via: "not-prepared" },
    });
  });
});

describe("a job is refused", () => {
  test.each<[clips: readonly object[], options: Parameters<typeof plan>[1], issues: readonly object[]]>([
    [
      [{ model: "sdv" }],
      {},
      [{ path: "clipPrompts[0].model", code: "unknown-model", message: expect.stringContaining("did you mean svd?") }],
    ],
    [
      [{}],
      { defaults: { model: "zzzzzz" } },
      [{ path: "defaults.model", message: expect.stringContaining("`vg models` lists them") }],
    ],
    [
      [
        { duration: 7, model: "kling-v2.6" },
        { resolution: "huge", model: "veo-3.1-lite" },
      ],
      { lengths: "exact" },
      [
        { path: "clipPrompts[0].duration", code: "impossible", message: expect.stringContaining("(on kling-v2.6)") },
        { path: "clipPrompts[1].resolution", code: "impossible" },
      ],
    ],
    [[{ model: "wan-2.2-i2v-fast" }], { env: {}, defaults: { seed: 1 }, images: new Map() }, []],
  ])("for %j", (clips, options, issues) => {
    const thrown = thrownBy(() => plan(clips, options));

    expect(thrown instanceof JobError ? thrown.issues.length : 0).toBe(issues.length);
    expect(thrown instanceof JobError ? thrown.issues : []).toEqual(
      issues.map((issue) => expect.objectContaining(issue)),
    );
  });

  test("for what is not in it, as it cannot be made without", () => {
    const { rules: _rules, ...spec } = MODELS["veo-2"];
    const licence: ModelSpec = { ...spec, inputs: { ...spec.inputs, licence: { type: "string", required: true } } };
    const thrown = thrownBy(() => planJob(filmOf([{ model: "own" }]), { config: configOf({}, { own: licence }) }));

    expect(thrown instanceof JobError ? thrown.issues : thrown).toEqual([
      {
        path: "clipPrompts[0]",
        message: "cannot be made on own: extra.licence is missing; own does not run without it",
        code: "impossible",
      },
    ]);
  });

  test("for a setting that no model of the clip can be given, in the variable's name", () => {
    const strict: ModelSpec = {
      ...MODELS["veo-2"],
      name: "strict",
      inputs: { ...MODELS["veo-2"].inputs, resolution: { type: "string", enum: ["720p"] } },
      roles: { ...MODELS["veo-2"].roles, resolution: "resolution" },
    };
    const config = configOf({ VG_MODEL: "strict", VG_RESOLUTION: "16x16" }, { strict });

    expect(planJob(filmOf([{}]), { config }).clips).toHaveLength(1);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
