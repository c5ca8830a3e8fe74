import { readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "@vg/emulator";
import { onTestFinished } from "vitest";

/** An emulator with images, and the three variables that `vg emulator` prints for it. */
export interface Emulated {
  readonly emulator: Emulator;
  readonly env: Readonly<Record<string, string>>;
  /** The URL of an object, whether there is one or not. */
  readonly url: (key: string) => string;
}

/** Starts an emulator for one test, with `images/boat.png` and `images/harbour.png`. */
export async function startEmulated(): Promise<Emulated> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  for (const name of ["boat", "harbour"]) {
    const bytes = readFileSync(new URL(`../../demo/images/${name}.png`, import.meta.url));
    emulator.putObject("images", `${name}.png`, bytes, { contentType: "image/png" });
  }
  const { supabase, replicate } = emulator;
  return {
    emulator,
    env: {
      SUPABASE_URL: supabase.url,
      SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
      REPLICATE_API_TOKEN: replicate.token,
    },
    url: (key) => `${supabase.url}/storage/v1/object/${key}`,
  };
}
