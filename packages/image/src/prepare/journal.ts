import { createHash } from "node:crypto";
import { FailedAttempt } from "../failed-attempt.ts";
import type { ImageStage, ImageStrategy, Step } from "../outcome.ts";
import type { Logger, LogMeta } from "../logger.ts";
import type { AttemptReport } from "../http/retry.ts";
import { objectId, type StorageObject } from "../storage-object.ts";

/** What happened to one image on its way: its steps, each also a line in the log. */
export interface Journal {
  readonly object: StorageObject;
  readonly steps: readonly Step[];
  /** Logs what is no attempt. */
  mention(message: string): void;
  /** Notes the attempts of one stage; a value that is a failure is the failure of this image alone. */
  note(strategy: ImageStrategy, stage: ImageStage, report: AttemptReport<unknown>): void;
}

/** Starts the journal of an object. */
export function openJournal(object: StorageObject, { jobId, logger }: { jobId: string; logger: Logger }): Journal {
  const steps: Step[] = [];
  const about = { jobId, ...loggedObject(object) };
  return {
    object,
    steps,
    mention: (message) => logger.info(message, about),
    note(strategy, stage, { attempt, ms, result }) {
      const end = "failure" in result ? result.failure : result.value;
      const { reason = "ok", status, code } = end instanceof FailedAttempt ? end : {};
      const step: Step = { strategy, stage, attempt, ms, result: reason, ...(status !== undefined && { status }) };
      const meta: LogMeta = { ...about, ...step, ...(code !== undefined && { code }) };
      steps.push(Object.freeze(step));
      if (reason === "ok") logger.info("image step", meta);
      else logger.warn("image step", meta);
    },
  };
}

/** An object as the log shows it: of its key only a short hash. */
export function loggedObject(object: StorageObject): { bucket: string; pathHash: string } {
  const pathHash = createHash("sha256").update(objectId(object)).digest("hex").slice(0, 12);
  return { bucket: object.bucket, pathHash };
}
