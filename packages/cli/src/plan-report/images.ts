import { formatImageReason, type Plan, type PlannedImage, type UrlImage } from "@vg/plan";
import { imagesOf, isUnneeded } from "../plan/plan-facts.ts";
import { type Html, html } from "../report/html.ts";
import { formatCount, formatNumber, formatTime } from "./words.ts";

/** The time of the page, and the origins that it may load images from. */
export interface ImageRules {
  readonly now: Date;
  readonly origins: ReadonlySet<string>;
}

/**
 * Returns the origins of the signed URLs of a plan, each once.
 *
 * A host can have a semicolon in its name, which would end a rule of the page's policy: such a one is not an origin here.
 */
export function imageOrigins({ clips }: Plan, now: Date): ReadonlySet<string> {
  const origins = new Set<string>();
  for (const image of clips.flatMap(imagesOf)) {
    const origin = isShown(image, now) ? originOf(image.input) : undefined;
    if (origin !== undefined) origins.add(origin);
  }
  return origins;
}

/** Returns the first and the last time until which the page can show an image; `undefined` if it shows none. */
export function imageTimes({ clips }: Plan, { now, origins }: ImageRules): ImageTimes | undefined {
  const urls = new Set<string>();
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const image of clips.flatMap(imagesOf)) {
    if (!isShown(image, now) || !origins.has(originOf(image.input) ?? "")) continue;
    const until = image.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(image.expiresAt);
    urls.add(image.input);
    [first, last] = [Math.min(first, until), Math.max(last, until)];
  }
  return urls.size === 0 ? undefined : { count: urls.size, first: dateOf(first), last: dateOf(last) };
}

/** The number of images that a page shows, and until when; no time is for ever. */
export interface ImageTimes {
  readonly count: number;
  readonly first: Date | undefined;
  readonly last: Date | undefined;
}

function dateOf(time: number): Date | undefined {
  return Number.isFinite(time) ? new Date(time) : undefined;
}

/** Formats the warning about the signed URLs in the page. */
export function formatSignedUrls({ count, first, last }: ImageTimes): string {
  const urls = `the private ${count === 1 ? "link" : "links"} (signed ${count === 1 ? "URL" : "URLs"}) of ${formatCount(count, "image")}`;
  if (last === undefined) return `This page contains ${urls}: whoever has it can see ${count === 1 ? "it" : "them"}.`;
  const from =
    first === undefined || first.getTime() === last.getTime() ? "" : `; the first stops at ${formatTime(first)}`;
  return `This page contains ${urls}: whoever has the page can see ${count === 1 ? "it" : "them"} until ${formatTime(last)}${from}. After that it shows ${count === 1 ? "its name" : "their names"} only.`;
}

/** Formats how many images are ready for the models: `3 of 4`. */
export function countImages({ clips }: Plan): { readonly wanted: number; readonly ready: number } {
  const all = clips.flatMap(imagesOf).filter((image) => !isUnneeded(image));
  const ready = all.filter(({ via }) => via !== "none" && via !== "not-prepared").length;
  return { wanted: all.length, ready };
}

/** Returns whether a browser can show an image: a file at Replicate needs an account, and an old URL no longer works. */
function isShown(image: PlannedImage, now: Date): image is UrlImage {
  if (image.via !== "signed-url") return false;
  return image.expiresAt === undefined || Date.parse(image.expiresAt) > now.getTime();
}

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])$/;

function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, hostname } = new URL(url);
  return (protocol === "https:" || protocol === "http:") && HOST.test(hostname) ? origin : undefined;
}

/** Renders an image, or why it cannot be seen here. */
export function imageBox(image: PlannedImage, name: string, rules: ImageRules): Html {
  const box = (remark: string, isBad = false): Html =>
    html`<p class="shot${isBad ? " lost" : ""}">
      <span>${"object" in image && image.object ? nameOf(image.object) : undefined}${remark}</span>
    </p>`;
  switch (image.via) {
    case "signed-url": {
      if (!isShown(image, rules.now)) return box(`The signed URL worked until ${untilOf(image)}.`);
      if (!rules.origins.has(originOf(image.input) ?? "")) return box("Its URL cannot be shown in a page.");
      return shownImage(image, name);
    }
    case "upload":
      return box("Uploaded to Replicate, where only its account can see it.");
    case "file":
      return box(`A file of ${formatNumber(image.bytes)} bytes, which goes with the prediction.`);
    case "not-prepared":
      return box("Not prepared yet, so it cannot be shown.");
    case "none":
      if (image.reason === "no-image") return box("No image: made from the prompt alone");
      if (image.reason === "not-taken") return box("Its image is not used: the model takes none", true);
      return box(`Made without its image: ${formatImageReason(image.reason)}`, true);
    default:
      return image satisfies never;
  }
}

function shownImage(image: UrlImage, name: string): Html {
  const { input, width, height, object } = image;
  const size = width === undefined || height === undefined ? "" : html`width="${width}" height="${height}"`;
  return html`<figure class="shot">
    <img src="${input}" ${size} loading="lazy" decoding="async" alt="${name}: ${object.bucket}/${object.path}" />
    <figcaption>
      <bdi>${object.bucket}/${object.path}</bdi
      >${image.expiresAt === undefined ? "" : `, can be seen here until ${untilOf(image)}`}
    </figcaption>
  </figure>`;
}

function nameOf({ bucket, path }: UrlImage["object"]): Html {
  return html`<b dir="auto">${bucket}/${path}</b> `;
}

function untilOf({ expiresAt }: UrlImage): string {
  return expiresAt === undefined ? "" : formatTime(new Date(expiresAt));
}
