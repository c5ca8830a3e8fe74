import type { ModelSpec } from "@vg/config";
import Replicate from "replicate";
import * as v from "valibot";
import type { ExitCode } from "../errors.ts";
import { renderTable } from "../render/table.ts";
import { createWarningHandler, loadWithOptions } from "../shared/config.ts";
import { checkWritable, writeAtomic } from "../shared/output-file.ts";
import { readOwnModels } from "../shared/own-models.ts";
import { findReplicate, type ReplicateAccess } from "../shared/services.ts";
import type { Terminal } from "../terminal.ts";
import { type CheckedModel, checkModels, type Publisher, PublisherError } from "./check-models.ts";

/** The options of `vg models --check`, as the command line gives them. */
export interface CheckOptions {
  readonly json?: boolean;
  readonly write?: string;
}

/** Compares the catalogue with what Replicate publishes, shows the differences and, if asked to, writes corrected models. */
export async function runCheck(options: CheckOptions, terminal: Terminal, now: Date): Promise<ExitCode> {
  const { json = false, write } = options;
  if (write !== undefined) await checkWritable("--write", write);
  const models = await readOwnModels(terminal);
  const onWarning = createWarningHandler(terminal, ["defaulted"]);
  const config = loadWithOptions({}, { models, require: ["replicate"], onWarning });
  const access = (await findReplicate(config, terminal.signal)) ?? config.replicate;
  const today = now.toISOString().slice(0, 10);
  const checked = await checkModels(config.models, createPublisher(access, terminal.signal), { today });

  terminal.show(json ? JSON.stringify(checked.map(asJson), undefined, 2) : asTable(checked, terminal));
  for (const { name, problems } of checked) {
    for (const problem of problems) terminal.warn(`${name} could not be checked: ${problem}`);
  }
  if (write !== undefined) await writeCorrected(write, checked, terminal);
  return checked.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

function asJson({ name, differences, problems }: CheckedModel): object {
  return { name, differences, problems };
}

function asTable(checked: readonly CheckedModel[], terminal: Terminal): string {
  const differing = checked.filter(({ differences }) => differences.length > 0);
  const unchecked = checked.filter(({ problems }) => problems.length > 0);
  const summary = `${checked.length} models: ${differing.length} differ from what is published, ${unchecked.length} could not be checked wholly.`;
  if (differing.length === 0) return summary;
  const rows = differing.flatMap(({ name, differences }) =>
    differences.map(({ field, ours, published }) => [name, field, format(ours), format(published)]),
  );
  const heads = [{ head: "model" }, { head: "field" }, { head: "catalogue" }, { head: "published" }];
  return `${renderTable(heads, rows, terminal)}\n\n${summary}`;
}

function format(value: unknown): string {
  return value === undefined ? "-" : typeof value === "string" ? value : JSON.stringify(value);
}

async function writeCorrected(file: string, checked: readonly CheckedModel[], terminal: Terminal): Promise<void> {
  const corrected = Object.fromEntries(checked.flatMap(({ name, corrected: spec }) => (spec ? [[name, spec]] : [])));
  const count = Object.keys(corrected).length;
  if (count === 0) {
    terminal.note(`Nothing to write to ${file}: no model differs.`);
    return;
  }
  await writeAtomic(file, `${JSON.stringify(corrected, undefined, 2)}\n`);
  terminal.note(`Wrote ${file} with ${count === 1 ? "1 model" : `${count} models`} as published.`);
}

/** The time for an answer. */
const TIMEOUT_MS = 30_000;

/** Creates the reader of the models of a Replicate: its API, and its public pages. */
function createPublisher({ token, baseUrl }: ReplicateAccess, signal: AbortSignal): Publisher {
  const ask: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
  const client = new Replicate({ auth: token, fetch: ask, ...(baseUrl === undefined ? {} : { baseUrl }) });
  const pages = baseUrl === undefined ? "https://replicate.com" : new URL(baseUrl).origin;
  return {
    async schemaOf({ owner, name }) {
      const model = await reach("its schema", () => client.models.get(owner, name));
      const { latest_version: version } = model;
      if (version?.openapi_schema !== undefined) return version.openapi_schema;
      throw new PublisherError(`${owner}/${name} publishes no version`);
    },
    async pageOf({ owner, name }: ModelSpec) {
      // The page is public: it gets no token.
      const answer = await reach("its page", () => ask(`${pages}/${owner}/${name}`));
      if (answer.ok) return reach("its page", () => answer.text());
      throw new PublisherError(`its page answers with status ${answer.status}`);
    },
  };

  async function reach<T>(what: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      signal.throwIfAborted();
      // The client's error holds the token, and is not passed on.
      const reason = v.is(API_ERROR, error) ? `status ${error.response.status}` : "no answer";
      throw new PublisherError(`${what} could not be read (${reason})`);
    }
  }
}

const API_ERROR = v.object({ name: v.literal("ApiError"), response: v.object({ status: v.number() }) });
