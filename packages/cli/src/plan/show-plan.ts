import type { Config } from "@vg/config";
import { comparePlans, comparePrices, type Job, type Plan, type PlannedClip } from "@vg/plan";
import type { ExitCode } from "../errors.ts";
import { version } from "../package-file.ts";
import { writeAtomic } from "../shared/output-file.ts";
import type { Terminal } from "../terminal.ts";
import { type OtherPlan, renderComparison } from "./compare.ts";
import { imagesOf, isUnneeded } from "./plan-facts.ts";
import { renderPlan } from "./render-plan.ts";

/** A plan, and what it is shown with. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly job: Job;
  readonly config: Config;
  /** The plan that it is compared with. */
  readonly other?: OtherPlan | undefined;
}

/** The options that say how a plan is shown and where it is written. */
export interface ShowOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly report?: string;
  readonly requireImages?: boolean;
}

/** Shows a plan, writes it if asked to, and returns as the exit code whether it keeps to its budget and has its images. */
export async function showPlan(shown: ShownPlan, options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const { plan, other } = shown;
  const { json = false, out, report, requireImages = false } = options;
  // What cannot be shown is not written either.
  const text = json || out !== undefined ? JSON.stringify(plan, undefined, 2) : "";
  const output = json
    ? other === undefined
      ? text
      : JSON.stringify(comparePlans(other.plan, plan), undefined, 2)
    : [renderPlan(plan, terminal), ...(other === undefined ? [] : [renderComparison(other, plan, terminal)])].join(
        "\n\n",
      );
  const page = report === undefined ? undefined : await makeReport(shown);
  const secret = plan.clips.some(hasSignedUrl) ? ", as it contains signed URLs" : "";
  if (out !== undefined) {
    await writeAtomic(out, `${text}\n`);
    terminal.note(`Wrote ${out}; only you can read it${secret}.`);
  }
  if (report !== undefined && page !== undefined) {
    await writeAtomic(report, page);
    terminal.note(`Wrote ${report}; only you can read it${secret}.`);
  }
  if (json) terminal.data(output);
  else terminal.show(output);
  const missing = requireImages ? plan.clips.filter(isImageMissing) : [];
  if (missing.length > 0) {
    const clips = missing.length === 1 ? "the image of 1 clip" : `the images of ${missing.length} clips`;
    terminal.fail(`${clips} could not be prepared, and --require-images was given`);
  }
  if (plan.budget?.withinBudget === false) return 3;
  return missing.length > 0 ? 4 : 0;
}

async function makeReport({ plan, job, config }: ShownPlan): Promise<string> {
  const { renderPlanReport } = await import("../plan-report/report.ts");
  const offers = comparePrices(job, { config, lengths: plan.lengths });
  return renderPlanReport(plan, { offers, version: version(), now: new Date(plan.createdAt) });
}

function hasSignedUrl(clip: PlannedClip): boolean {
  return imagesOf(clip).some(({ via }) => via === "signed-url");
}

/** Returns whether an image of a clip could not be prepared. */
function isImageMissing(clip: PlannedClip): boolean {
  return imagesOf(clip).some((image) => image.via === "none" && !isUnneeded(image));
}
