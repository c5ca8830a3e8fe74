import { startEmulator } from "@vg/emulator";
import { actualCost, costToJSON, type MeteredPrediction } from "@vg/cost";
import { MODELS } from "@vg/config";
import Replicate from "replicate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ImageOutcomeLike,
  type PlannedClip,
  planJob,
  predictionRequest,
  PredictionRequestError,
} from "../../src/index.ts";
import { configOf, filmOf, NOW, objectUrl } from "./film.ts";

const URL_OF_BOAT = objectUrl("boat");
const SIGNED = "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/sign/film/boat.png?token=t";
const OBJECT = { bucket: "film", path: "boat.png" };

function clipOf(wishes: object, outcome?: ImageOutcomeLike): PlannedClip {
  const images = new Map(outcome === undefined ? [] : [[URL_OF_BOAT, outcome]]);
  const { clips } = planJob(filmOf([{ duration: 5, model: "kling-v2.5-turbo-pro", ...wishes }]), {
    config: configOf(),
    images,
    now: NOW,
  });
  const [clip] = clips;
  if (clip === undefined) throw new RangeError("no clip");
  return clip;
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof PredictionRequestError ? `${error.code}: ${error.message}` : "another error";
  }
}

const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const signed = (expiresAt: Date): ImageOutcomeLike => ({
  ok: true,
  via: "signed-url",
  input: SIGNED,
  object: OBJECT,
  expiresAt,
});

describe("the request of a clip", () => {
  test("has what runs and the input, a copy of the plan's", () => {
    const clip = clipOf({});
    const request = predictionRequest(clip);

    expect(request).toEqual({
      model: "kwaivgi/kling-v2.5-turbo-pro",
      input: { prompt: "a boat", aspect_ratio: "16:9", duration: 5 },
    });
    expect(request.input).not.toBe(clip.input);
  });

  test("takes an image that is prepared later, and one in place of the plan's", () => {
    const file = new File(["x"], "boat.png", { type: "image/png" });

    expect(predictionRequest(clipOf({ imageUrl: URL_OF_BOAT }), file).input["start_image"]).toBe(file);
    expect(
      predictionRequest(clipOf({ imageUrl: URL_OF_BOAT }, signed(NOW)), SIGNED, { now: NOW }).input["start_image"],
    ).toBe(SIGNED);
    const both = clipOf({ imageUrl: URL_OF_BOAT, lastImageUrl: objectUrl("end") });
    expect(predictionRequest(both, SIGNED, { lastImage: SIGNED }).input).toMatchObject({
      start_image: SIGNED,
      end_image: SIGNED,
    });
    const listed = clipOf({ imageUrl: URL_OF_BOAT, model: "happyhorse-1.1" });
    expect(predictionRequest(listed, SIGNED).input["images"]).toEqual([SIGNED]);
  });

  test.each([
    [601, undefined, true],
    [599, undefined, false],
    [1, 0, true],
    [-1, 0, false],
  ])("takes a URL that works for %d s with a margin of %s: %s", (seconds, margin, isTaken) => {
    const clip = clipOf({ imageUrl: URL_OF_BOAT }, signed(later(seconds)));
    const code = codeOf(() =>
      predictionRequest(clip, undefined, { now: NOW, ...(margin === undefined ? {} : { margin }) }),
    );

    expect(code ?? "image-expired: clip 1 has an image whose URL works until").toContain(
      "image-expired: clip 1 has an image whose URL works until",
    );
    expect(code === undefined).toBe(isTaken);
  });

  test.each([
    ["image-missing: clip 1 has an image that is not in the plan", { imageUrl: URL_OF_BOAT }, undefined],
    ["image-unexpected: clip 1 is planned without an image", {}, SIGNED],
    ["image-invalid: clip 1 must get its image as a URL or a file", { imageUrl: URL_OF_BOAT }, "boat.png"],
  ])("is refused as %s", (code, wishes, image) => {
    expect(codeOf(() => predictionRequest(clipOf(wishes), image))).toContain(code);
  });

  test("is refused if the model's version has to be resolved first", () => {
    const { knownVersion: _version, ...spec } = MODELS["cogvideox-t2v"];
    const config = configOf({}, { own: spec });
    const [clip] = planJob(filmOf([{ model: "own" }]), { config, now: NOW }).clips;

    expect(codeOf(() => clip && predictionRequest(clip))).toContain(
      "version-unresolved: clip 1 runs on thudm/cogvideox-t2v:latest, whose version is not a full id",
    );
  });

  test("is refused with a last image that is not planned", () => {
    const ending = clipOf({ imageUrl: URL_OF_BOAT, lastImageUrl: objectUrl("end") });

    expect(codeOf(() => predictionRequest(ending, SIGNED))).toContain("pass it as the option lastImage");
    expect(codeOf(() => predictionRequest(clipOf({}), undefined, { lastImage: SIGNED }))).toContain(
      "planned without a last image",
    );
  });
});

describe("every model of the catalogue, planned and run", () => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let replicate: Replicate;

  beforeAll(async () => {
    emulator = await startEmulator({ models: MODELS, pace: "at-once", unknownInputs: "refuse" });
    replicate = new Replicate({ auth: emulator.replicate.token, baseUrl: emulator.replicate.baseUrl });
  });

  afterAll(() => emulator.close());

  const official = Object.entries(MODELS).filter(([, { kind, prices }]) => kind === "official" && prices.length > 0);

  test.each(official)("%s makes what was planned, at the cost that was planned", async (model, spec) => {
    const image: ImageOutcomeLike = {
      ok: true,
      via: "signed-url",
      input: "https://example.com/boat.png",
      object: OBJECT,
    };
    const job = filmOf([{ duration: 5, model, ...(spec.roles.image === undefined ? {} : { imageUrl: URL_OF_BOAT }) }]);
    const [clip] = planJob(job, { config: configOf(), images: new Map([[URL_OF_BOAT, image]]), now: NOW }).clips;
    if (clip === undefined) throw new RangeError("no clip");
    const made = await replicate.predictions.create({
      ...predictionRequest(clip, undefined, { now: NOW }),
      wait: true,
    });

    expect(made.status).toBe("succeeded");
    expect(costToJSON(actualCost(metered(made), spec)).amount).toBe(clip.cost.amount);
  });
});

/** A prediction as far as it is metered. */
function metered({ status, metrics, input }: { status: string; metrics?: object; input: object }): MeteredPrediction {
  return { status, input, ...(metrics && { metrics }) };
}
