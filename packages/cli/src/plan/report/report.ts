import type { ModelOffer, Plan, PlannedImage } from "@vg/plan";
import { formatMoney } from "../../render/format.ts";
import { html, type Html } from "../../report/html.ts";
import { factList, renderPage } from "../../report/page.ts";
import { formatImageCounts, formatLengths } from "../render-plan.ts";
import { clipSection, formatTime } from "./clips.ts";
import {
  budgetSection,
  formatBudget,
  offerSection,
  priceSection,
  timelineSection,
  warningSection,
} from "./sections.ts";

/** What a report shows beside the plan. */
export interface PlanReportOptions {
  /** What the job costs on every model that can make it. */
  readonly offers: readonly ModelOffer[];
  /** The time now. */
  readonly now: Date;
  /**
   * The version of `vg` that makes it.
   *
   * @default this one's
   */
  readonly version?: string;
}

/**
 * Renders a plan as one self-contained page: what it costs, why, where the money ends, and each clip with its image.
 *
 * It contains the signed URLs of its images, so it is as private as the plan, and shows them as long as they work.
 */
export async function renderPlanReport(plan: Plan, { offers, now, version }: PlanReportOptions): Promise<string> {
  const { jobId, total, budget, clips, warnings } = plan;
  const [money, timeline, others] = await Promise.all([
    budgetSection(plan),
    timelineSection(plan),
    offerSection(plan, offers),
  ]);
  const count = clips.length === 1 ? "1 clip" : `${clips.length} clips`;
  const verdict = budget === undefined ? "" : budget.withinBudget ? ", within the budget" : ", over the budget";
  return renderPage({
    title: `${jobId}: ${formatMoney(total)} for ${count}${verdict}`,
    kicker: `The plan of ${jobId}: nothing has been generated or paid`,
    heading: `${formatMoney(total)} for ${count}${verdict}`,
    isGood: budget?.withinBudget !== false,
    introduction: html`<p class="lead">${formatBudget(plan)}</p>
      ${facts(plan)} ${privacyNote(plan, now)}`,
    sections: [
      ["budget", "Where the money ends"],
      ["timeline", "Asked for, and made"],
      ...(warnings.length === 0 ? [] : [["warnings", "What is not as asked"] as const]),
      ["prices", "Why it costs that"],
      ["clips", "Clips"],
      ["offers", "On other models"],
    ],
    content: html`${money}${timeline}${warningSection(plan)}${priceSection(plan)}${clipSection(plan, now)}${others}`,
    style: STYLE,
    imageOrigins: [...new Set(clips.flatMap(({ image, lastImage }) => [originOf(image), originOf(lastImage)]).flat())],
    madeAt: now,
    ...(version !== undefined && { version }),
  });
}

function facts(plan: Plan): Html {
  const { total, seconds, clips } = plan;
  const length = formatLengths(seconds.asked, seconds.made);
  return factList([
    ["Cost", formatMoney(total), "of what is made"],
    ...budgetFacts(plan),
    ["Seconds", length, seconds.asked === seconds.made ? "" : "asked for, made"],
    ["Images", formatImageCounts(clips), ""],
  ]);
}

function budgetFacts({ budget, clips }: Plan): readonly (readonly [string, string, string])[] {
  if (budget === undefined) return [];
  const { withinBudget, limit, remaining, overrun, affordableClips } = budget;
  return [
    ["Budget", formatMoney(limit), ""],
    withinBudget ? ["Left", formatMoney(remaining), ""] : ["Over by", formatMoney(overrun), ""],
    ["Clips that fit", `${affordableClips} of ${clips.length}`, "from the first on"],
  ];
}

/** Says how long the page shows its images, and to whom. */
function privacyNote({ clips }: Plan, now: Date): Html | undefined {
  const signed = clips.flatMap(({ image, lastImage }) => [image, lastImage]).filter(isSigned);
  if (signed.length === 0) return undefined;
  const ends = signed.flatMap(({ expiresAt }) => expiresAt ?? []).toSorted();
  const [first] = ends;
  const until = first === undefined ? "" : ` until ${formatTime(first)}`;
  const isOver = first !== undefined && Date.parse(first) <= now.getTime();
  return html`<p class="warning">
    Whoever has this page can open its
    images${isOver ? "; most of them have expired" : `${until}: it contains their signed URLs`}.
  </p>`;
}

function isSigned(image: PlannedImage | undefined): image is Extract<PlannedImage, { via: "signed-url" | "upload" }> {
  return image?.via === "signed-url";
}

/** Returns the server of an image that the page shows. */
function originOf(image: PlannedImage | undefined): readonly string[] {
  return isSigned(image) && URL.canParse(image.input) ? [new URL(image.input).origin] : [];
}

/** The rules of the cards and the wide drawings. */
const STYLE = `
.wide svg { max-width: none; }
.pan { overflow-x: auto; }
.pan svg { min-width: 48rem; }
.key svg { min-width: 0; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
.card { border: 1px solid var(--rule); border-radius: 8px; padding: 1rem; background: var(--panel); overflow-wrap: anywhere; min-width: 0; content-visibility: auto; contain-intrinsic-size: auto 26rem; }
.card.over { border-color: var(--bad); border-style: dashed; }
.card h3 { margin: 0 0 0.5rem; font-size: 1rem; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 0.75rem; }
.card figure { margin: 0 0 0.75rem; }
.card img { display: block; width: 100%; height: auto; aspect-ratio: 16 / 9; object-fit: contain; background: var(--page); border-radius: 4px; }
.card figcaption, .no-image { font-size: 0.875rem; color: var(--muted); margin: 0.35rem 0 0.75rem; }
.no-image { border: 1px dashed var(--axis); border-radius: 4px; padding: 0.5rem 0.75rem; }
.prompt { margin: 0 0 0.75rem; white-space: pre-line; }
.card dl { margin: 0; }
.card dl div { display: flex; justify-content: space-between; gap: 1rem; border-top: 1px solid var(--rule); padding: 0.25rem 0; }
.card dt { color: var(--muted); }
.card dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
.warnings { margin: 0.75rem 0 0; padding-left: 1.1rem; }
.warnings li { margin-top: 0.25rem; }
`;
