import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** Where the services are that the ways are measured against, in a process of their own. */
export interface Services {
  readonly supabase: { readonly url: string; readonly serviceRoleKey: string };
  readonly replicate: { readonly baseUrl: string; readonly token: string };
  readonly keys: readonly string[];
}

/** The traffic since the last question. */
export interface Traffic {
  readonly requests: number;
  /** Bytes of bodies, in both directions, that belong to images: JSON is not among them. */
  readonly imageBytes: number;
}

/** Services that run, and what they saw. */
export interface RunningServices extends Services {
  traffic(): Promise<Traffic>;
  close(): void;
}

export const BUCKET = "images";

/** Starts the services with the images to prepare; every request waits for 50 ms. */
export async function startServices(): Promise<RunningServices> {
  const child = fork(`${import.meta.dirname}/services-process.ts`);
  const services: Services = await answerOf(child);
  return {
    ...services,
    traffic: () => {
      child.send("traffic");
      return answerOf(child);
    },
    close: () => child.disconnect(),
  };
}

/** The next message of a process. */
export async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, "message");
  return message;
}

/** The URL of an image, as callers have it. */
export function urlOf({ supabase }: Services, key: string): string {
  return `${supabase.url}/storage/v1/object/public/${BUCKET}/${key}`;
}
