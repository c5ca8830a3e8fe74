import type { ClipWarning, Plan, PlannedClip, PlannedImage } from "@vg/plan";
import { html, type Html } from "../../report/html.ts";
import { formatMoney } from "../../render/format.ts";
import { formatImage, formatLengths } from "../render-plan.ts";

/** Prompts that are longer are folded, whole. */
const LONG_PROMPT = 280;

/** Renders a card for each clip: its image, prompt, model, length, cost and warnings. */
export function clipSection({ clips, budget }: Plan, now: Date): Html {
  const firstOver = budget?.firstClipOver ?? Number.POSITIVE_INFINITY;
  return html`<section aria-labelledby="clips">
    <h2 id="clips">Clips</h2>
    <ol class="cards">
      ${clips.map((clip) => clipCard(clip, { isOver: clip.index >= firstOver, now }))}
    </ol>
  </section>`;
}

interface CardOptions {
  /** True if the budget has ended before the clip. */
  readonly isOver: boolean;
  readonly now: Date;
}

function clipCard(clip: PlannedClip, { isOver, now }: CardOptions): Html {
  const { index, asked, makes, model, cost, image, lastImage, warnings } = clip;
  const begins = imageFigure(image, { label: `The image that clip ${index + 1} begins with`, now });
  const ends =
    lastImage &&
    imageFigure(lastImage, { label: `The image that clip ${index + 1} ends with`, now, title: "Ends with" });
  return html`<li id="clip-${index + 1}" class="card${isOver ? " over" : ""}">
    <h3>Clip ${index + 1}${isOver ? html` <strong class="bad">beyond the budget</strong>` : undefined}</h3>
    ${begins} ${ends} ${promptOf(clip)}
    <dl>
      <div>
        <dt>Cost</dt>
        <dd><strong>${formatMoney(cost)}</strong></dd>
      </div>
      <div>
        <dt>Seconds</dt>
        <dd>
          ${formatLengths(asked.duration, makes.seconds)}${makes.seconds === asked.duration ? "" : " (asked, made)"}
        </dd>
      </div>
      <div>
        <dt>Model</dt>
        <dd>${model.name}</dd>
      </div>
      ${
        makes.resolution === undefined
          ? undefined
          : html`<div>
              <dt>Picture</dt>
              <dd>${[makes.resolution, makes.aspectRatio].flatMap((part) => part ?? []).join(", ")}</dd>
            </div>`
      }
      ${
        makes.audio === undefined
          ? undefined
          : html`<div>
              <dt>Sound</dt>
              <dd>${makes.audio ? "yes" : "no"}</dd>
            </div>`
      }
    </dl>
    ${warningList(warnings)}
  </li>`;
}

function promptOf({ prompt }: PlannedClip): Html {
  if (prompt.length <= LONG_PROMPT) return html`<p class="prompt">${prompt}</p>`;
  return html`<details class="prompt">
    <summary>${prompt.slice(0, LONG_PROMPT).replace(/\s*\S*$/, "")} ...</summary>
    <p>${prompt}</p>
  </details>`;
}

function warningList(warnings: readonly ClipWarning[]): Html | undefined {
  // What is said of every clip's price is said once, beside the prices.
  const shown = warnings.filter(({ code }) => code !== "price-unknown");
  if (shown.length === 0) return undefined;
  return html`<ul class="warnings">
    ${shown.map(({ message }) => html`<li>${message}</li>`)}
  </ul>`;
}

interface ImageOptions {
  readonly label: string;
  readonly now: Date;
  /**
   * What it is, before its way to the model.
   *
   * @default nothing
   */
  readonly title?: string;
}

/** Renders an image if its URL can be opened by whoever has the page, and else what becomes of it. */
function imageFigure(image: PlannedImage, { label, now, title }: ImageOptions): Html {
  const way = `${title === undefined ? "" : `${title}: `}${formatImage(image)}`;
  if (image.via !== "signed-url") return html`<p class="no-image">${way}</p>`;
  const { input, object, expiresAt, width, height } = image;
  const until = expiresAt === undefined ? "" : `, works until ${formatTime(expiresAt)}`;
  const isGone = expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
  if (isGone) return html`<p class="no-image">${way}; it worked until ${formatTime(expiresAt)}</p>`;
  return html`<figure>
    <img
      src="${input}"
      alt="${label}: ${object.bucket}/${object.path}"
      loading="lazy"
      decoding="async"
      ${size("width", width)}
      ${size("height", height)}
    />
    <figcaption>${way}${until}</figcaption>
  </figure>`;
}

function size(name: "width" | "height", pixels: number | undefined): Html | undefined {
  if (pixels === undefined) return undefined;
  return name === "width" ? html`width="${pixels}"` : html`height="${pixels}"`;
}

/** Formats a time to the minute, in UTC. */
export function formatTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
