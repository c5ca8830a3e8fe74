import type { Plan } from "@vg/plan";
import { formatSeconds } from "../render/format.ts";
import { type Html, html } from "../report/html.ts";
import { largest } from "../report/plot.ts";
import { type BarPlot, barPlotPair, type PlotBar, type PlotLabel, type PlotLine, textWidth } from "./bar-plot.ts";
import { barSwatch } from "./bar-swatch.ts";
import { formatCount, formatLength, formatNumber } from "./words.ts";

/** Clips that follow each other and are drawn as one. */
export interface TimelineBlock {
  /** Positions of the first and the last clip, from 0. */
  readonly first: number;
  readonly last: number;
  /** Seconds. */
  readonly asked: number;
  readonly made: number;
  /** True if the budget does not reach it. */
  readonly isOver: boolean;
}

/** The most blocks that a timeline has. */
const MOST_BLOCKS = 120;

/** Returns the blocks of a timeline: a clip each, or equally many if there are many; the end of the budget is between two. */
export function timelineBlocks({ clips, budget }: Pick<Plan, "clips" | "budget">): readonly TimelineBlock[] {
  const size = Math.ceil(clips.length / MOST_BLOCKS);
  const cut = budget?.firstClipOver ?? clips.length;
  const blocks: TimelineBlock[] = [];
  for (let first = 0; first < clips.length;) {
    const next = Math.min(first + size, first < cut ? cut : clips.length, clips.length);
    let [asked, made] = [0, 0];
    for (const clip of clips.slice(first, next)) {
      asked += clip.asked.duration;
      made += clip.makes.seconds;
    }
    blocks.push({ first, last: next - 1, asked, made, isOver: first >= cut });
    first = next;
  }
  return blocks;
}

