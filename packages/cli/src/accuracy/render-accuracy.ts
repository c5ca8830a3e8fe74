import { formatSeconds } from "../render/format.ts";
import { renderTable } from "../render/table.ts";
import { wrapLines } from "../render/wrap.ts";
import type { Terminal } from "../terminal.ts";
import { type Accuracy, byError, type GroupAccuracy, type SetAsideReason, type SetAsideRow } from "./accuracy.ts";
import {
  createDollarFormat,
  formatBias,
  formatBill,
  formatCircularity,
  formatClip,
  formatFit,
  formatModel,
  formatOrigins,
  formatRateVariables,
  formatSignedError,
  formatTolerance,
  formatVerdict,
} from "./format.ts";
import { formatPlace } from "./rows.ts";

/** Renders the output of `vg accuracy`: the verdict, the worst clips, new rates, and the rows that were not compared. */
export async function renderAccuracy(
  accuracy: Accuracy,
  most: number,
  terminal: Pick<Terminal, "style" | "width">,
): Promise<string> {
  const { bias, clips, holds, models, months, origins, setAside, hasNextPage } = accuracy;
  const circularity = formatCircularity(accuracy);
  const inLines = (text: string): string => wrapLines(text, { width: terminal.width });
  const parts = [
    [
      terminal.style(holds ? "green" : "red", inLines(formatVerdict(accuracy))),
      inLines(`${formatBill(accuracy)} ${formatBias(bias)}`),
    ].join("\n"),
    inLines(formatOrigins(origins)),
    ...(circularity === undefined ? [] : [terminal.style("yellow", inLines(circularity))]),
    ...(most === 0 ? [] : [await worstTable(accuracy, most, terminal)]),
    ...(models.length < 2
      ? []
      : [
          groupTable(
            "MODEL",
            models.map((group) => [formatModel(group), group]),
            terminal,
          ),
        ]),
    ...(months.length < 2
      ? []
      : [
          groupTable(
            "MONTH",
            months.map((group) => [group.month, group]),
            terminal,
          ),
        ]),
    [inLines(formatFit(accuracy)), ...formatRateVariables(accuracy)].join("\n"),
    ...(setAside.length === 0 ? [] : [inLines(formatSetAside(setAside, clips.length))]),
    ...(hasNextPage
      ? [inLines("The file is one page of a longer list: the predictions of its other pages are not in it.")]
      : []),
  ];
  return parts.join("\n\n");
}

async function worstTable(
  { clips, tolerance }: Accuracy,
  most: number,
  { width }: Pick<Terminal, "width">,
): Promise<string> {
  const shown = clips.toSorted(byError).slice(0, most);
  const dollars = createDollarFormat(shown);
  return renderTable(
    [
      { head: "CLIP" },
      { head: "SECONDS", align: "right" },
      { head: "ESTIMATE", align: "right" },
      { head: "ACTUAL", align: "right" },
      { head: "ERROR", align: "right" },
      { head: `WITHIN ${formatTolerance(tolerance)}` },
    ],
    shown.map((clip) => [
      formatClip(clip),
      clip.duration === undefined ? "" : formatSeconds(clip.duration),
      dollars(clip.estimate),
      dollars(clip.actual),
      formatSignedError(clip.error),
      clip.within ? "yes" : "no",
    ]),
    { width },
  );
}

function groupTable(
  head: string,
  groups: readonly (readonly [name: string, group: GroupAccuracy])[],
  { width }: Pick<Terminal, "width">,
): string {
  const dollars = createDollarFormat(groups.map(([, { paid, estimated }]) => ({ actual: paid, estimate: estimated })));
  return renderTable(
    [
      { head },
      { head: "CLIPS", align: "right" },
      { head: "WITHIN", align: "right" },
      { head: "ESTIMATED", align: "right" },
      { head: "PAID", align: "right" },
      { head: "ERROR", align: "right" },
      { head: "BIAS", align: "right" },
    ],
    groups.map(([name, group]) => [
      name,
      String(group.count),
      String(group.withinCount),
      dollars(group.estimated),
      dollars(group.paid),
      formatSignedError(group.totalError),
      formatSignedError(group.bias),
    ]),
    { width },
  );
}

/** The number of places that are listed for a reason before they are only counted. */
const MOST_PLACES = 5;

/** Formats the rows that were not compared, by reason. */
export function formatSetAside(setAside: readonly SetAsideRow[], compared: number): string {
  const reasons = Map.groupBy(setAside, ({ reason, why }) => `${reason}: ${groupReason(reason, why)}`);
  const lines = [...reasons.values()].map((rows) => {
    const places = rows.slice(0, MOST_PLACES).map(({ place }) => formatPlace(place));
    const rest = rows.length - places.length;
    return `  ${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}: ${rows[0]?.why ?? ""}`;
  });
  const all = setAside.length + compared;
  return [`Not compared: ${setAside.length} of ${all} rows`, ...lines].join("\n");
}

/** Returns the text that rows with the same reason share; duplicates differ only in the row that they repeat. */
function groupReason(reason: SetAsideReason, why: string): string {
  return reason === "duplicate" ? "" : why;
}
