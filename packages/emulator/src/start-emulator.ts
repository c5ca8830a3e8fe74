import { createEmulator } from "./create-emulator.ts";
import type { Emulator } from "./emulator.ts";
import { type EmulatorOptions, validateOptions } from "./options.ts";

/**
 * Starts a Supabase Storage and a Replicate on one port of 127.0.0.1, in this process.
 *
 * @throws {@link EmulatorError} that names the option which cannot be used.
 * @example
 * ```ts
 * import { startEmulator } from "@vg/emulator";
 *
 * const emulator = await startEmulator();
 * emulator.putObject("images", "cat.txt", "meow", { contentType: "text/plain" });
 *
 * const url = await emulator.signedUrl("images", "cat.txt", { expiresIn: 60 });
 * await (await fetch(url)).text(); // => 'meow'
 * emulator.requests[0]?.route; // => 'object.signed'
 *
 * await emulator.close();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return createEmulator(validateOptions(options));
}
