import type { JudgedClip } from "./accuracy.ts";

/** Orders clips, the worst estimate first; equally bad ones keep the order of the file. */
export function byError(a: Pick<JudgedClip, "error">, b: Pick<JudgedClip, "error">): number {
  return Math.abs(b.error) - Math.abs(a.error);
}
