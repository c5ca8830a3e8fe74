import { type ConfigError, validateOptions, wrongArgument } from "../errors.ts";
import type { CostRates } from "../rates.ts";
import { isPresence } from "./fields.ts";
import type { Price } from "./model.ts";

const knownRates = new WeakMap<Price, CostRates>();

/**
 * Returns the rates that a price comes to; the same object for the same price.
 *
 * @throws {@link ConfigError} if it is not a price.
 * @example
 * ```ts
 * import { getModelPrice, ratesOf } from "@vg/config";
 *
 * ratesOf(getModelPrice("ltx-video")).baseCost; // => '0.012675'
 * ```
 */
export function ratesOf(price: Price): CostRates {
  const remembered = knownRates.get(validateOptions(price, "price"));
  if (remembered !== undefined) return remembered;
  const { asOf } = price;
  const rates = Object.freeze<CostRates>({ currency: "USD", ...amountsOf(price), asOf, source: formatSource(price) });
  if (Object.isFrozen(price)) knownRates.set(price, rates);
  return rates;
}

function amountsOf(price: Price): Pick<CostRates, "baseCost" | "perSecond"> {
  switch (price.kind) {
    case "gpu-second":
      return {
        baseCost: decimalProduct(
          decimal("perSecond", price.perSecond),
          decimal("typicalRunSeconds", price.typicalRunSeconds),
        ),
        perSecond: "0",
      };
    case "output-second":
      return {
        baseCost: decimal("perClip", price.perClip ?? "0"),
        perSecond: decimal("perSecond", price.perSecond),
      };
    case "clip":
      return { baseCost: decimal("perClip", price.perClip), perSecond: "0" };
    default:
      throw unknownKind(price);
  }
}

function decimal(field: string, text: unknown): string {
  if (typeof text === "string" && DECIMAL.test(text)) return text;
  throw wrongArgument(`price.${field}`, 'a non-negative decimal such as "0.05"', text);
}

const DECIMAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

function unknownKind(price: never): ConfigError {
  const { kind }: { kind?: unknown } = price;
  return wrongArgument("price.kind", "gpu-second, output-second or clip", kind);
}

/** Formats the source of a price with what it asks for beside a size or a length: `... (without audio)`. */
function formatSource({ source, when = {}, kind }: Price): string {
  const words = Object.entries(when).flatMap(([input, condition]) => {
    const on = isPresence(condition) ? condition.present : condition;
    const called = input.replace(/^generate_|_switch$/g, "").replaceAll("_", " ");
    return typeof on === "boolean" ? `${on ? "with" : "without"} ${called}` : [];
  });
  if (kind === "gpu-second") words.push("a run of typical length");
  return words.length === 0 ? source : `${source} (${words.join(", ")})`;
}

/** The exact product of two non-negative decimals, without trailing zeros. */
export function decimalProduct(left: string, right: string): string {
  const [a, b] = [parts(left), parts(right)];
  const scale = a.scale + b.scale;
  const digits = String(a.digits * b.digits).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function parts(text: string): { digits: bigint; scale: number } {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}