/** Renders the timeline of a plan, to scale: the seconds that were asked for above those that are made. */
export async function timelineSection(plan: Plan): Promise<Html> {
  const { seconds, clips, budget } = plan;
  const blocks = timelineBlocks(plan);
  const cut = budget?.firstClipOver ?? undefined;
  const label = `Timeline of ${formatCount(clips.length, "clip")} to scale: ${formatSeconds(seconds.asked)} seconds asked for, ${formatSeconds(seconds.made)} made.${cut === undefined ? "" : ` The budget ends before clip ${formatNumber(cut + 1)}.`}`;
  const isGrouped = blocks.length < clips.length;
  const isLonger = blocks.some(({ asked, made }) => made > asked + SAME);
  const isShorter = blocks.some(({ asked, made }) => made < asked - SAME);
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Asked for, and made</h2>
    <p>${formatLengths(plan)}</p>
    <figure>
      <ul class="key">
        <li>${barSwatch("old")}<span>asked for</span></li>
        <li>${barSwatch("within")}<span>made, and billed</span></li>
        ${isLonger ? html`<li>${barSwatch("outside")}<span>longer than asked for, and billed too</span></li>` : undefined}
        ${isShorter ? html`<li>${barSwatch("outside", "dashed")}<span>asked for, and not made</span></li>` : undefined}
        ${
          cut === undefined
            ? undefined
            : html`<li>${barSwatch("bad", "line")}<span>the budget ends</span></li>
                <li>${barSwatch("within", "outlined")}<span>beyond the budget</span></li>`
        }
      </ul>
      ${await barPlotPair((width) => timelinePlot(blocks, width), label)}
      <figcaption>
        <p>
          ${isGrouped ? `Each block is up to ${formatNumber(largest(blocks.map(({ first, last }) => last - first + 1)))} clips, with the sum of their seconds.` : "The numbers are the clips'; their lengths are to scale."}
        </p>
      </figcaption>
    </figure>
  </section>`;
}

function formatLengths({ seconds: { asked, made }, clips }: Plan): string {
  const other = clips.filter((clip) => Math.abs(clip.makes.seconds - clip.asked.duration) > SAME).length;
  if (other === 0) return `Every clip is made as long as it was asked for: ${formatLength(made)} in all.`;
  return `${formatLength(asked)} were asked for, ${formatLength(made)} are made: a model makes certain lengths only, and bills what it makes. ${formatCount(other, "clip has", "clips have")} another length than asked for.`;
}

/** Lengths that are nearer to each other are the same. */
const SAME = 0.005;

/** The least width of a block on average, and the height of a line of blocks. */
const BLOCK_WIDTH = 34;
const LINE_HEIGHT = 56;

/** Creates the plot of a timeline, which is broken into lines of equally many seconds, as a text is. */
export function timelinePlot(blocks: readonly TimelineBlock[], width: number): BarPlot {
  const slots = blocks.map(({ asked, made }) => Math.max(asked, made));
  const lines = Math.ceil((blocks.length * BLOCK_WIDTH) / width);
  const end = Math.max(slots.reduce((sum, slot) => sum + slot, 0) / lines, largest(slots));
  const bars: PlotBar[] = [];
  const labels: PlotLabel[] = [];
  const starts: PlotLabel[] = [];
  const cuts: PlotLine[] = [];
  const unit = width / end;
  let [from, top] = [0, 0];
  for (const [index, block] of blocks.entries()) {
    const slot = slots[index] ?? 0;
    if (from > 0 && from + slot > end * (1 + 1e-9)) [from, top] = [0, top + LINE_HEIGHT];
    bars.push(...blockBars(block, from, top));
    labels.push(...blockLabels(block, { from, top, unit }));
    if (from === 0) starts.push(lineStart(block, top));
    if (block.isOver && blocks[index - 1]?.isOver !== true) {
      cuts.push({ at: from, top, bottom: top + 48, colour: "var(--bad)" });
      labels.push(cutLabel({ from, top, unit, width }));
    }
    from += slot;
  }
  const isBroken = starts.length > 1;
  // In the line of the cut, its own label may be in the same place.
  labels.push(...starts.filter(({ y }) => isBroken && !cuts.some((cut) => cut.top + LABEL_HEIGHT === y)));
  return {
    width,
    height: top + LINE_HEIGHT,
    end,
    axis: { title: isBroken ? "Seconds of each line" : "Seconds", format: ",~f" },
    bars,
    labels,
    lines: cuts,
  };
}

/** The height of the labels above a line's blocks. */
const LABEL_HEIGHT = 6;

function lineStart({ first }: TimelineBlock, top: number): PlotLabel {
  const text = `clip ${formatNumber(first + 1)}`;
  return { at: 0, y: top + LABEL_HEIGHT, text, colour: "var(--muted)", align: "left" };
}

const CUT = "the budget ends here";

interface Place {
  readonly from: number;
  readonly top: number;
  /** The width of a second, in the units of the drawing. */
  readonly unit: number;
}

/** Returns the label of the cut: right of it, or left of it if there is no room. */
function cutLabel({ from, top, unit, width }: Place & { readonly width: number }): PlotLabel {
  const isLate = from * unit + textWidth(CUT) > width;
  return {
    at: from,
    y: top + LABEL_HEIGHT,
    text: CUT,
    colour: "var(--bad)",
    align: isLate ? "right" : "left",
    gap: isLate ? -5 : 5,
    isBold: true,
  };
}

function blockBars({ asked, made, isOver }: TimelineBlock, from: number, top: number): readonly PlotBar[] {
  const look = isOver ? "outlined" : "filled";
  const shared = Math.min(asked, made);
  const lower = { top: top + 26, bottom: top + 46 };
  const bars: readonly PlotBar[] = [
    { from, to: from + asked, top: top + 15, bottom: top + 23, colour: "var(--old)", look },
    { ...lower, from, to: from + shared, colour: "var(--within)", look },
    { ...lower, from: from + shared, to: from + made, colour: "var(--outside)", look },
    { ...lower, from: from + shared, to: from + asked, colour: "var(--outside)", look: "dashed" },
  ];
  return bars.filter((bar) => bar.to - bar.from > SAME);
}

function blockLabels(
  { first, last, asked, made, isOver }: TimelineBlock,
  { from, top, unit }: Place,
): readonly PlotLabel[] {
  const text = first === last ? String(first + 1) : `${first + 1}-${last + 1}`;
  const width = Math.min(asked, made);
  if (textWidth(text) > width * unit) return [];
  const colour = isOver ? "var(--ink)" : "var(--page)";
  return [{ at: from + width / 2, y: top + 36, text, colour, align: "center", isBold: true }];
}
