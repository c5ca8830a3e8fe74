import { FailedAttempt } from "../failed-attempt.ts";
import { hideToken } from "../hide-token.ts";
import type { ImageFailure } from "../image-failure.ts";
import { imageFile } from "../media/image-file.ts";
import type { ImageOutcome, ImageStrategy } from "../outcome.ts";
import type { ImageTask, Preparation } from "./image-task.ts";
import { openJournal } from "./journal.ts";
import { type LoadedImage, loadImage } from "./load-image.ts";
import { prepareSignedUrl } from "./prepare-signed-url.ts";
import { prepareUpload } from "./prepare-upload.ts";
import type { StorageObject } from "../storage-object.ts";
import { takeTurn } from "./take-turn.ts";
import { unavailable } from "./unavailable.ts";

/** What is the matter with the object itself, or with the key to it, so that no other strategy can help. */
const FINAL: ReadonlySet<ImageFailure> = new Set<ImageFailure>([
  "not-found",
  "forbidden",
  "unsafe-path",
  "too-large",
  "unsupported-type",
  "truncated",
  "empty",
]);

type Prepare = (via: ImageStrategy) => Promise<Preparation>;

/** What is tried for an object, and with what. */
interface Plan extends Omit<ImageTask, "journal"> {
  readonly strategies: readonly ImageStrategy[];
  /** What failed before, which is the outcome where no strategy is left. */
  readonly failure?: FailedAttempt;
}

/** Tries the strategies one after the other until one works, or until the object itself turns out to be the trouble. */
export async function prepareObject(
  object: StorageObject,
  { strategies, failure, ...means }: Plan,
): Promise<ImageOutcome> {
  const { jobId, settings } = means.call;
  const task = { ...means, journal: openJournal(object, { jobId, logger: settings.logger }) };
  return tryInTurn(strategies, task, { prepare: preparer(task), failure: FailedAttempt.from(failure) });
}

async function tryInTurn(
  [via, ...further]: readonly ImageStrategy[],
  task: ImageTask,
  { prepare, failure }: { prepare: Prepare; failure: FailedAttempt },
): Promise<ImageOutcome> {
  const { call, journal } = task;
  const { object, steps } = journal;
  if (via === undefined) return unavailable(failure, { call, object, steps });
  try {
    return hideToken({ ok: true, via, ...(await prepare(via)), object, steps: Object.freeze([...steps]) });
  } catch (error) {
    const own = FailedAttempt.from(error);
    const isFinal = call.signal.aborted || (FINAL.has(own.reason) && !own.retryable);
    if (isFinal) return unavailable(own, { call, object, steps });
    // The same call may succeed later where any of the ways may.
    const { reason, retryable } = own;
    const soFar = new FailedAttempt({ reason, retryable: retryable || failure.retryable });
    return tryInTurn(further, task, { prepare, failure: soFar });
  }
}

function preparer(task: ImageTask): Prepare {
  const { byteQueue } = task.workshop;
  const { signal } = task.call;
  // Both strategies that need the bytes share one download, which is noted under the one that asked first.
  let loading: Promise<LoadedImage> | undefined;
  const load = (via: ImageStrategy): Promise<LoadedImage> => (loading ??= loadImage(via, task));
  return (via) => {
    switch (via) {
      case "signed-url":
        return prepareSignedUrl(task);
      case "upload":
        return takeTurn(byteQueue, signal, () => prepareUpload(task, () => load(via)));
      case "file":
        return takeTurn(byteQueue, signal, async () => {
          const { bytes, facts } = await load(via);
          return { input: imageFile(bytes, task.journal.object, facts), ...facts };
        });
      default:
        return via satisfies never;
    }
  };
}
