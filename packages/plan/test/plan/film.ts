import { type Config, loadConfig, type Models } from "@vg/config";
import { type Job, parseJob } from "../../src/index.ts";

/** The time at which plans are made in tests. */
export const NOW = new Date("2026-11-26T10:00:00Z");

/** The URL of an object in Storage. */
export function objectUrl(key: string): string {
  return `https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/film/${key}.png`;
}

/** A configuration of these variables alone. */
export function configOf(env: Readonly<Record<string, string>> = {}, models: Models = {}): Config {
  return loadConfig({ env, models, onWarning: () => {} });
}

/** A job of clips and defaults. */
export function filmOf(clips: readonly object[], defaults?: object): Job {
  const clipPrompts = clips.map((clip) => ({ prompt: "a boat", duration: 4, ...clip }));
  return parseJob({ jobId: "film", clipPrompts, ...(defaults && { defaults }) });
}
