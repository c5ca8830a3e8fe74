import { FailedAttempt } from "../failed-attempt.ts";
import type { ImageTask, Preparation } from "./image-task.ts";
import type { LoadedImage } from "./load-image.ts";
import { runAttempts } from "../http/retry.ts";
import { type UploadedFile, uploadImage } from "../services/replicate-api.ts";

/**
 * Hands over a file that is uploaded to Replicate beforehand.
 *
 * @throws {@link FailedAttempt}
 */
export async function prepareUpload(task: ImageTask, load: () => Promise<LoadedImage>): Promise<Preparation> {
  const image = await load();
  const { url, expiresAt, isRead } = await upload(image, task);
  // Replicate has them. Left to the garbage collector, tens of megabytes of such buffers gather.
  if (isRead && task.call.settings.isNodeFetch()) image.bytes.buffer.transfer(0);
  return { input: url, ...image.facts, ...(expiresAt && { expiresAt }) };
}

async function upload(image: LoadedImage, { journal, call, workshop }: ImageTask): Promise<UploadedFile> {
  try {
    return await runAttempts(
      call,
      (signal) => uploadImage(image, journal.object, { signal, workshop }),
      (report) => journal.note("upload", "upload", report),
    );
  } catch (error) {
    if (call.signal.aborted) throw error;
    // The image itself is good: what the last step says is the matter with Replicate, not with Storage.
    throw new FailedAttempt({ reason: "upload-failed", retryable: FailedAttempt.from(error).retryable });
  }
}
