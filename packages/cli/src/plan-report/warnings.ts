import type { Plan, PlanWarning, WarningCode } from "@vg/plan";
import { formatClipRanges } from "../render/format.ts";
import { type Html, html } from "../report/html.ts";
import { hasCard } from "./clips.ts";
import { capitalise, formatNumber } from "./words.ts";

/** Renders the warnings of a plan, each once with its clips; nothing if there is none. */
export function warningSection(plan: Plan): Html | undefined {
  const { warnings, clips } = plan;
  if (warnings.length === 0) return undefined;
  return html`<section aria-labelledby="warnings">
    <h2 id="warnings">Warnings</h2>
    <ul class="findings">
      ${warnings.map(
        (warning) =>
          html`<li>
            <strong>${TITLES[warning.code]}</strong>
            <span>${place(plan, warning, clips.length)}</span>
            <p dir="auto">${formatMessage(warning)}.</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Begins a message with a capital letter, unless the name of a model is there: its own, or the one that was asked for. */
function formatMessage({ message, model, asked }: PlanWarning): string {
  return message.startsWith(model) || message.startsWith(`${asked} `) ? message : capitalise(message);
}

/** Renders the clips that a warning is about; a link leads to the first. */
function place(plan: Plan, { clips }: PlanWarning, count: number): Html {
  const [first] = clips;
  const isAll = clips.length === count && count > 1;
  const text = isAll ? `all ${formatNumber(count)} clips` : formatClipRanges(clips);
  return first !== undefined && hasCard(plan, first) ? html`<a href="#clip-${first + 1}">${text}</a>` : html`${text}`;
}

const TITLES: Readonly<Record<WarningCode, string>> = {
  "duration-longer": "Longer, and billed so",
  "duration-shorter": "Shorter",
  "duration-too-long": "Longer than allowed",
  "wish-adjusted": "Made otherwise",
  "wish-ignored": "Wish not kept",
  "prompt-ignored": "Prompt not used",
  "image-needed": "Another model",
  "image-ignored": "Image not used",
  "image-unavailable": "Image missing",
  "price-unknown": "Price not known",
};
