import type { FrameClips } from "@vg/config";

/** The frame rate that comes nearest to a wanted one, of those that a model plays. */
export function nearestFps({ fps }: FrameClips, wanted: number): number {
  return Math.min(fps.max, Math.max(fps.min, wanted));
}
