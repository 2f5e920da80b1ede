import parseExr from 'parse-exr';
import type { ExrHeader } from '../../../../shared/picture/exr-header.ts';
import { type Chunk, pixelBytes } from './chunks.ts';
import type { Light } from './light.ts';
import { inflate } from './packing.ts';

const HALF = 1016;
const NUMBERS = { piz: 4, pxr24: 5 } as const;

/**
 * Decodes what is compressed by wavelets (PIZ) or by 24 bits (PXR24) with the library. It is given a file
 * written anew from what was checked, never the file itself: it believes every size and offset.
 */
export async function byLibrary(
  header: ExrHeader,
  chunks: readonly Chunk[],
  shown: readonly number[],
): Promise<Light> {
  const { width, height, compression, channels } = header;
  if (new Set(channels.map(({ type }) => type)).size > 1 || channels[0]?.type === 'uint')
    throw new Error('kinds');
  if (compression === 'pxr24') {
    const sample = channels[0]?.type === 'half' ? 2 : 3;
    for (const chunk of chunks)
      if (chunk.stored.length < chunk.bytes)
        await inflate(chunk.stored, chunk.width * chunk.height * channels.length * sample);
  }
  const file = write(header, chunks, shown);
  const { data } = parseExr(file, HALF);
  if (!(data instanceof Uint16Array)) throw new Error('cut');
  const light = { width, height, data: new Uint16Array(width * height * 3) };
  // Its first line is the lowest of the picture.
  const samples = data.length / (width * height);
  for (let y = 0; y < height; y++) {
    let from = (height - 1 - y) * width * samples;
    let to = y * width * 3;
    for (let x = 0; x < width; x++, from += samples, to += 3)
      for (let color = 0; color < 3; color++)
        light.data[to + color] = data[from + (samples === 1 ? 0 : color)] ?? 0;
  }
  return light;
}

/** Names for channels that are not shown; the order of channels is that of the file. */
function nameOf(index: number, shown: readonly number[]): string {
  const color = shown.indexOf(index);
  return color < 0 ? `x${index}` : shown.length === 1 ? 'Y' : 'RGB'.charAt(color);
}

function write(header: ExrHeader, chunks: readonly Chunk[], shown: readonly number[]): ArrayBuffer {
  const { width, height, channels, tile, compression } = header;
  const bytes: number[] = [];
  const int = (value: number) => bytes.push(...new Uint8Array(new Int32Array([value]).buffer));
  const text = (value: string) => bytes.push(...new TextEncoder().encode(value), 0);
  const attribute = (name: string, type: string, size: number) => {
    text(name);
    text(type);
    int(size);
  };
  int(20_000_630);
  int(tile ? 0x202 : 2);
  const names = channels.map((_, index) => nameOf(index, shown));
  attribute(
    'channels',
    'chlist',
    names.reduce((sum, name) => sum + name.length + 17, 1),
  );
  for (const [index, name] of names.entries()) {
    text(name);
    for (const value of [channels[index]?.type === 'half' ? 1 : 2, 0, 1, 1]) int(value);
  }
  bytes.push(0);
  attribute('compression', 'compression', 1);
  bytes.push(NUMBERS[compression as keyof typeof NUMBERS]);
  attribute('dataWindow', 'box2i', 16);
  for (const value of [0, 0, width - 1, height - 1]) int(value);
  attribute('lineOrder', 'lineOrder', 1);
  bytes.push(0);
  if (tile) {
    attribute('tiles', 'tiledesc', 9);
    int(tile.width);
    int(tile.height);
    bytes.push(0);
  }
  bytes.push(0);
  const inOrder = [...chunks].sort((a, b) => a.y - b.y || a.x - b.x);
  const head = tile ? 20 : 8;
  const stored = inOrder.reduce((sum, chunk) => sum + head + chunk.stored.length, 0);
  // Behind the table, which is not read.
  let at = bytes.length + chunks.length * 8;
  const file = new Uint8Array(at + stored);
  file.set(bytes);
  const data = new DataView(file.buffer);
  for (const chunk of inOrder) {
    const place = tile
      ? [chunk.x / tile.width, chunk.y / tile.height, 0, 0, chunk.stored.length]
      : [chunk.y, chunk.stored.length];
    place.forEach((value, i) => {
      data.setInt32(at + i * 4, value, true);
    });
    file.set(chunk.stored, at + head);
    at += head + chunk.stored.length;
  }
  if (pixelBytes(header) === 0) throw new Error('channels');
  return file.buffer;
}
