/** One clip of a job, as it was asked for. */
export interface JobClip {
  /** What is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** A URL of Supabase Storage; without one the clip is made from its prompt alone. */
  readonly imageUrl?: string;
}

/** A list of clips that are made, and paid for, together. */
export interface Job {
  /** Names the job in logs and plans. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
}
