import { type Chunk, SIZES } from './chunks.ts';
import { fromCosines } from './cosines.ts';
import { colours, type Plan } from './dwa-plan.ts';
import { halfTable } from './half.ts';

/** What a chunk holds, unpacked part by part. */
export interface DwaParts {
  readonly whole: Uint8Array;
  readonly means: Uint16Array;
  readonly others: Uint16Array;
  readonly runs: Uint8Array;
}

/** The lines of a chunk that are being filled. */
interface Lines {
  readonly out: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly lineBytes: number;
}

/** Puts every channel where it lies in the lines of the chunk. */
export function placeChannels(
  { bytes, width, height }: Chunk,
  plans: readonly Plan[],
  parts: DwaParts,
): Uint8Array {
  const lines = { out: new Uint8Array(bytes), width, height, lineBytes: bytes / height };
  placeCosines(lines, plans, parts);
  placeWhole(lines, plans, parts);
  placeRuns(lines, plans, parts);
  return lines.out;
}

function placeCosines(
  lines: Lines,
  plans: readonly Plan[],
  { means, others }: Pick<DwaParts, 'means' | 'others'>,
): void {
  const { width, height } = lines;
  const cosines = plans.filter(({ scheme }) => scheme === 'cosines');
  const frequencies = { means, others, meansAt: 0, othersAt: 0 };
  const together = colours(cosines);
  for (const three of together) {
    const planes = three.map(() => new Uint16Array(width * height));
    fromCosines(frequencies, planes, width, height, false);
    for (const [i, plan] of three.entries()) putPlane(lines, plan, planes[i] ?? new Uint16Array());
  }
  for (const plan of cosines.filter((one) => !together.some((three) => three.includes(one)))) {
    const plane = new Uint16Array(width * height);
    fromCosines(frequencies, [plane], width, height, plan.channel.logarithmic);
    putPlane(lines, plan, plane);
  }
}

function putPlane(
  { out, width, height, lineBytes }: Lines,
  { channel, start }: Plan,
  plane: Uint16Array,
): void {
  const target = new DataView(out.buffer);
  const values = halfTable();
  for (let i = 0; i < width * height; i++) {
    const place = Math.floor(i / width) * lineBytes + start + (i % width) * SIZES[channel.type];
    if (channel.type === 'half') target.setUint16(place, plane[i] ?? 0, true);
    else target.setFloat32(place, values[plane[i] ?? 0] ?? 0, true);
  }
}

function placeWhole(
  { out, width, height, lineBytes }: Lines,
  plans: readonly Plan[],
  { whole }: Pick<DwaParts, 'whole'>,
): void {
  let at = 0;
  for (const { channel, scheme, start } of plans) {
    if (scheme !== 'whole') continue;
    const size = width * SIZES[channel.type];
    for (let y = 0; y < height; y++, at += size)
      out.set(whole.subarray(at, at + size), y * lineBytes + start);
  }
}

function placeRuns(
  { out, width, height, lineBytes }: Lines,
  plans: readonly Plan[],
  { runs }: Pick<DwaParts, 'runs'>,
): void {
  let at = 0;
  for (const { channel, scheme, start } of plans) {
    if (scheme !== 'runs') continue;
    const size = SIZES[channel.type];
    // The lowest bytes of all values come first, then the next ones.
    for (let byte = 0; byte < size; byte++)
      for (let i = 0; i < width * height; i++)
        out[Math.floor(i / width) * lineBytes + start + (i % width) * size + byte] =
          runs[at++] ?? 0;
  }
}
