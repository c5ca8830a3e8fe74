import type { CostJSON } from "@vg/cost";
import { addCosts, costToJSON } from "@vg/cost";
import type { Plan, PlannedClip, PlannedPrice } from "@vg/plan";
import { formatRates, OLD_PRICE_DAYS } from "../plan/plan-facts.ts";
import { formatMoney, formatSeconds } from "../render/format.ts";
import { type Html, html } from "../report/html.ts";
import { formatNumber, formatShort, isShort } from "./words.ts";

/** Renders why the job costs what it does: each price, its clips and seconds, what they come to, and its origin and age. */
export function priceSection(plan: Plan): Html {
  const { prices, total, seconds, clips } = plan;
  const sums = priceSums(plan);
  return html`<section aria-labelledby="prices">
    <h2 id="prices">Why it costs this</h2>
    <p>
      Each price times the clips and seconds that are made with it; nothing is
      rounded.${prices.some(({ kind }) => kind === "gpu-second") ? " Hardware time is billed as long as it is used: those amounts are for runs of typical length." : ""}${prices.some(({ from }) => from === "environment") ? " A formula is nobody's price: what is billed can be far from it." : ""}
    </p>
    <div class="scroll" role="region" aria-labelledby="prices-caption" tabindex="0">
      <table>
        <caption id="prices-caption">
          ${prices.length === 1 ? "The price" : `The ${prices.length} prices`} of this plan
        </caption>
        <thead>
          <tr>
            <th scope="col">Price of</th>
            <th scope="col" class="number">Cost</th>
            <th scope="col" class="number">Clips</th>
            <th scope="col" class="number">Seconds made</th>
            <th scope="col">Price</th>
            <th scope="col">Where it is from, and how old it is</th>
          </tr>
        </thead>
        <tbody>
          ${prices.map(
            (price, index) =>
              html`<tr>
                <th scope="row">
                  ${formatOrigin(price, plan)} <small>${formatLooks(sums[index]?.looks ?? [])}</small>
                </th>
                <td class="number">${sums[index] && exactCost(sums[index].cost)}</td>
                <td class="number">${formatNumber(price.clips)}</td>
                <td class="number">${formatSeconds(sums[index]?.seconds ?? 0)}</td>
                <td>${formatPrice(price)}</td>
                <td class="wide">${source(price)}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All clips</th>
            <td class="number">${exactCost(total)}</td>
            <td class="number">${formatNumber(clips.length)}</td>
            <td class="number">${formatSeconds(seconds.made)}</td>
            <td></td>
            <td></td>
          </tr>
        </tfoot>
      </table>
    </div>
  </section>`;
}

/** The seconds that a price is for, what they cost, and what they look like, each look once. */
interface PriceSum {
  readonly looks: readonly string[];
  readonly seconds: number;
  readonly cost: CostJSON;
}

/** Returns the sums of the prices, exactly, in their order. */
export function priceSums({ prices, clips }: Plan): readonly PriceSum[] {
  const sums = prices.map(() => ({ seconds: 0, cost: addCosts(), looks: new Set<string>() }));
  for (const { price, makes, cost } of clips) {
    const sum = sums[price];
    if (sum === undefined) continue;
    sum.seconds += makes.seconds;
    sum.cost = addCosts(sum.cost, cost.amount);
    const look = formatLook(makes);
    if (look !== "") sum.looks.add(look);
  }
  return sums.map(({ seconds, cost, looks }) => ({ seconds, cost: costToJSON(cost), looks: [...looks] }));
}

/** Renders an amount, exactly; if it is long, a shorter one comes first. */
function exactCost(cost: CostJSON): Html {
  if (isShort(cost)) return html`${formatMoney(cost)}`;
  return html`about ${formatShort(cost)} <small>exactly ${formatMoney(cost)}</small>`;
}

/** Formats what the price of a model can depend on. */
function formatLook({ resolution, audio }: PlannedClip["makes"]): string {
  const sound = audio === undefined ? undefined : audio ? "with sound" : "no sound";
  return [resolution, sound].filter((part) => part !== undefined).join(", ");
}

function formatLooks(looks: readonly string[]): string {
  return looks.length > 3 ? `${looks.slice(0, 3).join("; ")}; ...` : looks.join("; ");
}

function formatOrigin({ from, model }: PlannedPrice, { environment }: Plan): string {
  switch (from) {
    case "model":
      return model ?? "the model";
    case "settings":
      return "rates set for this project";
    case "environment":
      return `the formula of ${environment}`;
    default:
      return from satisfies never;
  }
}

function formatPrice(price: PlannedPrice): string {
  const rates = formatRates(price, { none: "free" });
  return price.kind === "gpu-second" ? `${rates}, by hardware time` : rates;
}

/** Renders the origin of a price; only an address of the web becomes a link. */
function source({ from, source: place, asOf, ageDays }: PlannedPrice): Html {
  if (from === "environment") return html`<strong class="bad">Nobody's price.</strong> The model's own is not known.`;
  if (from === "settings" && place === undefined) return html`Set by VG_BASE_COST and VG_COST_PER_SECOND`;
  const isLink = place !== undefined && /^https?:\/\//i.test(place) && URL.canParse(place);
  const link = isLink ? html`<a href="${place}" rel="noreferrer">${place}</a>` : place;
  const isOld = ageDays !== undefined && ageDays > OLD_PRICE_DAYS;
  return html`${link}${asOf === undefined ? "" : `${place === undefined ? "" : ", "}read ${asOf}`}${ageDays === undefined ? "" : ` (${formatNumber(ageDays)} ${ageDays === 1 ? "day" : "days"} before this plan)`}${isOld ? html` <strong class="bad">Old: look whether it still holds.</strong>` : undefined}`;
}
