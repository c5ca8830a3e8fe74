import type { ModelOffer, Plan } from "@vg/plan";
import type { Mark, Spec } from "vega";

/** The most models that have a colour of their own; the others share one. */
const MOST_COLOURS = 6;

/** Returns the colours of a plan's models, those with most clips first: variables of the page. */
export function modelColours({ clips }: Pick<Plan, "clips">): ReadonlyMap<string, string> {
  const byModel = Map.groupBy(clips, ({ model }) => model.name);
  const names = [...byModel].toSorted(([, a], [, b]) => b.length - a.length).map(([name]) => name);
  return new Map(names.map((name, index) => [name, index < MOST_COLOURS ? `var(--model-${index + 1})` : "var(--old)"]));
}

/** Clips beside each other that are drawn as one block. */
interface Block {
  readonly row: "asked" | "made";
  readonly from: number;
  readonly to: number;
  /** The colour of its model; what was asked for is drawn as a frame. */
  readonly colour: string;
  readonly fill: string;
  readonly ink: string;
  /** The clips' numbers as people count them. */
  readonly label: string;
}

/** More clips than these are drawn as runs of the same model. */
const MOST_BLOCKS = 120;

/** The size of the drawings that are as wide as the page, in the units of the drawing. */
const WIDE = { width: 960, padding: 6 } as const;

/** Creates the timeline: the seconds that were asked for above those that are made, to the same scale, and the budget's cut. */
export function timelinePlot(plan: Plan): Spec {
  const blocks = [...blocksOf(plan, "asked"), ...blocksOf(plan, "made")];
  const cut = plan.budget?.firstClipOver;
  const cutAt = cut == null ? undefined : sumOf(plan.clips.slice(0, cut), ({ makes }) => makes.seconds);
  return {
    ...WIDE,
    height: 96,
    data: [
      { name: "blocks", values: blocks },
      { name: "cut", values: cutAt === undefined ? [] : [{ at: cutAt }] },
    ],
    scales: [
      { name: "x", type: "linear", domain: [0, Math.max(plan.seconds.asked, plan.seconds.made)], range: "width" },
      { name: "y", type: "band", domain: ["asked", "made"], range: "height", paddingInner: 0.2, paddingOuter: 0.1 },
    ],
    axes: [
      { orient: "bottom", scale: "x", title: "Seconds", format: "~f", tickCount: 10 },
      { orient: "left", scale: "y", grid: false, domain: false, ticks: false, labelPadding: 8 },
    ],
    marks: [
      {
        type: "rect",
        aria: false,
        from: { data: "blocks" },
        encode: {
          enter: {
            x: { scale: "x", field: "from" },
            x2: { scale: "x", field: "to" },
            y: { scale: "y", field: "row" },
            height: { scale: "y", band: 1 },
            fill: { field: "fill" },
            stroke: { signal: "datum.row === 'asked' ? datum.colour : 'var(--page)'" },
            strokeWidth: { value: 1.5 },
          },
        },
      },
      blockLabels(),
      ruleMark("cut", 96),
    ],
  };
}

/** Writes its clip into a block that is wide enough. */
function blockLabels(): Mark {
  return {
    type: "text",
    aria: false,
    from: { data: "blocks" },
    encode: {
      enter: {
        x: { signal: "(scale('x', datum.from) + scale('x', datum.to)) / 2" },
        y: { scale: "y", field: "row", band: 0.5 },
        text: {
          signal: "scale('x', datum.to) - scale('x', datum.from) > 9 * length(datum.label) + 6 ? datum.label : ''",
        },
        align: { value: "center" },
        baseline: { value: "middle" },
        fill: { field: "ink" },
        font: { value: "inherit" },
        fontSize: { value: 13 },
        fontWeight: { value: 600 },
      },
    },
  };
}

function ruleMark(data: string, height: number): Mark {
  return {
    type: "rule",
    aria: false,
    from: { data },
    encode: {
      enter: {
        x: { scale: "x", field: "at" },
        y: { value: -6 },
        y2: { value: height + 6 },
        stroke: { value: "var(--bad)" },
        strokeWidth: { value: 2.5 },
        strokeDash: { value: [6, 4] },
      },
    },
  };
}

