/** A prediction of the `replicate` client, as far as its cost is concerned. */
export interface MeteredPrediction {
  /**
   * The prediction's state.
   *
   * @default "succeeded"
   */
  readonly status?: string | undefined;
  readonly metrics?: PredictionMetrics | undefined;
  /** The inputs that it was made with; what is not in it has the model's default. */
  readonly input?: object | undefined;
  /** The time when it started; `null` if it was canceled before it did, which costs 0. */
  readonly started_at?: string | null | undefined;
  /** True if the provider has deleted the inputs, as it does an hour after the prediction: they are not defaults then. */
  readonly data_removed?: boolean | undefined;
}

/** The measurements of a finished prediction, by which it is billed. */
export interface PredictionMetrics {
  /** Seconds that the hardware was busy. */
  readonly predict_time?: number | undefined;
  /** Seconds of clip that were made. */
  readonly video_output_duration_seconds?: number | undefined;
  /** The number of clips that were made; a succeeded prediction without it made one. */
  readonly video_output_count?: number | undefined;
  /** The size that was billed, such as `"720p"`. */
  readonly resolution_target?: string | undefined;
  /** True if a clip with sound was billed. */
  readonly with_audio?: boolean | undefined;
  /** The variant of the model that was billed, such as `"pro"`. */
  readonly model_variant?: string | undefined;
}
