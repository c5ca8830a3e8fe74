import { signOf } from "./error-ratio.ts";

/** A point with integer coordinates. */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** At least one point. */
export type Points = readonly [Point, ...Point[]];

/** The corners of the lower half of the convex hull of points, from left to right, no three of them in line. */
export function lowerHull(points: Points): Points {
  const [first = points[0], ...others] = points.toSorted((a, b) => signOf(a.x - b.x) || signOf(a.y - b.y));
  const corners: [Point, ...Point[]] = [first];
  for (const next of others) {
    if (next.x === corners.at(-1)?.x) continue;
    while (isAboveWayTo(next, corners)) corners.pop();
    corners.push(next);
  }
  return corners;
}

/** The corners of the upper half of the convex hull of points, from left to right, no three of them in line. */
export function upperHull([first, ...others]: Points): Points {
  const [corner, ...corners] = lowerHull([upsideDown(first), ...others.map(upsideDown)]);
  return [upsideDown(corner), ...corners.map(upsideDown)];
}

/** Whether the last corner is on or above the way from the one before it to the next point. */
function isAboveWayTo(next: Point, corners: readonly Point[]): boolean {
  const [before, last] = corners.slice(-2);
  if (before === undefined || last === undefined) return false;
  return (last.x - before.x) * (next.y - before.y) <= (next.x - before.x) * (last.y - before.y);
}

function upsideDown({ x, y }: Point): Point {
  return { x, y: -y };
}
