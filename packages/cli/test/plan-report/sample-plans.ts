import { type Config, loadConfig } from "@vg/config";
import { comparePrices, type ImageOutcomeLike, type ModelOffer, parseJob, type Plan, planJob } from "@vg/plan";

/** The time at which plans and pages are made in tests. */
export const NOW = new Date("2026-11-26T10:00:00Z");
/** Where the signed URLs of images lead. */
export const STORAGE = "https://abcdefghijklmnopqrst.supabase.co";

/** A plan and its comparison, as the page gets them. */
export interface SamplePlan {
  readonly plan: Plan;
  readonly offers: readonly ModelOffer[];
}

/** What is planned in a test. */
export interface Sample {
  readonly clips: readonly object[];
  readonly jobId?: string;
  readonly defaults?: object;
  readonly budget?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The outcomes of images by the names that `objectUrl` was given. */
  readonly images?: Readonly<Record<string, ImageOutcomeLike>>;
}

/** Plans a job as `vg plan` does, and compares its cost on every model. */
export function samplePlan({
  clips,
  jobId = "harbour-film",
  defaults,
  budget,
  env = {},
  images = {},
}: Sample): SamplePlan {
  const config: Config = loadConfig({ env, onWarning: () => {} });
  const clipPrompts = clips.map((clip) => ({ prompt: "a boat leaves the harbour", duration: 4, ...clip }));
  const job = parseJob({ jobId, clipPrompts, ...(defaults && { defaults }) });
  const outcomes = new Map(Object.entries(images).map(([name, outcome]) => [objectUrl(name), outcome]));
  const plan = planJob(job, { config, images: outcomes, budget, now: NOW });
  return {
    plan,
    get offers() {
      return comparePrices(job, { config });
    },
  };
}

/** The URL of an object in Storage, as a job has it. */
export function objectUrl(name: string): string {
  return `${STORAGE}/storage/v1/object/film/${name}`;
}

/** The outcome of an image that has a signed URL. */
export function signed(name: string, more: Partial<Extract<ImageOutcomeLike, { ok: true }>> = {}): ImageOutcomeLike {
  return {
    ok: true,
    via: "signed-url",
    input: `${STORAGE}/storage/v1/object/sign/film/${name}?token=token-of-${name}`,
    object: { bucket: "film", path: name },
    expiresAt: new Date("2026-11-26T11:00:00Z"),
    mediaType: "image/png",
    width: 1280,
    height: 720,
    steps: [{ result: "ok" }],
    ...more,
  };
}

/** The outcome of an image that could not be prepared. */
function missing(reason: string, retryable = false): ImageOutcomeLike {
  return { ok: false, reason, retryable, object: { bucket: "film", path: "gone.png" }, steps: [{ result: reason }] };
}

/** A text with everything in it that is not to be taken for HTML, or for the direction of the page. */
export const HOSTILE = `</p><script>document.title = "taken"</script><img src=x onerror="alert(1)"> "quoted" & 'apostrophe' \u202E\u05E9\u05DC\u05D5\u05DD ${"w".repeat(300)}`;

/** Six clips with everything that a plan can say of a clip. */
export function sixClips(budget?: string): SamplePlan {
  return samplePlan({
    ...(budget !== undefined && { budget }),
    defaults: { model: "kling-v2.5-turbo-pro" },
    clips: [
      {
        prompt: "a fishing boat leaves the harbour at dawn, gulls above it, the camera follows",
        duration: 5,
        imageUrl: objectUrl("boat.png"),
      },
      {
        prompt: "the lighthouse from the sea, waves break on the rocks",
        duration: 7,
        imageUrl: objectUrl("lighthouse.png"),
      },
      { prompt: "the market wakes up: crates of fish, ice, steam, voices", duration: 2, audio: true },
      {
        prompt: "close-up of a hand that ties a knot",
        duration: 4,
        model: "veo-3.1-lite",
        resolution: "1080p",
        audio: true,
        imageUrl: objectUrl("market.png"),
      },
      {
        prompt: "the harbour from above, boats come home",
        duration: 10,
        imageUrl: objectUrl("gone.png"),
        negativePrompt: "people",
      },
      { prompt: "night, lights on the water", duration: 3, model: "veo-3.1-lite", resolution: "720p", seed: 42 },
    ],
    images: {
      "boat.png": signed("boat.png"),
      "lighthouse.png": signed("lighthouse.png", { width: 800, height: 1200 }),
      "market.png": signed("market.png", { expiresAt: new Date("2026-11-26T12:30:00Z") }),
      "gone.png": missing("not-found"),
    },
  });
}

/** Images in every state that a plan knows, and one clip that ends with an image as well. */
export function everyImage(): SamplePlan {
  const names = [
    "shown.png",
    "last.png",
    "expired.png",
    "uploaded.png",
    "file.png",
    "refused.png",
    "later.png",
  ] as const;
  const [shown, last, ...others] = names;
  return samplePlan({
    defaults: { model: "kling-v2.1", resolution: "720p" },
    clips: [
      { imageUrl: objectUrl(shown), lastImageUrl: objectUrl(last), resolution: "1080p", duration: 5 },
      ...others.map((name) => ({ imageUrl: objectUrl(name), duration: 5 })),
      { imageUrl: objectUrl("unused.png"), model: "wan-2.2-t2v-fast" },
      { model: "veo-3.1-lite" },
    ],
    images: {
      "shown.png": signed("shown.png"),
      "last.png": signed("last.png", { expiresAt: new Date("2026-11-27T10:00:00Z") }),
      "expired.png": signed("expired.png", { expiresAt: new Date("2026-11-26T09:59:59Z") }),
      "uploaded.png": signed("uploaded.png", {
        via: "upload",
        input: "https://api.replicate.com/v1/files/secret-of-a-file",
      }),
      "file.png": signed("file.png", { via: "file", input: { name: "file.png", size: 65_536 } }),
      "refused.png": missing("forbidden"),
    },
  });
}

/** Many clips of two models, some of them with images. */
export function manyClips(count: number, budget?: string): SamplePlan {
  const names = Array.from({ length: count }, (_, index) => `shots/shot-${index}.png`);
  return samplePlan({
    ...(budget !== undefined && { budget }),
    clips: names.map((name, index) => ({
      prompt: `shot ${index + 1}: the harbour, seen from boat ${index % 40}, ${"with gulls and slow waves ".repeat(index % 4)}`,
      duration: 2 + (index % 9),
      model: index % 3 === 0 ? "veo-3.1-lite" : "kling-v2.5-turbo-pro",
      ...(index % 3 === 0 && { resolution: "720p" }),
      imageUrl: objectUrl(name),
    })),
    images: Object.fromEntries(names.map((name) => [name, signed(name)])),
  });
}
