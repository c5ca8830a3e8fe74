import type { Call } from "./call.ts";
import type { PreparedImage } from "../outcome.ts";
import type { Journal } from "./journal.ts";
import type { Signer } from "./signer.ts";
import type { Workshop } from "./context.ts";

/** One image of one call, and all that is needed to prepare it. */
export interface ImageTask {
  readonly journal: Journal;
  readonly call: Call;
  readonly workshop: Workshop;
  readonly sign: Signer;
}

/** What a strategy finds out about an image it has prepared. */
export type Preparation = Pick<PreparedImage, "input" | "expiresAt" | "mediaType" | "width" | "height">;
