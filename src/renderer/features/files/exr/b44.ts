import type { ExrHeader } from '../../../../shared/picture/exr-header.ts';
import { type Chunk, SIZES } from './chunks.ts';
import { halfTable, toHalf } from './half.ts';

/** Bytes of a block of 4 × 4 values, and of one in which all are the same (B44A). */
const BLOCK = 14;
const FLAT = 3;
/** In this byte a shift that no other block has marks a flat one. */
const FLAT_MARK = 13 << 2;

/**
 * B44: values of 16 bits in blocks of 4 × 4, each of a fixed size; other values are stored as they are. Channels lie one
 * after the other in the chunk, and line by line in what comes back.
 */
export function unpackB44(chunk: Chunk, { channels }: ExrHeader): Uint8Array {
  const { stored, width, height } = chunk;
  const out = new Uint8Array(chunk.bytes);
  const data = new DataView(out.buffer);
  const lineBytes = chunk.bytes / height;
  const block = new Uint16Array(16);
  let from = 0;
  let start = 0;
  for (const { type, logarithmic } of channels) {
    const row = (y: number) => y * lineBytes + start;
    if (type === 'half')
      for (let y = 0; y < height; y += 4)
        for (let x = 0; x < width; x += 4) {
          if (from + FLAT > stored.length) throw new Error('cut');
          const flat = (stored[from + 2] ?? 0) >= FLAT_MARK;
          if (!flat && from + BLOCK > stored.length) throw new Error('cut');
          if (flat) block.fill(unsign(((stored[from] ?? 0) << 8) | (stored[from + 1] ?? 0)));
          else unpackBlock(stored, from, block);
          from += flat ? FLAT : BLOCK;
          for (let i = 0; i < 16; i++) {
            const [atX, atY] = [x + (i & 3), y + (i >> 2)];
            if (atX >= width || atY >= height) continue;
            const value = block[i] ?? 0;
            data.setUint16(row(atY) + atX * 2, logarithmic ? power(value) : value, true);
          }
        }
    else
      for (let y = 0; y < height; y++) {
        const bytes = width * SIZES[type];
        if (from + bytes > stored.length) throw new Error('cut');
        out.set(stored.subarray(from, from + bytes), row(y));
        from += bytes;
      }
    start += width * SIZES[type];
  }
  if (from !== stored.length) throw new Error('grown');
  return out;
}

/**
 * The first value of a block is whole, the others are differences of 6 bits: in the first column from above, in all
 * others from the left.
 */
function unpackBlock(stored: Uint8Array, from: number, block: Uint16Array): void {
  const byte = (at: number) => stored[from + at] ?? 0;
  const shift = byte(2) >> 2;
  const bias = 0x20 << shift;
  block[0] = (byte(0) << 8) | byte(1);
  let bit = 22;
  for (let column = 0; column < 4; column++)
    for (let row = column === 0 ? 1 : 0; row < 4; row++) {
      const at = row * 4 + column;
      const word = (byte(bit >> 3) << 8) | byte((bit >> 3) + 1);
      const difference = (word >> (10 - (bit & 7))) & 0x3f;
      const base = block[column === 0 ? at - 4 : at - 1] ?? 0;
      block[at] = base + (difference << shift) - bias;
      bit += 6;
    }
  for (let i = 0; i < 16; i++) block[i] = unsign(block[i] ?? 0);
}

/** Numbers were stored in the order of their size; back to sign and size. */
function unsign(value: number): number {
  return (value & 0x8000) !== 0 ? value & 0x7fff : ~value & 0xffff;
}

/** Of a channel that is seen in equal steps the logarithm was stored. */
function power(half: number): number {
  const value = halfTable()[half] ?? 0;
  return Number.isFinite(value) ? toHalf(Math.exp(value / 8)) : 0;
}
