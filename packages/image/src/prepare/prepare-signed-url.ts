import { FailedAttempt } from "../failed-attempt.ts";
import type { ImageTask, Preparation } from "./image-task.ts";
import type { ImageFacts } from "../media/inspect.ts";
import { probeObject } from "../services/probe-object.ts";
import { runAttempts } from "../http/retry.ts";
import type { SignedUrl } from "../services/signed-url.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Hands over a URL that the model fetches by itself; no byte of the image moves here, except for a probe where one is wanted.
 *
 * @throws {@link FailedAttempt}
 */
export async function prepareSignedUrl(task: ImageTask): Promise<Preparation> {
  const { journal, call, workshop } = task;
  if (!workshop.urlsArePublic) {
    const failure = new FailedAttempt({ reason: "url-not-public" });
    journal.note("signed-url", "sign", { attempt: 1, ms: 0, result: { failure } });
    throw failure;
  }
  const { url, expiresAt } = await signedUrl(task);
  const facts = call.settings.inspect === "probe" ? await probe(url, task) : {};
  return { input: url, expiresAt: new Date(expiresAt), ...facts };
}

async function signedUrl({ journal, call, workshop: { cache }, sign }: ImageTask): Promise<SignedUrl> {
  const { object } = journal;
  const cached = cache.get(object, call.clock.now());
  if (cached !== undefined) {
    journal.mention("signed URL reused");
    return cached;
  }
  const signed = await sign(journal);
  cache.set(object, signed, call.clock.now());
  return signed;
}

async function probe(url: string, { journal, call, workshop }: ImageTask): Promise<ImageFacts> {
  const look = (): Promise<ImageFacts> =>
    runAttempts(
      call,
      (signal) => probeObject(url, signal, workshop),
      (report) => journal.note("signed-url", "probe", report),
    );
  try {
    return await takeTurn(workshop.byteQueue, call.signal, look);
  } catch (error) {
    workshop.cache.delete(journal.object);
    throw error;
  }
}
