import { FailedAttempt } from "./failed-attempt.ts";
import type { ImageTask, Preparation } from "./image-task.ts";
import type { LoadedImage } from "./load-image.ts";
import { runAttempts } from "./run-attempts.ts";
import { type UploadedFile, uploadFile } from "./upload-file.ts";

/**
 * Hands over a file that is uploaded to Replicate beforehand.
 *
 * @throws {@link FailedAttempt}
 */
export async function prepareUpload(task: ImageTask, load: () => Promise<LoadedImage>): Promise<Preparation> {
  const { file, facts } = await load();
  const { url, expiresAt } = await upload(file, task);
  return { input: url, ...facts, ...(expiresAt && { expiresAt }) };
}

async function upload(file: File, { journal, call, workshop }: ImageTask): Promise<UploadedFile> {
  try {
    return await runAttempts(
      call,
      (signal) => uploadFile(file, signal, workshop),
      (report) => journal.note("upload", "upload", report),
    );
  } catch (error) {
    if (call.signal.aborted) throw error;
    // The image itself is good: what the last step says is the matter with Replicate, not with Storage.
    throw new FailedAttempt({ reason: "upload-failed", retryable: FailedAttempt.from(error).retryable });
  }
}
