import { type Config, ConfigError, loadConfig, type Models } from "@vg/config";
import { isPublicHost } from "@vg/image";
import type { ExitCode } from "../errors.ts";
import { wrap } from "../render/wrap.ts";
import { isDoubt } from "../shared/config.ts";
import { readOwnModels } from "../shared/own-models.ts";
import { lookForReplicate, MissingReplicateError, type ReplicateAccess } from "../shared/services.ts";
import type { Style, Terminal } from "../terminal.ts";
import { checkReplicate } from "./check-replicate.ts";
import { checkSupabase } from "./check-supabase.ts";
import { type Check, type ClockPair, createProbe } from "./probe.ts";

/** The options of `vg doctor`, as the command line gives them. */
export interface DoctorOptions {
  readonly json?: boolean;
}

/** Checks the configuration and the services that it names, and shows the result of each check. */
export async function runDoctor({ json = false }: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const { config, checks: found } = checkConfig(await readOwnModels(terminal));
  const checks = [...found, ...(config === undefined ? [] : await checkServices(config, terminal.signal))];
  terminal.show(
    json ? JSON.stringify(checks, undefined, 2) : checks.map((check) => renderCheck(check, terminal)).join("\n"),
  );
  const problems = checks.filter(({ status }) => status === "problem").length;
  if (problems > 0) terminal.note(`${problems} ${problems === 1 ? "problem" : "problems"}.`);
  return problems > 0 ? 1 : 0;
}

async function checkServices(config: Config, signal: AbortSignal): Promise<Check[]> {
  const { supabase } = config;
  const supabaseProbe = createProbe(signal);
  const replicateProbe = createProbe(signal);
  const replicate = await lookForReplicate(config, signal);
  const checks = await Promise.all([
    supabase === undefined
      ? [NO_SUPABASE]
      : checkSupabase(supabase, supabaseProbe, { replicateIsLocal: isLocal(replicate) }),
    replicate === undefined || replicate instanceof MissingReplicateError
      ? [noReplicate(replicate)]
      : checkReplicate(config, replicate, replicateProbe),
  ]);
  return [...checks.flat(), checkClock([...supabaseProbe.clocks, ...replicateProbe.clocks])];
}

function isLocal(replicate: ReplicateAccess | MissingReplicateError | undefined): boolean {
  if (replicate === undefined || replicate instanceof MissingReplicateError) return false;
  return replicate.baseUrl !== undefined && !isPublicHost(replicate.baseUrl);
}

function noReplicate(error: MissingReplicateError | undefined): Check {
  if (error !== undefined) return { name: "Replicate", status: "problem", message: error.problem, fix: error.fix };
  return {
    name: "Replicate",
    status: "warning",
    message: "not configured, so no image can be uploaded and no model version can be looked up",
    fix: "set REPLICATE_API_TOKEN",
  };
}

const NO_SUPABASE: Check = {
  name: "Supabase",
  status: "warning",
  message: "not configured, so jobs with images can only be priced: `vg plan --no-images`",
  fix: "set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY",
};

const LOOKS: Readonly<Record<Check["status"], { readonly word: string; readonly style: Style }>> = {
  ok: { word: "ok", style: "green" },
  warning: { word: "warning", style: "yellow" },
  problem: { word: "problem", style: "red" },
  skipped: { word: "-", style: "dim" },
};

function renderCheck({ name, status, message, fix }: Check, { style, width }: Terminal): string {
  const { word, style: colour } = LOOKS[status];
  const indent = " ".repeat(9);
  const [first = "", ...others] = wrap(`${indent}${name}: ${message}`, { width, indent });
  const fixes = fix === undefined ? [] : wrap(`${indent}Fix: ${fix}`, { width, indent: `${indent}     ` });
  return [`${style(colour, word.padEnd(8))} ${first.slice(indent.length)}`, ...others, ...fixes].join("\n");
}

/** The configuration, if it is valid, and the checks of it. */
interface ConfigCheck {
  readonly config: Config | undefined;
  readonly checks: readonly Check[];
}

/** Checks every variable; each wrong one is a problem of its own. */
function checkConfig(models: Models | undefined): ConfigCheck {
  const name = "configuration";
  try {
    const config = loadConfig({ models, onWarning: () => {} });
    const checks = config.warnings
      .filter(({ code }) => isDoubt(code))
      .map(({ message }): Check => ({ name, status: "warning", message }));
    const message = `${config.environment}, ${config.model}; \`vg config\` shows every value and its origin`;
    return { config, checks: [{ name, status: "ok", message }, ...checks] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const checks = error.issues.map(({ variable, message }): Check => ({
      name,
      status: "problem",
      message: `${variable} ${message}`,
    }));
    return { config: undefined, checks };
  }
}

/** Seconds; servers give their time in whole ones. */
const NOTICED = 60;
/** Seconds; tokens and signed URLs are judged by both clocks. */
const HARMFUL = 300;

/** Compares this machine's clock with the servers'. */
export function checkClock(clocks: readonly ClockPair[]): Check {
  const name = "clock";
  const [first] = clocks;
  if (first === undefined) return { name, status: "skipped", message: "no server with a clock was reached" };
  const seconds = Math.round((first.here - first.there) / 1000);
  if (Math.abs(seconds) <= NOTICED) return { name, status: "ok", message: `within ${NOTICED} s of the servers'` };
  const message = `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} the servers'; signed URLs expire earlier or later than they seem to`;
  const fix = "synchronise this machine's clock with a time server";
  return { name, status: Math.abs(seconds) > HARMFUL ? "problem" : "warning", message, fix };
}
