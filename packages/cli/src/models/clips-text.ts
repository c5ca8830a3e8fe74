import type { FrameClips, SecondClips } from "@vg/config";

/** Which clips a model can make, in words: `5 or 10 s`, `14 or 25 frames at 5-30 fps (0.5-4.2 s)`. */
export function clipsText(clips: FrameClips | SecondClips): string {
  if (clips.kind === "seconds") return `${listText(clips.seconds)} s`;
  const { frames, fps, fpsAdded } = clips;
  const shortest = Math.min(...frames) / (fps.max + fpsAdded);
  const longest = Math.max(...frames) / (fps.min + fpsAdded);
  const rate = fps.min === fps.max ? `${fps.min}` : `${fps.min}-${fps.max}`;
  const seconds = shortest === longest ? secondsText(shortest) : `${secondsText(shortest)}-${secondsText(longest)}`;
  return `${listText(frames)} frames at ${rate} fps (${seconds} s)`;
}

/** Seconds with three decimals at most. */
export function secondsText(seconds: number): string {
  return String(Number(seconds.toFixed(3)));
}

/** Whole numbers in ascending order: `4, 6 or 8`, and `4-12` where each one between is there. */
function listText(numbers: readonly number[]): string {
  const [first = 0, second] = numbers;
  const last = numbers.at(-1) ?? first;
  if (second !== undefined && numbers.length > 2 && last - first === numbers.length - 1) return `${first}-${last}`;
  return new Intl.ListFormat("en", { type: "disjunction", style: "short" })
    .format(numbers.map(String))
    .replace(/, or /, " or ");
}