function blocksOf(plan: Plan, row: Block["row"]): readonly Block[] {
  const colours = modelColours(plan);
  let at = 0;
  return runsOf(plan).map(({ model, first, last, ...seconds }): Block => {
    const from = at;
    at += seconds[row];
    const colour = colours.get(model) ?? "var(--old)";
    const label = first === last ? `${first}` : `${first}-${last}`;
    return row === "asked"
      ? { row, from, to: at, colour, fill: "var(--panel)", ink: "var(--ink)", label }
      : { row, from, to: at, colour, fill: colour, ink: "var(--page)", label };
  });
}

/** Clips beside each other on one model, by their numbers as people count them, and their seconds. */
interface ClipRun {
  readonly model: string;
  readonly first: number;
  last: number;
  asked: number;
  made: number;
}

/** Returns the clips one by one, or, if they are many, in runs of one model on one side of the budget's cut. */
function runsOf({ clips, budget }: Plan): readonly ClipRun[] {
  const runs: ClipRun[] = [];
  for (const { index, model, asked, makes } of clips) {
    const run = runs.at(-1);
    const isSame = run?.model === model.name && index !== budget?.firstClipOver;
    if (run === undefined || !isSame || clips.length <= MOST_BLOCKS) {
      runs.push({ model: model.name, first: index + 1, last: index + 1, asked: asked.duration, made: makes.seconds });
      continue;
    }
    run.last = index + 1;
    run.asked += asked.duration;
    run.made += makes.seconds;
  }
  return runs;
}

/** Creates the bar of money: what the clips that fit cost, what the others cost, and the budget. */
export function budgetPlot({ total, budget, clips }: Plan): Spec {
  const limit = Number(budget?.limit.amount ?? total.amount);
  const all = Number(total.amount);
  const affordable = budget === undefined ? clips.length : budget.affordableClips;
  const fits = sumOf(clips.slice(0, affordable), ({ cost }) => Number(cost.amount));
  const bars = [
    { from: 0, to: fits, colour: "var(--within)" },
    ...(affordable < clips.length ? [{ from: fits, to: all, colour: "var(--outside)" }] : []),
  ];
  return {
    ...WIDE,
    height: 44,
    data: [
      { name: "bars", values: bars },
      { name: "limit", values: budget === undefined ? [] : [{ at: limit }] },
    ],
    scales: [{ name: "x", type: "linear", domain: [0, Math.max(limit, all) * 1.02 || 1], range: "width" }],
    axes: [{ orient: "bottom", scale: "x", title: "Dollars", format: "$,~f", tickCount: 8 }],
    marks: [
      {
        type: "rect",
        aria: false,
        from: { data: "bars" },
        encode: {
          enter: {
            x: { scale: "x", field: "from" },
            x2: { scale: "x", field: "to" },
            y: { value: 8 },
            height: { value: 28 },
            fill: { field: "colour" },
          },
        },
      },
      ruleMark("limit", 44),
    ],
  };
}

/** Creates the bars of what the job costs on other models, and the line of what it costs as planned. */
export function offersPlot(offers: readonly ModelOffer[], planned: string): Spec {
  const values = offers.map(({ model, total }) => ({ model, dollars: Number(total.amount) }));
  const most = Math.max(...values.map(({ dollars }) => dollars), Number(planned)) * 1.05 || 1;
  const height = offers.length * 24;
  return {
    width: 620,
    padding: 6,
    height,
    data: [
      { name: "offers", values },
      { name: "planned", values: [{ at: Number(planned) }] },
    ],
    scales: [
      { name: "x", type: "linear", domain: [0, most], range: "width" },
      { name: "y", type: "band", domain: offers.map(({ model }) => model), range: "height", padding: 0.25 },
    ],
    axes: [
      { orient: "bottom", scale: "x", title: "Dollars for the whole job", format: "$,~f", tickCount: 8 },
      { orient: "left", scale: "y", grid: false, domain: false, ticks: false, labelLimit: 240, labelOverlap: false },
    ],
    marks: [
      {
        type: "rect",
        aria: false,
        from: { data: "offers" },
        encode: {
          enter: {
            x: { value: 0 },
            x2: { scale: "x", field: "dollars" },
            y: { scale: "y", field: "model" },
            height: { scale: "y", band: 1 },
            fill: { value: "var(--clip)" },
          },
        },
      },
      ruleMark("planned", height),
    ],
  };
}

function sumOf<T>(values: readonly T[], numberOf: (value: T) => number): number {
  return values.reduce((sum, value) => sum + numberOf(value), 0);
}
