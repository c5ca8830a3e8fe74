import { replicateTokenField, serviceRoleKeyField, supabaseUrlField } from "./config-field.ts";
import type { ConfigReader } from "./config-reader.ts";
import { ReplicateConfig } from "./replicate-config.ts";
import { SupabaseConfig } from "./supabase-config.ts";

/** The access to Supabase; one half of it without the other is an issue, and so is its absence where it is required. */
export function readSupabase(reader: ConfigReader, required: boolean): SupabaseConfig | undefined {
  const url = reader.read(supabaseUrlField);
  const key = reader.read(serviceRoleKeyField);
  const place = "in the Supabase dashboard under Project Settings, API";
  reader.requireAll([supabaseUrlField, serviceRoleKeyField], { required, place });
  return url === undefined || key === undefined ? undefined : new SupabaseConfig(url, key);
}

/** The access to Replicate; its absence is an issue where it is required. */
export function readReplicate(reader: ConfigReader, required: boolean): ReplicateConfig | undefined {
  const token = reader.read(replicateTokenField);
  const place = "on replicate.com under Account, API tokens";
  reader.requireAll([replicateTokenField], { required, place });
  return token === undefined ? undefined : new ReplicateConfig(token);
}
