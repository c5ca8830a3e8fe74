import {
  chooseModel,
  type Config,
  ConfigError,
  type ConfigIssue,
  getModel,
  inputNeed,
  type Lengths,
  type ModelInput,
  modelInput,
  type ModelName,
  type Models,
  type ModelSpec,
} from "@vg/config";
import { closestName, formatPath, formatValue, remember } from "@vg/internal";
import type { JobIssue } from "../errors.ts";
import type { Job, JobClip } from "../job/job.ts";
import { type ImageOutcomes, NOT_TAKEN, plannedImage } from "./images.ts";
import type { AskedClip, PlannedClip, PlannedImage } from "./plan.ts";
import { createWishMerger } from "./wishes.ts";

/** The options of drafting clips. */
export interface DraftOptions {
  readonly config: Config;
  readonly images: ImageOutcomes;
  readonly lengths: Lengths;
}

/** A clip for which everything is decided but its price. */
export interface ClipDraft {
  /** The clip of the job. */
  readonly clip: JobClip;
  readonly asked: AskedClip;
  /** The model that makes it. */
  readonly name: ModelName;
  /** The model that was to make it. */
  readonly preferred: ModelName;
  readonly made: ModelInput;
  readonly input: Readonly<Record<string, unknown>>;
  readonly imageInputs: PlannedClip["imageInputs"];
  readonly image: PlannedImage;
  readonly lastImage: PlannedImage;
}

/** Stands for an image that is still to be prepared while the rest of the input is made. */
export const IMAGE_TO_COME = "https://image.invalid/";

/** The place of a clip in its job. */
interface Place {
  readonly job: Job;
  readonly clip: JobClip;
  readonly index: number;
  /** The name of its model. */
  readonly name: ModelName;
}

/** Creates the function that drafts the clips of a job, or finds what is wrong with them. */
export function createDrafter(
  job: Job,
  { config, images, lengths }: DraftOptions,
): (clip: JobClip, index: number) => ClipDraft | readonly JobIssue[] {
  const { models } = config;
  const merge = createWishMerger(job, config);
  const planned = { yes: new Map<string, PlannedImage>(), no: new Map<string, PlannedImage>() };
  const imageOf = (url: string | undefined, isTaken: boolean): PlannedImage =>
    remember(isTaken ? planned.yes : planned.no, url ?? "", () => plannedImage(url, images, isTaken));
  return (clip, index) => {
    const { asked, unset } = merge(clip);
    const preferred = asked.model ?? config.model;
    if (!Object.hasOwn(models, preferred)) return [unknownModel({ job, clip, index, name: preferred }, models)];
    const image = imageOf(clip.imageUrl, takes(models, preferred, "image"));
    const name = chooseModel({ image: image.via !== "none", preferred, models });
    const lastImage = imageOf(clip.lastImageUrl, takes(models, name, "lastImage"));
    const { model: _, ...wishes } = asked;
    const given = { prompt: clip.prompt, image: inputOf(image), lastImage: inputOf(lastImage) };
    try {
      const made = modelInput(name, { ...unset, ...wishes, ...given }, { models, lengths });
      return finish({ clip, asked, name, preferred, made, image, lastImage }, getModel(name, models));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.issues.map((issue) => impossible(issue, { job, clip, index, name }));
    }
  };
}

function takes(models: Models, name: ModelName, role: "image" | "lastImage"): boolean {
  return inputNeed(getModel(name, models), role) !== "none";
}

function inputOf(image: PlannedImage): string | undefined {
  switch (image.via) {
    case "signed-url":
    case "upload":
      return image.input;
    case "file":
    case "not-prepared":
      return IMAGE_TO_COME;
    case "none":
      return undefined;
    default:
      return image satisfies never;
  }
}

/** Finishes a draft: images that are not prepared yet leave the input, and one that the model ignores counts as absent. */
function finish(draft: Omit<ClipDraft, "input" | "imageInputs">, { roles }: ModelSpec): ClipDraft {
  const { made, image, lastImage } = draft;
  const nameOf = (role: "image" | "lastImage"): string | undefined => {
    const name = roles[role];
    return name !== undefined && made.input[name] !== undefined ? name : undefined;
  };
  const names = { image: nameOf("image"), lastImage: nameOf("lastImage") };
  const isToCome = [image, lastImage].some((one) => inputOf(one) === IMAGE_TO_COME);
  return {
    ...draft,
    input: isToCome ? withoutImagesToCome(made.input, [names.image, names.lastImage]) : made.input,
    imageInputs: {
      ...(names.image !== undefined && { image: names.image }),
      ...(names.lastImage !== undefined && { lastImage: names.lastImage }),
    },
    image: names.image === undefined && image.via !== "none" ? NOT_TAKEN : image,
    lastImage: names.lastImage === undefined && lastImage.via !== "none" ? NOT_TAKEN : lastImage,
  };
}

/** Takes images that are still to come out of an input; a list of them stays, empty. */
function withoutImagesToCome(input: ModelInput["input"], names: readonly (string | undefined)[]): ModelInput["input"] {
  const rest: Record<string, unknown> = { ...input };
  for (const name of names) {
    if (name === undefined) continue;
    const value = rest[name];
    if (value === IMAGE_TO_COME) delete rest[name];
    else if (Array.isArray(value)) rest[name] = value.filter((item) => item !== IMAGE_TO_COME);
  }
  return rest;
}

function unknownModel({ job, clip, index, name }: Place, models: Models): JobIssue {
  const names = Object.keys(models);
  const meant = closestName(name, names);
  const hint = meant === undefined ? "`vg models` lists them" : `did you mean ${meant}?`;
  const path = pathOf("model", { job, clip, index }) ?? formatPath(["clipPrompts", index]);
  return {
    path,
    message: `must be one of the ${names.length} models, not ${formatValue(name)}; ${hint}`,
    code: "unknown-model",
  };
}

/** The variables that set wishes in the configuration. */
const VARIABLES: Readonly<Record<string, string>> = {
  resolution: "VG_RESOLUTION",
  fps: "VG_FPS",
  motionBucketId: "VG_MOTION_BUCKET_ID",
  steps: "VG_STEPS",
};

/** Says of a wish that its model cannot be sent where in the job it is, or that it is in the configuration. */
function impossible({ variable, message }: ConfigIssue, place: Place): JobIssue {
  const field = variable.replace(/^wish\./, "");
  const path = pathOf(field, place);
  if (path !== undefined) return { path, message: `${message} (on ${place.name})`, code: "impossible" };
  const where = VARIABLES[field] ?? field;
  return {
    path: formatPath(["clipPrompts", place.index]),
    message: `cannot be made on ${place.name}: ${where} ${message}`,
    code: "impossible",
  };
}

/** Returns the path of a wish: in its clip, else in the job's defaults; `undefined` if it is in neither. */
function pathOf(field: string, { job, clip, index }: Omit<Place, "name">): string | undefined {
  const name = field === "image" || field === "lastImage" ? `${field}Url` : field;
  if (Object.hasOwn(clip, name)) return formatPath(["clipPrompts", index, name]);
  return Object.hasOwn(job.defaults ?? {}, name) ? formatPath(["defaults", name]) : undefined;
}
