/** A list of clips that are made, and paid for, together. */
export interface Job {
  /** The name of the job in logs and plans: 1 to 200 characters on one line. */
  readonly jobId: string;
  /** At least one clip. */
  readonly clipPrompts: readonly JobClip[];
  /** The wishes for every clip that does not say otherwise. */
  readonly defaults?: Wishes;
}

/** One clip of a job, as it is asked for. */
export interface JobClip extends Wishes {
  /** The text of what is to be seen. */
  readonly prompt: string;
  /** Seconds, from 0.001 to 86,400. */
  readonly duration: number;
  /** The image that the clip begins with, a URL of Supabase Storage; without it the clip is made from its prompt alone. */
  readonly imageUrl?: string;
  /** The image that the clip ends with, a URL of Supabase Storage. */
  readonly lastImageUrl?: string;
}

/** The wishes for a clip. One that is left out is up to the job's defaults, then to the configuration, then to the model. */
export interface Wishes {
  /** The name of a model, such as `veo-3.1-lite`. */
  readonly model?: string;
  /** The size of the picture: `720p`, `1280x720`, or a word of the model's own. */
  readonly resolution?: string;
  /** Width to height, such as `16:9`. */
  readonly aspectRatio?: string;
  /** True if the clip is to have sound. */
  readonly audio?: boolean;
  /** The number that the randomness begins with, a whole number of at least 0: the same one makes the same clip again. */
  readonly seed?: number;
  /** The text of what is not to be seen; an empty one is no wish, and hides the job's default. */
  readonly negativePrompt?: string;
  /** Frames per second, a whole number from 1 to 240. */
  readonly fps?: number;
}
