import type { ExrCompression } from '../../../../shared/picture/exr-header.ts';
import type { Chunk } from './chunks.ts';

/** The bytes of a chunk, never more than it should hold: data made to grow without end is damage. */
export async function unpack(chunk: Chunk, compression: ExrCompression): Promise<Uint8Array> {
  if (compression === 'none' || chunk.stored.length === chunk.bytes) {
    if (chunk.stored.length !== chunk.bytes) throw new Error('cut');
    return chunk.stored;
  }
  const packed =
    compression === 'rle'
      ? runs(chunk.stored, chunk.bytes)
      : await inflate(chunk.stored, chunk.bytes);
  return restore(packed);
}

/** zlib, by the browser's own decoder. */
export async function inflate(
  stored: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(most);
  let at = 0;
  const reader = new Blob([stored])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (at + value.length > most) {
      await reader.cancel();
      throw new Error('grown');
    }
    out.set(value, at);
    at += value.length;
  }
  if (at !== most) throw new Error('cut');
  return out;
}

/** Runs of bytes: a negative length copies, any other repeats. */
function runs(stored: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  let at = 0;
  for (let from = 0; from < stored.length; ) {
    const length = ((stored[from++] ?? 0) << 24) >> 24;
    const count = length < 0 ? -length : length + 1;
    if (at + count > bytes) throw new Error('grown');
    if (length < 0) {
      if (from + count > stored.length) throw new Error('cut');
      out.set(stored.subarray(from, from + count), at);
      from += count;
    } else out.fill(stored[from++] ?? 0, at, at + count);
    at += count;
  }
  if (at !== bytes) throw new Error('cut');
  return out;
}

/** Takes back what was done before compressing: differences of bytes, low and high ones apart. */
function restore(packed: Uint8Array): Uint8Array {
  for (let i = 1; i < packed.length; i++) packed[i] = (packed[i - 1] ?? 0) + (packed[i] ?? 0) - 128;
  const out = new Uint8Array(packed.length);
  const half = (packed.length + 1) >> 1;
  for (let i = 0; i < packed.length; i++)
    out[i] = packed[(i & 1) === 0 ? i >> 1 : half + (i >> 1)] ?? 0;
  return out;
}
