import { halfTable, toHalf } from './half.ts';
import type { Light } from './light.ts';

/** Samples a side that are averaged for one pixel. */
const TAPS = 4;

/** The picture no larger than `edge`: light is averaged, before any exposure. */
export function shrink(light: Light, edge: number): Light {
  const scale = edge / Math.max(light.width, light.height);
  if (scale >= 1) return light;
  const width = Math.max(1, Math.round(light.width * scale));
  const height = Math.max(1, Math.round(light.height * scale));
  const data = new Uint16Array(width * height * 3);
  const values = halfTable();
  const taps = (at: number, count: number, from: number) =>
    Array.from({ length: TAPS }, (_, tap) =>
      Math.min(from - 1, Math.floor(((at + (tap + 0.5) / TAPS) * from) / count)),
    );
  const columns = Array.from({ length: width }, (_, x) => taps(x, width, light.width));
  for (let y = 0; y < height; y++) {
    const rows = taps(y, height, light.height);
    for (let x = 0; x < width; x++)
      for (let color = 0; color < 3; color++) {
        let sum = 0;
        for (const row of rows)
          for (const column of columns[x] ?? [])
            sum += values[light.data[(row * light.width + column) * 3 + color] ?? 0] ?? 0;
        data[(y * width + x) * 3 + color] = toHalf(sum / (TAPS * TAPS));
      }
  }
  return { width, height, data };
}
