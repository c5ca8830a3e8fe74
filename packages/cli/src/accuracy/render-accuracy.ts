import type { Terminal } from "../terminal.ts";
import { renderTable } from "../render/table.ts";
import { clipWords, dollarFormat, secondsWords, signedError, toleranceWords, verdictWords } from "./words.ts";
import type { Accuracy, SetAsideReason, SetAsideRow } from "./accuracy.ts";
import { byError } from "./by-error.ts";
import { fitWords, ratesToPaste } from "./fit-words.ts";
import { describePlace } from "./rows.ts";

/** What `vg accuracy` prints: the verdict, the worst clips, new rates, and what was not compared. */
export async function renderAccuracy(
  accuracy: Accuracy,
  most: number,
  terminal: Pick<Terminal, "style" | "width">,
): Promise<string> {
  const { clips, holds, judged, setAside, hasNextPage } = accuracy;
  const { baseCost, perSecond } = judged.rates;
  const parts = [
    terminal.style(holds ? "green" : "red", verdictWords(accuracy)),
    `Estimated with $${baseCost} a clip and $${perSecond} a second: ${judged.origin}.`,
    ...(most === 0 ? [] : [await worstTable(accuracy, most, terminal)]),
    [fitWords(accuracy), ...ratesToPaste(accuracy)].join("\n"),
    ...(setAside.length === 0 ? [] : [notCompared(setAside, clips.length)]),
    ...(hasNextPage
      ? ["The file is one page of a longer list: the predictions of its other pages are not in it."]
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
  const dollars = dollarFormat(shown);
  return renderTable(
    [
      { head: "CLIP" },
      { head: "SECONDS", align: "right" },
      { head: "ESTIMATE", align: "right" },
      { head: "ACTUAL", align: "right" },
      { head: "ERROR", align: "right" },
      { head: `WITHIN ${toleranceWords(tolerance)}` },
    ],
    shown.map((clip) => [
      clipWords(clip),
      secondsWords(clip.duration),
      dollars(clip.estimate),
      dollars(clip.actual),
      signedError(clip.error),
      clip.within ? "yes" : "no",
    ]),
    { width },
  );
}

/** How many places a reason lists before it only counts. */
const MOST_PLACES = 5;

/** How many rows were not compared, and why, by reason. */
export function notCompared(setAside: readonly SetAsideRow[], compared: number): string {
  const reasons = Map.groupBy(setAside, ({ reason, why }) => `${reason}: ${whyOf(reason, why)}`);
  const lines = [...reasons.values()].map((rows) => {
    const places = rows.slice(0, MOST_PLACES).map(({ place }) => describePlace(place));
    const rest = rows.length - places.length;
    return `  ${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}: ${rows[0]?.why ?? ""}`;
  });
  const all = setAside.length + compared;
  return [`Not compared: ${setAside.length} of ${all} rows`, ...lines].join("\n");
}

/** Duplicates differ in the row they repeat; they are one reason all the same. */
function whyOf(reason: SetAsideReason, why: string): string {
  return reason === "duplicate" ? "" : why;
}
