import { halfTable, toHalf } from './half.ts';

/** Where the n-th value of a block, read in zigzag, stands in it line by line. */
const ZIGZAG = zigzag();
/** What each of eight frequencies of a cosine transform adds to eight values. */
const BY_FREQUENCY = Float32Array.from({ length: 64 }, (_, i) => {
  const [frequency, x] = [i >> 3, i & 7];
  const scale = frequency === 0 ? Math.sqrt(1 / 8) : 1 / 2;
  return scale * Math.cos(((2 * x + 1) * frequency * Math.PI) / 16);
});

/** Frequencies of blocks as they are stored: means, and everything else with its runs of nothing shortened. */
interface Frequencies {
  readonly means: Uint16Array;
  readonly others: Uint16Array;
  /** How far each was read: channels follow one another. */
  meansAt: number;
  othersAt: number;
}

/**
 * Channels of the same size from blocks of 8 × 8 frequencies: one alone, or three that are luminance and two
 * differences of colour. What comes back is half as bright as it looks, in 16 bits, line by line.
 */
export function fromCosines(
  frequencies: Frequencies,
  planes: readonly Uint16Array[],
  width: number,
  height: number,
  linear: boolean,
): void {
  const [across, down] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const count = across * down;
  const { means, meansAt } = frequencies;
  if (meansAt + count * planes.length > means.length) throw new Error('cut');
  const look = linear ? undefined : linearTable();
  const blocks = planes.map(() => new Float32Array(64));
  for (let at = 0; at < count; at++) {
    for (const [part, block] of blocks.entries())
      unpackBlock(frequencies, means[meansAt + part * count + at] ?? 0, block);
    const [y, u, v] = blocks;
    if (y && u && v) toColours(y, u, v);
    const left = (at % across) * 8;
    const top = Math.floor(at / across) * 8;
    const rows = Math.min(8, height - top);
    const columns = Math.min(8, width - left);
    for (const [part, plane] of planes.entries()) {
      const block = blocks[part] as Float32Array;
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const half = toHalf(block[row * 8 + column] as number);
          plane[(top + row) * width + left + column] = look ? (look[half] as number) : half;
        }
    }
  }
  frequencies.meansAt += count * planes.length;
}

const work = new Float32Array(64);

function unpackBlock(frequencies: Frequencies, mean: number, block: Float32Array): void {
  const values = halfTable();
  const { others } = frequencies;
  block.fill(0);
  block[0] = values[mean] ?? 0;
  let last = 0;
  for (let at = 1; at < 64; ) {
    if (frequencies.othersAt >= others.length) throw new Error('cut');
    const value = others[frequencies.othersAt++] ?? 0;
    // As no such number occurs, it counts frequencies that are not there; none of the rest, if 0.
    if (value >= 0xff00) at += (value & 0xff) === 0 ? 64 : value & 0xff;
    else {
      block[ZIGZAG[at] ?? 0] = values[value] ?? 0;
      last = at++;
    }
  }
  if (last === 0) block.fill((block[0] ?? 0) / 8);
  else transform(block);
}

/** Frequencies are few: those that are not there cost nothing. */
function transform(block: Float32Array): void {
  work.fill(0);
  for (let at = 0; at < 64; at++) {
    const value = block[at] as number;
    if (value === 0) continue;
    const row = at & 56;
    const from = (at & 7) * 8;
    for (let x = 0; x < 8; x++)
      work[row + x] = (work[row + x] as number) + value * (BY_FREQUENCY[from + x] as number);
  }
  block.fill(0);
  for (let at = 0; at < 64; at++) {
    const value = work[at] as number;
    if (value === 0) continue;
    const column = at & 7;
    const from = at & 56;
    for (let y = 0; y < 8; y++)
      block[y * 8 + column] =
        (block[y * 8 + column] as number) + value * (BY_FREQUENCY[from + y] as number);
  }
}

/** Rec. 709: luminance and two differences to red, green and blue. */
function toColours(y: Float32Array, u: Float32Array, v: Float32Array): void {
  for (let i = 0; i < 64; i++) {
    const [light, blue, red] = [y[i] ?? 0, u[i] ?? 0, v[i] ?? 0];
    y[i] = light + 1.5747 * red;
    u[i] = light - 0.1873 * blue - 0.4682 * red;
    v[i] = light + 1.8556 * blue;
  }
}

let table: Uint16Array | undefined;

/** Values were stored as they look: a power up to 1, a logarithm beyond. */
function linearTable(): Uint16Array {
  if (table) return table;
  const values = halfTable();
  table = Uint16Array.from(values, (value) => {
    if (!Number.isFinite(value)) return 0;
    const size = Math.abs(value);
    return toHalf(Math.sign(value) * (size <= 1 ? size ** 2.2 : Math.exp(2.2 * (size - 1))));
  });
  return table;
}

function zigzag(): Uint8Array {
  const order: number[] = [];
  for (let sum = 0; sum < 15; sum++) {
    const diagonal = Array.from({ length: 8 }, (_, row) => [row, sum - row] as const).filter(
      ([, column]) => column >= 0 && column < 8,
    );
    if (sum % 2 === 0) diagonal.reverse();
    for (const [row, column] of diagonal) order.push(row * 8 + column);
  }
  return Uint8Array.from(order);
}
