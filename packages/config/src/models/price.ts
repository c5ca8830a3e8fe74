/** What every price says about itself. */
export interface PriceFacts {
  /** The resolution this price is for, such as `"720p"`; absent where the price is the same whatever the resolution. */
  readonly resolution?: string;
  /** What the price asks for beside its resolution, such as `"without audio"`. */
  readonly condition?: string;
  /** The day, month or year the price was read: `2026-10-08`, `2025-11` or `2025`. */
  readonly asOf: string;
  /** Where the price was read. */
  readonly source: string;
}

/** A model billed by the time its hardware is busy. */
export interface GpuSecondPrice extends PriceFacts {
  readonly kind: "gpu-second";
  /** The provider's name of the hardware, such as `"gpu-l40s"`. */
  readonly hardware: string;
  /** Dollars per second of hardware, a decimal. */
  readonly perSecond: string;
  /** Seconds of hardware that one run usually takes, a decimal. */
  readonly typicalRunSeconds: string;
}

/** A model billed by the length of the clip it makes. */
export interface OutputSecondPrice extends PriceFacts {
  readonly kind: "output-second";
  /** Dollars per second of clip, a decimal. */
  readonly perSecond: string;
}

/** A model billed by the clip, whatever its length. */
export interface ClipPrice extends PriceFacts {
  readonly kind: "clip";
  /** Dollars per clip, a decimal. */
  readonly perClip: string;
}

/** How a model is billed; `kind` tells which. */
export type Price = GpuSecondPrice | OutputSecondPrice | ClipPrice;
