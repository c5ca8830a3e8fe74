import { downloadObject } from "./download-object.ts";
import { imageFile } from "./image-file.ts";
import type { ImageStrategy } from "./image-outcome.ts";
import type { ImageTask } from "./image-task.ts";
import { type ImageFacts, inspectImage } from "./inspect-image.ts";
import { runAttempts } from "./run-attempts.ts";

/** An image whose bytes are here and have been looked at. */
export interface LoadedImage {
  readonly file: File;
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
      const facts = inspectImage(bytes, call.settings);
      const file = imageFile(bytes, journal.object, facts);
      // The file has a copy. The garbage collector would leave tens of megabytes of these lying for a while.
      bytes.buffer.transfer(0);
      return { file, facts };
    },
    (report) => journal.note(strategy, "download", report),
  );
}
