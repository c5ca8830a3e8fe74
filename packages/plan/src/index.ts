export { JobError, type JobIssue, type JobIssueCode } from "./errors.ts";
export type { Job, JobClip, Wishes } from "./job/job.ts";
export { parseJob } from "./job/parse-job.ts";
