import { STATUS_CODES } from "node:http";
import type { FileStore } from "../files.ts";
import type { EmulatedModel } from "../models/model.ts";

/** The only machine that is asked for files is this one. */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** Returns the addresses of files in the inputs that can be asked for: all on this machine. */
export function localFiles(model: EmulatedModel, input: Readonly<Record<string, unknown>>): readonly URL[] {
  return Object.entries(model.inputs).flatMap(([name, { format }]) =>
    format === "uri" ? [input[name]].flat().flatMap((value) => localUrl(value) ?? []) : [],
  );
}

/**
 * Gets the files as a model does when it starts: by a plain request without credentials, except Replicate's own files.
 *
 * @returns the error of the first file that it does not get.
 */
export async function fetchFiles(urls: readonly URL[], files: FileStore): Promise<string | undefined> {
  for (const url of urls) {
    const status = await statusOf(url, files);
    if (status === undefined) return `HTTPConnectionPool: Max retries exceeded with url: ${url.href}`;
    if (status >= 400) {
      return `${status} Client Error: ${STATUS_CODES[status] ?? "Error"} for url: ${url.href}`;
    }
  }
  return undefined;
}

function localUrl(value: unknown): URL | undefined {
  if (typeof value !== "string" || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === "http:" && LOOPBACK.test(url.hostname) ? url : undefined;
}

async function statusOf(url: URL, files: FileStore): Promise<number | undefined> {
  const [, id] = /^\/v1\/files\/([^/]+)$/.exec(url.pathname) ?? [];
  if (id !== undefined) return files.find(id) === undefined ? 404 : 200;
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}
