import type { ExrCompression, ExrHeader } from '../../../../shared/picture/exr-header.ts';

/** A rectangle of pixels as it lies in the file: line by line, in each line channel by channel. */
export interface Chunk {
  /** Pixels from the upper left corner of the data window. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** As it is stored; equal in length to `bytes` when nothing was gained by compressing. */
  readonly stored: Uint8Array<ArrayBuffer>;
  readonly bytes: number;
}

/** Lines of one chunk of a file of scan lines. */
const BLOCK_LINES: Readonly<Record<ExrCompression, number>> = {
  none: 1,
  rle: 1,
  zips: 1,
  zip: 16,
  piz: 32,
  pxr24: 16,
  b44: 32,
  b44a: 32,
  dwaa: 32,
  dwab: 256,
};

/** Uncompressed bytes of one chunk at most: nothing larger is unpacked at once. */
const MAX_CHUNK = 64 * 1024 * 1024;

export const SIZES = { uint: 4, half: 2, float: 4 } as const;

export function pixelBytes(header: ExrHeader): number {
  return header.channels.reduce((sum, { type }) => sum + SIZES[type], 0);
}

/**
 * The chunks of a file, found by its table of offsets, each checked against the picture and the file.
 * Smaller levels of a tiled file are passed over.
 */
export function readChunks(bytes: Uint8Array<ArrayBuffer>, header: ExrHeader): Chunk[] {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { tile, width, height } = header;
  const lines = BLOCK_LINES[header.compression];
  const across = tile ? Math.ceil(width / tile.width) : 1;
  const down = tile ? Math.ceil(height / tile.height) : Math.ceil(height / lines);
  const count = across * down;
  if (header.end + count * 8 > bytes.length) throw new Error('cut');
  const seen = new Set<string>();
  const chunks: Chunk[] = [];
  for (let i = 0; i < count; i++) {
    const at = Number(data.getBigUint64(header.end + i * 8, true));
    const lead = header.part === undefined ? 0 : 4;
    const head = (tile ? 20 : 8) + lead;
    if (at < header.end || at + head > bytes.length) throw new Error('cut');
    if (lead > 0 && data.getInt32(at, true) !== header.part) throw new Error('place');
    const place = at + lead;
    const column = tile ? data.getInt32(place, true) : 0;
    const row = tile
      ? data.getInt32(place + 4, true)
      : (data.getInt32(place, true) - header.top) / lines;
    const level = tile ? data.getInt32(place + 8, true) : 0;
    if (level !== 0 || column < 0 || column >= across || row < 0 || row >= down || row % 1 !== 0)
      throw new Error('place');
    const x = column * (tile?.width ?? width);
    const y = row * (tile?.height ?? lines);
    const box = {
      x,
      y,
      width: Math.min(tile?.width ?? width, width - x),
      height: Math.min(tile?.height ?? lines, height - y),
    };
    const size = data.getUint32(at + head - 4, true);
    const whole = box.width * box.height * pixelBytes(header);
    if (whole > MAX_CHUNK) throw new Error('large');
    if (size > whole || size > bytes.length - at - head) throw new Error('cut');
    if (seen.has(`${column} ${row}`)) throw new Error('place');
    seen.add(`${column} ${row}`);
    const stored = bytes.subarray(at + head, at + head + size);
    chunks.push({ ...box, stored, bytes: whole });
  }
  return chunks;
}
