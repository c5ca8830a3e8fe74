import { mkdirSync, writeFileSync } from "node:fs";
import { encode } from "fast-png";

/**
 * Draws the pictures that `vg demo` plans with, into `demo/images`: `pnpm --filter @vg/cli make-demo-images`.
 *
 * They are a sky over a sea, each in its own light, and come out the same every time.
 */

const WIDTH = 160;
const HEIGHT = 90;

type Colour = readonly [red: number, green: number, blue: number];

interface Picture {
  readonly sky: readonly [top: Colour, horizon: Colour];
  readonly sea: Colour;
  /** The sun's or the moon's place, as shares of width and height, its radius in pixels and its colour. */
  readonly light: { readonly x: number; readonly y: number; readonly radius: number; readonly colour: Colour };
}

const PICTURES: Readonly<Record<string, Picture>> = {
  harbour: {
    sky: [
      [58, 76, 122],
      [246, 178, 107],
    ],
    sea: [64, 92, 128],
    light: { x: 0.3, y: 0.55, radius: 12, colour: [255, 226, 160] },
  },
  boat: {
    sky: [
      [96, 160, 220],
      [214, 234, 248],
    ],
    sea: [40, 110, 150],
    light: { x: 0.75, y: 0.2, radius: 9, colour: [255, 250, 220] },
  },
  lighthouse: {
    sky: [
      [40, 30, 70],
      [226, 96, 84],
    ],
    sea: [44, 40, 84],
    light: { x: 0.55, y: 0.58, radius: 15, colour: [255, 150, 90] },
  },
  market: {
    sky: [
      [8, 12, 36],
      [30, 44, 92],
    ],
    sea: [10, 20, 48],
    light: { x: 0.82, y: 0.22, radius: 7, colour: [236, 240, 250] },
  },
};

const folder = new URL("../demo/images/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, picture] of Object.entries(PICTURES)) {
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) data.set(colourAt(picture, x, y), (y * WIDTH + x) * 3);
  }
  writeFileSync(new URL(`${name}.png`, folder), encode({ width: WIDTH, height: HEIGHT, data, channels: 3 }));
}

function colourAt({ sky: [top, horizon], sea, light }: Picture, x: number, y: number): Colour {
  const shore = HEIGHT * 0.62;
  const wave = y >= shore && (x * 7 + y * 13) % 23 < 2 ? 0.25 : 0;
  const base = y < shore ? mix(top, horizon, y / shore) : mix(sea, horizon, wave);
  const far = Math.hypot(x - light.x * WIDTH, y - light.y * HEIGHT) - light.radius;
  return y < shore && far < 1 ? mix(light.colour, base, Math.min(1, Math.max(0, far))) : base;
}

function mix(from: Colour, to: Colour, share: number): Colour {
  const part = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}
