import { downloadObject } from "../services/download-object.ts";
import type { ImageStrategy } from "../outcome.ts";
import type { ImageTask } from "./image-task.ts";
import { type ImageFacts, inspectImage } from "../media/inspect.ts";
import { runAttempts } from "../http/retry.ts";

/** An image whose bytes are here and have been looked at. */
export interface LoadedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly facts: Required<ImageFacts>;
}

/**
 * Downloads an image and looks at its bytes.
 *
 * @throws {@link FailedAttempt}
 */
export async function loadImage(strategy: ImageStrategy, { journal, call, workshop }: ImageTask): Promise<LoadedImage> {
  return runAttempts(
    call,
    async (signal) => {
      const bytes = await downloadObject(journal.object, signal, workshop);
      return { bytes, facts: inspectImage(bytes, call.settings) };
    },
    (report) => journal.note(strategy, "download", report),
  );
}
