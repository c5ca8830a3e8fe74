import type { ModelRun } from "@vg/config";
import { formatValue } from "@vg/internal";
import { PredictionRequestError } from "../errors.ts";
import type { PlannedClip, PlannedImage } from "./plan.ts";

/** The argument of `replicate.predictions.create`. */
export type PredictionRequest = ModelRun & { readonly input: Record<string, unknown> };

/** An image that is prepared: a URL that the model can fetch, or a file, which Replicate's client uploads. */
export type ImageInput = string | Blob;

/** The options of {@link predictionRequest}. */
export interface PredictionRequestOptions {
  /** The image that the clip ends with, if it is to be prepared before the prediction. */
  readonly lastImage?: ImageInput | undefined;
  /**
   * The seconds for which a signed URL must still work, from 0 on: a model fetches it after its queue and cold start.
   *
   * @default 600
   */
  readonly margin?: number | undefined;
  /**
   * The time now.
   *
   * @default new Date()
   */
  readonly now?: Date | undefined;
}

/**
 * Returns what to send for a clip of a plan.
 *
 * @param image - The image that the clip begins with, prepared again; needed if the plan holds no URL of it, or one that
 * has expired.
 * @throws {@link PredictionRequestError} if an image has to be prepared first, if one is passed for which the plan has no
 * place, or if the model's version has to be resolved.
 * @example
 * ```ts
 * import { loadConfig } from "@vg/config";
 * import { parseJob, planJob, predictionRequest } from "@vg/plan";
 *
 * const job = parseJob({
 *   jobId: "film",
 *   clipPrompts: [{ prompt: "waves", duration: 3, model: "veo-3.1-lite", resolution: "720p" }],
 * });
 * const { clips } = planJob(job, { config: loadConfig({ env: {}, onWarning: () => {} }) });
 * clips.map((clip) => predictionRequest(clip)); // => [ { model: 'google/veo-3.1-lite', input: { prompt: 'waves', resolution: '720p', duration: 4 } } ]
 * ```
 */
export function predictionRequest(
  clip: PlannedClip,
  image?: ImageInput,
  { lastImage, margin = 600, now = new Date() }: PredictionRequestOptions = {},
): PredictionRequest {
  if (!clip.model.resolved) {
    const message = `runs on ${clip.model.reference}, whose version is not a full id; set the one that resolveModelVersion of @vg/config returns, and plan the job again`;
    throw new PredictionRequestError("version-unresolved", clip.index, message);
  }
  const input = { ...clip.input };
  const until = now.getTime() + margin * 1000;
  placeImage({ clip, input, until, field: "image", planned: clip.image, given: image });
  placeImage({ clip, input, until, field: "lastImage", planned: clip.lastImage, given: lastImage });
  return { ...clip.run, input };
}

interface Placing {
  readonly clip: PlannedClip;
  readonly input: Record<string, unknown>;
  /** The time until which a URL must work, in milliseconds. */
  readonly until: number;
  readonly field: "image" | "lastImage";
  readonly planned: PlannedImage | undefined;
  readonly given: ImageInput | undefined;
}

/** Places an image in the input if it is not there, or if its URL does not work for long. */
function placeImage({ clip, input, until, field, planned, given }: Placing): void {
  const name = clip.imageInputs[field];
  const word = field === "image" ? "image" : "last image";
  const one = field === "image" ? "an image" : "a last image";
  if (name === undefined || planned === undefined || planned.via === "none") {
    if (given === undefined) return;
    const message = `is planned without ${one}; plan the job again with it, or leave it out`;
    throw new PredictionRequestError("image-unexpected", clip.index, message);
  }
  if (given !== undefined) {
    if (!isImageInput(given)) {
      const message = `must get its ${word} as a URL or a file, not ${formatValue(given)}`;
      throw new PredictionRequestError("image-invalid", clip.index, message);
    }
    input[name] = Array.isArray(input[name]) ? [given] : given;
    return;
  }
  const remedy = `prepare it with prepareImage(imageUrl, { jobId }) of @vg/image, and pass it as ${field === "image" ? "the second argument" : "the option lastImage"}`;
  if (planned.via === "file" || planned.via === "not-prepared") {
    throw new PredictionRequestError("image-missing", clip.index, `has ${one} that is not in the plan: ${remedy}`);
  }
  if (planned.expiresAt !== undefined && Date.parse(planned.expiresAt) < until) {
    const message = `has ${one} whose URL works until ${planned.expiresAt} only: ${remedy}`.replace(
      "prepare it",
      "prepare it again",
    );
    throw new PredictionRequestError("image-expired", clip.index, message);
  }
}

function isImageInput(image: unknown): image is ImageInput {
  return (
    image instanceof Blob || (typeof image === "string" && /^(?:https?:\/\/|data:)/i.test(image) && URL.canParse(image))
  );
}
