import * as v from "valibot";
import { clipLengthSchema } from "./clip-length.ts";
import { hasDotSegments, hasUserInfo, isStorageUrl } from "./image-url.ts";
import { DOT_SEGMENTS, USER_INFO } from "./job-problems.ts";
import type { Job, JobClip } from "./job.ts";

const ONE_LINE = /^[^\p{Cc}]*$/u;

const clipSchema: v.GenericSchema<unknown, JobClip> = v.pipe(
  v.looseObject({
    prompt: v.pipe(v.string(), v.check(hasText)),
    duration: clipLengthSchema,
    imageUrl: v.nullish(
      v.pipe(
        v.string(),
        v.check(isStorageUrl),
        v.check((url) => !hasUserInfo(url), USER_INFO),
        v.check((url) => !hasDotSegments(url), DOT_SEGMENTS),
      ),
    ),
  }),
  v.transform(({ prompt, duration, imageUrl }) => ({ prompt, duration, ...(imageUrl != null && { imageUrl }) })),
);

/** A job file's content; fields that are not part of a job are left out. */
export const jobSchema: v.GenericSchema<unknown, Job> = v.pipe(
  v.looseObject({
    jobId: v.pipe(v.string(), v.check(hasText), v.maxLength(200), v.regex(ONE_LINE)),
    clipPrompts: v.pipe(v.array(clipSchema), v.minLength(1)),
  }),
  v.transform(({ jobId, clipPrompts }) => ({ jobId, clipPrompts })),
);

function hasText(text: string): boolean {
  return text.trim() !== "";
}
