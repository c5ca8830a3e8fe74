import type { SupabaseClient } from "@supabase/supabase-js";
import type Replicate from "replicate";
import { lazily } from "../lazily.ts";
import type { ValidatedOptions } from "../validate-options.ts";
import { clientFetch } from "./client-fetch.ts";

type Storage = SupabaseClient["storage"];

/** The clients of both services, each loaded and made when it is first needed. */
export interface Clients {
  readonly storage: () => Promise<Storage>;
  readonly replicate: () => Promise<Replicate>;
}

/** Makes the clients with a `fetch` of ours; see {@link clientFetch} for why. */
export function createClients({ supabase, replicate }: Pick<ValidatedOptions, "supabase" | "replicate">): Clients {
  return {
    storage: lazily(async () => {
      const { createClient } = await import("@supabase/supabase-js");
      const client = createClient(supabase.url, supabase.serviceRoleKey, {
        // The key is the session: no log-in, no refreshing in the background, nothing kept.
        accessToken: async () => supabase.serviceRoleKey,
        global: { fetch: clientFetch },
      });
      return client.storage;
    }),
    replicate: lazily(async () => {
      const { default: Client } = await import("replicate");
      return new Client({ auth: replicate.token, baseUrl: replicate.baseUrl, fetch: clientFetch });
    }),
  };
}
