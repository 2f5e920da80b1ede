import { halfTable } from './half.ts';
import type { Light } from './light.ts';

/** What each 16 bits look like at an exposure: sRGB, cut off at white. */
function curve(stops: number): Uint8ClampedArray {
  const gain = 2 ** stops;
  const look = new Uint8ClampedArray(65_536);
  const values = halfTable();
  for (let half = 0; half < 65_536; half++) {
    const light = (values[half] ?? 0) * gain;
    // What is no number is shown as black, as are negative values.
    if (!(light > 0)) continue;
    look[half] = 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
  }
  return look;
}

let known: { readonly stops: number; readonly look: Uint8ClampedArray } | undefined;

/** The picture at an exposure, in stops from how it was rendered. */
export function expose({ width, height, data }: Light, stops: number): ImageData {
  if (known?.stops !== stops) known = { stops, look: curve(stops) };
  const { look } = known;
  const image = new ImageData(width, height);
  const out = image.data;
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    out[to] = look[data[from] ?? 0] ?? 0;
    out[to + 1] = look[data[from + 1] ?? 0] ?? 0;
    out[to + 2] = look[data[from + 2] ?? 0] ?? 0;
    out[to + 3] = 255;
  }
  return image;
}
