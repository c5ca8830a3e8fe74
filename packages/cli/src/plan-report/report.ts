import { compareCosts } from "@vg/cost";
import type { ModelOffer, Plan } from "@vg/plan";
import { type Html, html } from "../report/html.ts";
import { fact, type PageSection, renderPage, sectionList } from "../report/page.ts";
import { budgetSection, formatCut } from "./budget.ts";
import { clipSection } from "./clips.ts";
import { countImages, formatSignedUrls, imageOrigins, type ImageRules, imageTimes } from "./images.ts";
import { offerSection } from "./offers.ts";
import { priceSection } from "./prices.ts";
import { PLAN_STYLE } from "./style.ts";
import { timelineSection } from "./timeline.ts";
import { warningSection } from "./warnings.ts";
import {
  capitalise,
  formatAmount,
  formatCount,
  formatLength,
  formatNumber,
  formatShort,
  formatTime,
  formatTotal,
  isEstimate,
} from "./words.ts";

/** The facts that a report of a plan needs beside the plan. */
export interface PlanReportOptions {
  /** The job's cost on every model that can make it, the cheapest first: `comparePrices` of `@vg/plan`. */
  readonly offers: readonly ModelOffer[];
  /** The version of `vg`. */
  readonly version: string;
  /** The time now: an image whose URL has expired is not loaded. */
  readonly now: Date;
}

/**
 * Renders the report of a plan as one self-contained HTML page: no script, and nothing from elsewhere but the images, by the
 * signed URLs of the plan.
 *
 * Whoever has the page can see the images until their URLs expire, so it is for whoever may see them.
 */
export async function renderPlanReport(plan: Plan, { offers, version, now }: PlanReportOptions): Promise<string> {
  const origins = imageOrigins(plan, now);
  const rules: ImageRules = { now, origins };
  const times = imageTimes(plan, rules);
  const warnings = warningSection(plan);
  const [budget, timeline, comparison] = await Promise.all([
    budgetSection(plan),
    timelineSection(plan),
    offerSection(plan, offers),
  ]);
  const sections: readonly PageSection[] = [
    ["budget", plan.budget?.withinBudget === false ? "Where the money ends" : "The budget"],
    ["prices", "Why it costs this"],
    ["timeline", "Asked for, and made"],
    ...(warnings === undefined ? [] : [["warnings", "Warnings"] as const]),
    ["offers", "The same job on other models"],
    ["clips", plan.clips.length === 1 ? "The clip" : "The clips"],
  ];
  const header = html`<p class="kicker">
      The plan of <bdi>${plan.jobId}</bdi>, made on ${formatTime(new Date(plan.createdAt))}: nothing has been spent yet
    </p>
    ${headline(plan)} ${facts(plan, offers)}
    ${times === undefined ? undefined : html`<p class="warning">${formatSignedUrls(times)}</p>`}
    ${sectionList(sections)}`;
  const main = html`${budget} ${priceSection(plan)} ${timeline} ${warnings} ${comparison} ${clipSection(plan, rules)}`;
  return renderPage({
    title: `${capitalise(formatTotal(plan))} for ${isolate(plan.jobId)}`,
    style: PLAN_STYLE,
    imageOrigins: [...origins],
    header,
    main,
    version,
    madeAt: now,
  });
}

/** Keeps the direction of a name from the text around it, where there is no element to do so. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

function headline(plan: Plan): Html {
  const { budget, clips } = plan;
  const cost = `${clips.length === 1 ? "This clip costs" : `These ${formatNumber(clips.length)} clips cost`} ${formatTotal(plan)}`;
  const doubt = doubtText(plan);
  if (budget === undefined)
    return html`<h1>${cost}</h1>
      ${doubt}`;
  const verdict = budget.withinBudget
    ? `within the budget of ${formatAmount(budget.limit)}`
    : `${formatAmount(budget.overrun)} more than the budget of ${formatAmount(budget.limit)}`;
  // What is within the budget by an estimate only is not good news yet.
  const look = budget.withinBudget ? (doubt === undefined ? "good" : "") : "bad";
  return html`<h1 class="${look}">${cost}, ${verdict}</h1>
    ${doubt}
    <p class="lead">${capitalise(formatCut(plan, budget))}</p>`;
}

/** Renders why the bill can be another; nothing if every price is somebody's and counts what is made. */
function doubtText({ prices }: Plan): Html | undefined {
  const count = (isMeant: (price: Plan["prices"][number]) => boolean): number =>
    prices.filter(isMeant).reduce((sum, { clips }) => sum + clips, 0);
  const unknown = count(({ from }) => from === "environment");
  const typical = count(({ kind }) => kind === "gpu-second");
  if (unknown + typical === 0) return undefined;
  return html`<p class="lead bad">
    This is an
    estimate.${unknown === 0 ? "" : ` No price is known for the model of ${formatCount(unknown, "clip")}, so a formula stands in, and the bill can be far from it.`}${typical === 0 ? "" : ` ${formatCount(typical, "clip is", "clips are")} billed by the time that the hardware runs; runs of typical length are counted.`}
  </p>`;
}

function facts(plan: Plan, offers: readonly ModelOffer[]): Html {
  const { budget, clips, seconds, warnings, prices, total } = plan;
  const images = countImages(plan);
  const [cheapest] = offers;
  const isCheaper = cheapest !== undefined && compareCosts(cheapest.total.amount, total.amount) < 0;
  const isOver = budget?.withinBudget === false;
  return html`<dl class="facts">
    ${fact("Cost", formatShort(total), prices.some(isEstimate) ? "an estimate, see the prices" : "exact, by the prices below")}
    ${budget && fact("Budget", formatAmount(budget.limit), isOver ? `${formatShort(budget.overrun)} short` : `${formatShort(budget.remaining)} left`)}
    ${budget && fact("Clips that it pays for", `${formatNumber(budget.affordableClips)} of ${formatNumber(clips.length)}`, "in the order of the job")}
    ${fact("Length", formatLength(seconds.made), `${formatLength(seconds.asked)} asked for`)}
    ${images.wanted === 0 ? fact("Images", "none", "made from prompts alone") : fact("Images", `${formatNumber(images.ready)} of ${formatNumber(images.wanted)}`, "are ready")}
    ${isCheaper ? fact("Cheaper", formatShort(cheapest.total), `${cheapest.isTypical ? "an estimate, " : ""}all on ${cheapest.model}`) : undefined}
    ${fact("Warnings", formatNumber(warnings.length), warnings.length === 0 ? "all is made as asked for" : `about ${formatCount(new Set(warnings.flatMap((warning) => warning.clips)).size, "clip")}`)}
  </dl>`;
}
