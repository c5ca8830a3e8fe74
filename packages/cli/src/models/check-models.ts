import {
  checkModel,
  checkPrices,
  ConfigError,
  type ModelDifference,
  type ModelSpec,
  type Models,
  readModelSchema,
  readPublishedPrices,
} from "@vg/config";
import { isObject } from "@vg/internal";

/** The place where models are published. */
export interface Publisher {
  /**
   * Returns the OpenAPI schema of a model's latest version.
   *
   * @throws {@link PublisherError} if it cannot be had.
   */
  schemaOf(spec: ModelSpec): Promise<unknown>;
  /**
   * Returns the HTML of a model's public page.
   *
   * @throws {@link PublisherError} if it cannot be had.
   */
  pageOf(spec: ModelSpec): Promise<string>;
}

/** The reason why something that is published cannot be had. */
export class PublisherError extends Error {
  override readonly name = "PublisherError";
}

/** A model that was compared with what is published, or the reason why it could not be. */
export interface CheckedModel {
  readonly name: string;
  readonly spec: ModelSpec;
  /** The facts that are published otherwise; one that could not be read is among the problems instead. */
  readonly differences: readonly ModelDifference[];
  readonly problems: readonly string[];
  /** The model as it is published; absent if it has no differences. */
  readonly corrected?: ModelSpec;
}

/** The number of models that are asked for at once. */
const AT_ONCE = 6;

/** Compares models with what is published of them: their inputs and output, and their prices. */
export async function checkModels(
  models: Models,
  publisher: Publisher,
  { today, onChecked }: { readonly today: string; readonly onChecked?: () => void },
): Promise<readonly CheckedModel[]> {
  const entries = Object.entries(models);
  const checked: CheckedModel[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    const some = entries.slice(start, start + AT_ONCE).map(async ([name, spec]) => {
      const model = await checkOne(name, spec, publisher, today);
      onChecked?.();
      return model;
    });
    checked.push(...(await Promise.all(some)));
  }
  return checked;
}

async function checkOne(name: string, spec: ModelSpec, publisher: Publisher, today: string): Promise<CheckedModel> {
  const [inputs, prices] = await Promise.all([
    attempt(async () => checkInputs(spec, await publisher.schemaOf(spec))),
    attempt(async () => checkPage(spec, await publisher.pageOf(spec), today)),
  ]);
  const results = [inputs, prices].flatMap((result) => ("problem" in result ? [] : result));
  const differences = results.flatMap((result) => result.differences);
  const corrected = Object.assign({}, spec, ...results.map((result) => result.corrected));
  return {
    name,
    spec,
    differences,
    problems: [inputs, prices].flatMap((result) => ("problem" in result ? result.problem : [])),
    ...(differences.length === 0 ? {} : { corrected: { ...withoutLostRoles(corrected), asOf: today } }),
  };
}

/** Some facts that were compared, and the fields of a model that they correct. */
interface Comparison {
  readonly differences: readonly ModelDifference[];
  readonly corrected: Partial<ModelSpec>;
}

async function attempt(compare: () => Promise<Comparison>): Promise<Comparison | { readonly problem: string }> {
  try {
    return await compare();
  } catch (error) {
    if (error instanceof PublisherError || error instanceof ConfigError) return { problem: error.message };
    throw error;
  }
}

function checkInputs(spec: ModelSpec, schema: unknown): Comparison {
  const { inputs, output } = readModelSchema(schema);
  return { differences: checkModel(spec, schema), corrected: { inputs, output } };
}

function checkPage(spec: ModelSpec, html: string, today: string): Comparison {
  const { billingConfig } = readPageData(html);
  const priced = spec.prices.filter(({ kind }) => kind !== "gpu-second");
  // A model that is billed by time has no tiers, and its page does not say what a second costs.
  if (billingConfig === null && priced.length === 0) return { differences: [], corrected: {} };
  const source = `https://replicate.com/${spec.owner}/${spec.name}`;
  const published = readPublishedPrices(spec, billingConfig, { asOf: today, source });
  const differences = checkPrices({ prices: priced }, published);
  return { differences, corrected: differences.length === 0 ? {} : { prices: published } };
}

/** Finds the data of a page's scripts that holds the prices. */
function readPageData(html: string): { readonly billingConfig: unknown } {
  for (const [, text = ""] of html.matchAll(DATA)) {
    const found = findBilling(parse(text));
    if (found !== undefined) return found;
  }
  throw new PublisherError("its page has no billingConfig; the form of the page may have changed");
}

const DATA = /<script type="application\/json" id="react-component-props-[^"]*">(.*?)<\/script>/gs;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function findBilling(value: unknown): { readonly billingConfig: unknown } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isObject(value) && Object.hasOwn(value, "billingConfig")) return { billingConfig: value["billingConfig"] };
  for (const part of Object.values(value)) {
    const found = findBilling(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Leaves out the roles of inputs that the model does not have any more. */
function withoutLostRoles(spec: ModelSpec): ModelSpec {
  const roles = Object.fromEntries(Object.entries(spec.roles).filter(([, input]) => Object.hasOwn(spec.inputs, input)));
  return { ...spec, roles };
}
