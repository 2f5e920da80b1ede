import {
  EXR_PIXELS,
  type ExrChannel,
  type ExrHeader,
  readExrHeader,
} from '../../../../shared/picture/exr-header.ts';
import { type Chunk, readChunks, SIZES } from './chunks.ts';
import { toHalf } from './half.ts';
import { byLibrary } from './library.ts';
import type { Light } from './light.ts';
import { unpack } from './unpack.ts';

/**
 * Decodes an OpenEXR file, or the first of its parts that is a picture.
 *
 * @throws Error whose message names what is wrong: a key of the words for it.
 */
export async function decodeExr(bytes: Uint8Array<ArrayBuffer>): Promise<Light> {
  const header = readExrHeader(bytes);
  if (typeof header === 'string') throw new Error('header');
  const { width, height, compression } = header;
  if (width < 1 || height < 1 || width * height > EXR_PIXELS) throw new Error('large');
  const shown = shownChannels(header.channels);
  if (shown.length === 0) throw new Error('channels');
  const chunks = readChunks(bytes, header);
  if (compression === 'piz' || compression === 'pxr24') return byLibrary(header, chunks, shown);
  const light = { width, height, data: new Uint16Array(width * height * 3) };
  for (const chunk of chunks) place(light, header, chunk, await unpack(chunk, header), shown);
  return light;
}

/**
 * Red, green and blue of the picture, or of its first layer that has them; else the luminance, or the
 * first channel of numbers there is, once.
 */
export function shownChannels(channels: readonly ExrChannel[]): readonly number[] {
  const at = (name: string) =>
    channels.findIndex((one) => one.type !== 'uint' && one.name.toUpperCase() === name);
  const layers = channels.flatMap(({ name }) => /^(.*\.)?R$/i.exec(name)?.[1]?.toUpperCase() ?? '');
  for (const layer of ['', ...layers]) {
    const found = ['R', 'G', 'B'].map((color) => at(layer + color));
    if (found.every((index) => index >= 0)) return found;
  }
  const one = [at('Y'), channels.findIndex(({ type }) => type !== 'uint')].find((i) => i >= 0);
  return one === undefined ? [] : [one];
}

function place(
  light: Light,
  { channels }: ExrHeader,
  chunk: Chunk,
  raw: Uint8Array,
  shown: readonly number[],
): void {
  const data = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const starts: number[] = [];
  let lineBytes = 0;
  for (const { type } of channels) {
    starts.push(lineBytes);
    lineBytes += chunk.width * SIZES[type];
  }
  for (let color = 0; color < 3; color++) {
    const index = shown[color] ?? shown[0] ?? 0;
    const isHalf = channels[index]?.type === 'half';
    for (let row = 0; row < chunk.height; row++) {
      let from = row * lineBytes + (starts[index] ?? 0);
      let to = ((chunk.y + row) * light.width + chunk.x) * 3 + color;
      for (let i = 0; i < chunk.width; i++, to += 3) {
        light.data[to] = isHalf ? data.getUint16(from, true) : toHalf(data.getFloat32(from, true));
        from += isHalf ? 2 : 4;
      }
    }
  }
}
