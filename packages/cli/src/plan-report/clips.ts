import type { CostJSON } from "@vg/cost";
import { addCosts, costToJSON } from "@vg/cost";
import type { Plan, PlannedClip } from "@vg/plan";
import { formatRates } from "../plan/plan-facts.ts";
import { formatMoney, formatSeconds } from "../render/format.ts";
import { type Html, html } from "../report/html.ts";
import { imageBox, type ImageRules } from "./images.ts";
import {
  capitalise,
  formatAmount,
  formatCount,
  formatLength,
  formatNumber,
  formatSpan,
  isEstimate,
  isShort,
  sumOf,
} from "./words.ts";

/** The most clips that are shown without being grouped, the clips of a group, and the most clips that have a card. */
const MOST_UNGROUPED = 60;
const GROUP_SIZE = 50;
const MOST_CARDS = 2000;

/** A clip, and the exact cost from the first clip to it. */
interface CountedClip {
  readonly clip: PlannedClip;
  readonly sum: CostJSON;
}

/** Renders a card for each clip; many clips are in groups that can be opened. */
export function clipSection(plan: Plan, rules: ImageRules): Html {
  const { clips } = plan;
  const counted = countedClips(clips);
  return html`<section aria-labelledby="clips">
    <h2 id="clips">${clips.length === 1 ? "The clip" : "The clips"}</h2>
    ${clips.length > MOST_UNGROUPED ? clipGroups(plan, counted, rules) : cards(plan, counted, { rules, level: 3 })}
  </section>`;
}

/** Returns whether a clip has a card: the first ones have, and those around the place where the budget ends. */
export function hasCard({ clips, budget }: Pick<Plan, "clips" | "budget">, index: number): boolean {
  if (clips.length <= MOST_CARDS || index < MOST_CARDS - GROUP_SIZE) return true;
  const cut = budget?.firstClipOver ?? MOST_CARDS - GROUP_SIZE;
  return groupOf(index) === groupOf(Math.max(cut, MOST_CARDS - GROUP_SIZE));
}

function groupOf(index: number): number {
  return Math.floor(index / GROUP_SIZE);
}

function countedClips(clips: readonly PlannedClip[]): readonly CountedClip[] {
  let total = addCosts();
  return clips.map((clip) => {
    total = addCosts(total, clip.cost.amount);
    return { clip, sum: costToJSON(total) };
  });
}

function clipGroups(plan: Plan, counted: readonly CountedClip[], rules: ImageRules): Html {
  const groups = Array.from({ length: groupOf(counted.length - 1) + 1 }, (_, at) =>
    counted.slice(at * GROUP_SIZE, (at + 1) * GROUP_SIZE),
  );
  const without = groups.filter(([first]) => first !== undefined && !hasCard(plan, first.clip.index));
  return html`<p>
      Groups of ${GROUP_SIZE} clips: open one to see its
      cards.${without.length === 0 ? "" : ` So that a browser can still show the page, ${formatCount(without.length, "group is", "groups are")} listed without cards; vg plan --out writes every clip.`}
    </p>
    ${groups.map((group) => clipGroup(plan, group, rules))}`;
}

function clipGroup(plan: Plan, group: readonly CountedClip[], rules: ImageRules): Html {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return html``;
  const [from, to] = [first.clip.index, last.clip.index];
  const seconds = group.reduce((sum, { clip }) => sum + clip.makes.seconds, 0);
  const warned = group.filter(({ clip }) => clip.warnings.length > 0).length;
  const cut = plan.budget?.firstClipOver ?? -1;
  const isCut = cut >= from && cut <= to;
  const isOver = cut !== -1 && from > cut;
  const remarks = [
    formatLength(seconds),
    formatAmount(sumOf(group.map(({ clip }) => clip.cost))),
    `${formatAmount(last.sum)} so far`,
    ...(warned === 0 ? [] : [`${formatNumber(warned)} with warnings`]),
  ].join(" · ");
  const head = html`<h3>${capitalise(formatSpan(from, to))}</h3>
    <span>${remarks}${isOver ? " · beyond the budget" : ""}</span>
    ${isCut ? html`<strong class="bad">The budget ends at clip ${formatNumber(cut + 1)}</strong>` : undefined}`;
  if (!hasCard(plan, from)) return html`<div class="group">${head}</div>`;
  const isOpen = from === 0 || isCut;
  return html`<details class="group" ${isOpen ? "open" : ""}>
    <summary>${head}</summary>
    ${cards(plan, group, { rules, level: 4 })}
  </details>`;
}

