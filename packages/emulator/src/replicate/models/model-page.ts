import { billedInputs, variantOf } from "./metrics.ts";
import type { EmulatedPrice, InputConditions, InputValue, Model } from "./model.ts";

/** A condition of a price on the public page. */
interface Criterion {
  readonly title: string;
  readonly type: "equals";
  readonly subtype: string;
  readonly value: InputValue;
}

/** Returns the public page of a model, the only place where its prices are. */
export function modelPage(model: Model, origin: string): string {
  const { owner, name, description, prices = [] } = model;
  const timed = prices.find(({ kind }) => kind === "gpu-second");
  const tiers = prices.filter(({ kind }) => kind !== "gpu-second").flatMap((price) => tiersOf(model, price));
  const props = {
    model: {
      owner,
      name,
      description,
      is_official: model.kind === "official",
      url: `${origin}/${owner}/${name}`,
      ...(timed === undefined ? {} : timePrices(timed)),
      billingConfig: tiers.length === 0 ? null : { current_tiers: tiers },
    },
  };
  return page(
    `${owner}/${name}`,
    `<h1>${escapeHtml(`${owner}/${name}`)}</h1><p>${escapeHtml(description)}</p>
<script type="application/json" id="react-component-props-ModelPage">${JSON.stringify(props).replaceAll("<", "\\u003c")}</script>`,
  );
}

/** Returns a page with a title. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} | Replicate</title></head><body>
${body}
</body></html>
`;
}

/** Escapes a text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function tiersOf(model: Model, price: EmulatedPrice): readonly Readonly<Record<string, unknown>>[] {
  const prices = [
    ...(price.perSecond === undefined
      ? []
      : [unitPrice("video_output_duration_seconds", price.perSecond, "per second of output video")]),
    ...(price.perClip === undefined ? [] : [unitPrice("video_output_count", price.perClip, "per output video")]),
  ];
  return criteriaOf(model, price.when ?? {}).map((criteria) => ({ criteria, prices }));
}

function unitPrice(metric: string, dollars: string, title: string): Readonly<Record<string, string>> {
  return { metric, type: "per-unit", price: `$${dollars}`, title };
}

/** Returns the criteria of each tier of a price: several tiers if an input may have one of several values. */
function criteriaOf(model: Model, when: InputConditions): readonly (readonly Criterion[])[] {
  const variant = variantOf(model, when);
  let tiers: readonly (readonly Criterion[])[] = [variant === undefined ? [] : [criterion("model variant", variant)]];
  for (const name of billedInputs(model, when)) {
    const condition = when[name];
    if (condition === undefined) continue;
    const values = isList(condition) ? condition : [typeof condition === "object" ? condition.present : condition];
    tiers = tiers.flatMap((tier) => values.map((value) => tier.concat(criterion(titleOf(model, name), value))));
  }
  return tiers;
}

function isList(condition: InputConditions[string]): condition is readonly InputValue[] {
  return Array.isArray(condition);
}

function criterion(title: string, value: InputValue): Criterion {
  return { title, type: "equals", subtype: typeof value, value };
}

function titleOf({ roles = {} }: Model, name: string): string {
  if (name === roles.resolution) return "target resolution";
  if (name === roles.audio) return "with audio";
  if (name === roles.duration) return "second of output video";
  return name.replaceAll("_", " ");
}

function timePrices({ perSecond, typicalRunSeconds }: EmulatedPrice): Readonly<Record<string, string>> {
  const typical = Number(perSecond) * Number(typicalRunSeconds);
  return {
    ...(perSecond === undefined ? {} : { price: `$${perSecond}` }),
    ...(Number.isNaN(typical) ? {} : { p50price: `$${typical.toFixed(4)}` }),
  };
}
