import PQueue from "p-queue";
import { type Clients, createClients } from "../services/clients.ts";
import { isPublicHost } from "../public-host.ts";
import type { Settings } from "../validate-options.ts";
import { createSignedUrlCache, type SignedUrlCache } from "./signed-url-cache.ts";

/** What all calls to one handler share. */
export interface Workshop {
  readonly settings: Settings;
  readonly clients: Clients;
  readonly cache: SignedUrlCache;
  /** Lets only so many images at once move bytes. */
  readonly byteQueue: PQueue;
  /** Lets only so many signing requests at once run. */
  readonly signQueue: PQueue;
  /** Whether whoever runs the model can fetch a URL of this Supabase. */
  readonly urlsArePublic: boolean;
}

/** Makes what the calls of a handler share. */
export function openWorkshop(settings: Settings): Workshop {
  const { supabase, replicate, concurrency } = settings;
  return {
    settings,
    clients: createClients(settings),
    cache: createSignedUrlCache(settings.signedUrlTtl),
    byteQueue: new PQueue({ concurrency }),
    signQueue: new PQueue({ concurrency }),
    urlsArePublic: isPublicHost(supabase.url) || !isPublicHost(replicate.baseUrl),
  };
}