interface CardOptions {
  readonly rules: ImageRules;
  /** The level of the headings. */
  readonly level: 3 | 4;
}

function cards(plan: Plan, counted: readonly CountedClip[], options: CardOptions): Html {
  const { budget } = plan;
  const cut = budget?.firstClipOver ?? undefined;
  const end = counted.findIndex(({ clip }) => clip.index === cut);
  const list = (part: readonly CountedClip[]): Html | undefined =>
    part.length === 0
      ? undefined
      : html`<ol class="cards" role="list">
          ${part.map((one) => card(plan, one, options))}
        </ol>`;
  if (budget === undefined || end === -1) return list(counted) ?? html``;
  return html`${list(counted.slice(0, end))}
    <p class="cut">
      <strong>The budget of ${formatAmount(budget.limit)} ends here.</strong> It does not pay for what follows.
    </p>
    ${list(counted.slice(end))}`;
}

function card({ prices, budget, clips }: Plan, { clip, sum }: CountedClip, { rules, level }: CardOptions): Html {
  const { index, prompt, makes, cost, image, lastImage, warnings, model } = clip;
  const price = prices[clip.price];
  const isOver = budget?.firstClipOver != null && index >= budget.firstClipOver;
  const name = `Clip ${formatNumber(index + 1)}`;
  const title = level === 3 ? html`<h3>${name}</h3>` : html`<h4>${name}</h4>`;
  return html`<li class="card${isOver ? " over" : ""}" id="clip-${index + 1}">
    <div class="shots">
      ${imageBox(image, `${name} begins with`, rules)}${lastImage && imageBox(lastImage, `${name} ends with`, rules)}
    </div>
    <div class="head">${title}<b>${formatAmount(cost, price !== undefined && isEstimate(price))}</b></div>
    ${isOver ? html`<p class="badge">Beyond the budget</p>` : undefined} ${promptText(prompt)}
    <p class="made">${lengthText(clip)}</p>
    <p>
      <span>${model.name}</span>
      <small>${formatMade(clip)}</small>
      ${clip.asked.negativePrompt === undefined ? undefined : html`<small>Not to be seen: <bdi>${clip.asked.negativePrompt}</bdi></small>`}
    </p>
    <p>
      <small>${price && `${formatRates(price, { none: "free", seconds: makes.seconds })} = ${exactly(cost)}`}</small>
      ${clips.length > 1 ? html`<small>${index === 0 ? "" : `${capitalise(formatSpan(0, index))} together: ${formatAmount(sum)}`}</small>` : undefined}
    </p>
    ${
      warnings.length === 0
        ? undefined
        : html`<ul class="warnings">
            ${warnings.map(({ message }) => html`<li>${message}</li>`)}
          </ul>`
    }
  </li>`;
}

function exactly(cost: CostJSON): string {
  return isShort(cost) ? formatMoney(cost) : `exactly ${formatMoney(cost)}`;
}

/** The most characters of a prompt that a card shows before it is opened. */
const LONGEST_PROMPT = 280;
const LETTERS = new Intl.Segmenter("en");

function promptText(prompt: string): Html {
  if (prompt.length <= LONGEST_PROMPT) return html`<p class="prompt" dir="auto">${prompt}</p>`;
  // What a person takes for one letter stays whole, and a long word may be cut.
  const { index: end = 0 } = LETTERS.segment(prompt).containing(LONGEST_PROMPT) ?? {};
  const start = prompt.slice(0, end);
  return html`<details class="prompt">
    <summary><span dir="auto">${start.replace(/\s+\S{0,30}$/u, "")} …</span></summary>
    <p dir="auto">${prompt}</p>
  </details>`;
}

function lengthText({ asked, makes }: PlannedClip): Html {
  const made = formatSeconds(makes.seconds);
  const wished = formatSeconds(asked.duration);
  if (made === wished) return html`<b>${made} s</b>, as asked for`;
  return html`${wished} s asked for, <b>${made} s made</b>`;
}

function formatMade({ makes: { resolution, aspectRatio, fps, audio }, asked: { seed } }: PlannedClip): string {
  const parts = [
    resolution,
    aspectRatio,
    fps === undefined ? undefined : `${formatSeconds(fps)} frames a second`,
    audio === undefined ? undefined : audio ? "with sound" : "no sound",
    seed === undefined ? undefined : `seed ${seed}`,
  ];
  return parts.filter((part) => part !== undefined).join(" · ");
}
