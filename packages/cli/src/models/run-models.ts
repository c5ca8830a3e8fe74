import {
  clipsOf,
  type FrameClips,
  getModel,
  getModelVersion,
  inputNeed,
  type ModelName,
  type Models,
  type ModelSpec,
  type Price,
  priceAge,
  type SecondClips,
} from "@vg/config";
import type { ExitCode } from "../errors.ts";
import { formatSeconds } from "../render/format.ts";
import { renderTable } from "../render/table.ts";
import { allModels, readOwnModels } from "../shared/own-models.ts";
import type { Terminal } from "../terminal.ts";

/** The options of `vg models`, as the command line gives them. */
export interface ModelsOptions {
  readonly json?: boolean;
}

interface ListedModel {
  readonly name: ModelName;
  readonly reference: string;
  readonly spec: ModelSpec;
  readonly prices: readonly (Price & { readonly ageDays: number })[];
}

/** Lists the models there are, and warns of prices that are old. */
export async function runModels({ json = false }: ModelsOptions, terminal: Terminal, now: Date): Promise<ExitCode> {
  const known = allModels(await readOwnModels(terminal));
  const models = Object.keys(known).map((name) => listModel(name, known, now));
  terminal.show(json ? JSON.stringify(models.map(asJson), undefined, 2) : asTable(models, terminal));
  for (const { name, prices } of models) {
    const old = prices.find((price) => priceAge(price, now).stale);
    if (old !== undefined) {
      terminal.warn(`the price of ${name} is of ${old.asOf}, ${old.ageDays} days old; read it again at ${old.source}`);
    }
  }
  return 0;
}

function listModel(name: ModelName, models: Models, now: Date): ListedModel {
  const spec = getModel(name, models);
  const prices = spec.prices.map((price) => ({ ...price, ageDays: priceAge(price, now).days }));
  return { name, reference: getModelVersion(name, { models }), spec, prices };
}

function asJson({ name, reference, spec, prices }: ListedModel): object {
  const { inputs, roles, priceUnknown } = spec;
  const [image, prompt] = [inputNeed(spec, "image"), inputNeed(spec, "prompt")];
  return {
    name,
    reference,
    image,
    prompt,
    inputs,
    roles,
    clips: clipsOf(spec),
    prices,
    ...(priceUnknown && { priceUnknown }),
  };
}

function asTable(models: readonly ListedModel[], terminal: Terminal): string {
  return renderTable(
    [{ head: "model" }, { head: "image" }, { head: "prompt" }, { head: "clips" }, { head: "price" }, { head: "as of" }],
    models.map(({ name, spec, prices }) => [
      name,
      inputNeed(spec, "image"),
      inputNeed(spec, "prompt"),
      formatClips(clipsOf(spec)),
      formatPrices(spec),
      formatDates(prices),
    ]),
    terminal,
  );
}

function formatDates(prices: ListedModel["prices"]): string {
  const dates = prices.map(({ asOf, ageDays }) => `${asOf} (${ageDays} days)`);
  return dates.length === 0 ? "-" : [...new Set(dates)].join(", ");
}

/** Formats the clips that a model can make: `5 or 10 s`, `14 or 25 frames at 5-30 fps (0.5-4.2 s)`. */
function formatClips(clips: FrameClips | SecondClips): string {
  if (clips.kind === "seconds") return `${formatNumbers(clips.seconds)} s`;
  const { frames, fps, fpsAdded } = clips;
  const shortest = Math.min(...frames) / (fps.max + fpsAdded);
  const longest = Math.max(...frames) / (fps.min + fpsAdded);
  const rate = fps.min === fps.max ? `${fps.min}` : `${fps.min}-${fps.max}`;
  const seconds =
    shortest === longest ? formatSeconds(shortest) : `${formatSeconds(shortest)}-${formatSeconds(longest)}`;
  return `${formatNumbers(frames)} frames at ${rate} fps (${seconds} s)`;
}

/** Formats whole numbers in ascending order: `4, 6 or 8`, and `4-12` if there is no gap. */
function formatNumbers(numbers: readonly number[]): string {
  const [first = 0, second] = numbers;
  const last = numbers.at(-1) ?? first;
  if (second !== undefined && numbers.length > 2 && last - first === numbers.length - 1) return `${first}-${last}`;
  return new Intl.ListFormat("en", { type: "disjunction", style: "short" })
    .format(numbers.map(String))
    .replace(/, or /, " or ");
}

/** Formats the prices of a model, by resolution if they depend on it. */
function formatPrices({ prices }: ModelSpec): string {
  if (prices.length === 0) return "not known";
  return prices.map((price) => `${formatPrice(price)}${formatWhen(price)}`).join(", ");
}

function formatWhen({ when = {} }: Price): string {
  const words = Object.entries(when).map(([input, condition]) => {
    if (typeof condition === "boolean") return `${input} ${condition ? "on" : "off"}`;
    if (typeof condition !== "object") return String(condition);
    return "present" in condition ? `${condition.present ? "with" : "no"} ${input}` : condition.join(" or ");
  });
  return words.length === 0 ? "" : ` at ${words.join(", ")}`;
}

function formatPrice(price: Price): string {
  switch (price.kind) {
    case "gpu-second":
      return `$${price.perSecond}/s of ${price.hardware}, about ${price.typicalRunSeconds} s a clip`;
    case "output-second":
      return `$${price.perSecond}/s`;
    case "clip":
      return `$${price.perClip}/clip`;
    default:
      return price satisfies never;
  }
}
