import { deflateSync } from 'node:zlib';
import { toHalf } from '../../src/renderer/features/files/exr/half.ts';

export interface ExrOptions {
  readonly width: number;
  readonly height: number;
  /** Name to type, in the file's order (alphabetical, as the format asks for). */
  readonly channels: Readonly<Record<string, 'uint' | 'half' | 'float'>>;
  /** The value of a channel at a place. */
  readonly value: (channel: string, x: number, y: number) => number;
  readonly compression?: 'none' | 'rle' | 'zips' | 'zip';
  readonly tile?: number;
  readonly top?: number;
  readonly decreasing?: boolean;
  /** Flags of the version field. */
  readonly flags?: number;
  /** Writes another number for the compression. */
  readonly compressionByte?: number;
}

const NUMBERS = { none: 0, rle: 1, zips: 2, zip: 3 };
const TYPES = { uint: 0, half: 1, float: 2 };

/** A small OpenEXR file. */
export function writeExr(options: ExrOptions): Buffer<ArrayBuffer> {
  const { width, height, channels, compression = 'none', tile, top = 0 } = options;
  const chlist = Object.entries(channels).map(([name, type]) =>
    Buffer.concat([text(name), ints(TYPES[type], 0, 1, 1)]),
  );
  const window = ints(0, top, width - 1, top + height - 1);
  const header = Buffer.concat([
    ints(20_000_630, 2 | (tile ? 0x200 : 0) | (options.flags ?? 0)),
    attribute('channels', 'chlist', Buffer.concat([...chlist, Buffer.alloc(1)])),
    attribute('compression', 'compression', [options.compressionByte ?? NUMBERS[compression]]),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    attribute('lineOrder', 'lineOrder', [options.decreasing ? 1 : 0]),
    attribute('pixelAspectRatio', 'float', [0, 0, 128, 63]),
    ...(tile ? [attribute('tiles', 'tiledesc', [...ints(tile, tile), 0])] : []),
    Buffer.alloc(1),
  ]);
  const lines = tile ?? (compression === 'zip' ? 16 : 1);
  const columns = tile ?? width;
  const chunks: Buffer[] = [];
  for (let y = 0; y < height; y += lines)
    for (let x = 0; x < width; x += columns) {
      const raw = pixels(options, x, y, Math.min(columns, width - x), Math.min(lines, height - y));
      const packed = pack(raw, compression);
      const stored = packed.length < raw.length ? packed : raw;
      const place = tile ? [x / tile, y / tile, 0, 0] : [top + y];
      chunks.push(Buffer.concat([ints(...place, stored.length), stored]));
    }
  let at = header.length + chunks.length * 8;
  const table = Buffer.alloc(chunks.length * 8);
  const order = chunks.map((chunk, index) => ({ chunk, index }));
  if (options.decreasing) order.reverse();
  for (const { chunk, index } of order) {
    table.writeBigUInt64LE(BigInt(at), index * 8);
    at += chunk.length;
  }
  return Buffer.concat([header, table, ...order.map(({ chunk }) => chunk)]);
}

function pixels(
  { channels, value }: ExrOptions,
  left: number,
  top: number,
  width: number,
  height: number,
): Buffer {
  const bytes: Buffer[] = [];
  for (let y = top; y < top + height; y++)
    for (const [name, type] of Object.entries(channels))
      for (let x = left; x < left + width; x++) {
        const sample = Buffer.alloc(type === 'half' ? 2 : 4);
        if (type === 'half') sample.writeUInt16LE(toHalf(value(name, x, y)));
        else if (type === 'float') sample.writeFloatLE(value(name, x, y));
        else sample.writeUInt32LE(value(name, x, y));
        bytes.push(sample);
      }
  return Buffer.concat(bytes);
}

/** Low and high bytes apart, as differences, then packed. */
function pack(raw: Buffer, compression: 'none' | 'rle' | 'zips' | 'zip'): Buffer {
  if (compression === 'none') return raw;
  const apart = Buffer.alloc(raw.length);
  const half = (raw.length + 1) >> 1;
  raw.forEach((byte, i) => {
    apart[i % 2 === 0 ? i / 2 : half + (i - 1) / 2] = byte;
  });
  const differences = Buffer.from(apart);
  for (let i = 1; i < apart.length; i++)
    differences[i] = ((apart[i] ?? 0) - (apart[i - 1] ?? 0) + 128) & 255;
  return compression === 'rle' ? runs(differences) : deflateSync(differences);
}

function runs(bytes: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let count = 1;
    while (count < 128 && bytes[at + count] === bytes[at]) count++;
    // What does not repeat is copied, one byte a time: that is allowed, and short to write.
    if (count === 1) out.push(255, bytes[at] ?? 0);
    else out.push(count - 1, bytes[at] ?? 0);
    at += count;
  }
  return Buffer.from(out);
}

function attribute(name: string, type: string, value: Uint8Array | readonly number[]): Buffer {
  return Buffer.concat([text(name), text(type), ints(value.length), Buffer.from(value)]);
}

function ints(...values: number[]): Buffer {
  return Buffer.from(new Int32Array(values).buffer);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, 'latin1');
}
