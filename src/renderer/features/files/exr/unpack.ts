import type { ExrHeader } from '../../../../shared/picture/exr-header.ts';
import { unpackB44 } from './b44.ts';
import type { Chunk } from './chunks.ts';
import { unpackDwa } from './dwa.ts';
import { inflate, restore, runs } from './packing.ts';

/** The bytes of a chunk, never more than it should hold: data made to grow without end is damage. */
export async function unpack(chunk: Chunk, header: ExrHeader): Promise<Uint8Array> {
  const { compression } = header;
  if (compression === 'none' || chunk.stored.length === chunk.bytes) {
    if (chunk.stored.length !== chunk.bytes) throw new Error('cut');
    return chunk.stored;
  }
  if (compression === 'b44' || compression === 'b44a') return unpackB44(chunk, header);
  if (compression === 'dwaa' || compression === 'dwab') return unpackDwa(chunk, header);
  const packed =
    compression === 'rle'
      ? runs(chunk.stored, chunk.bytes)
      : await inflate(chunk.stored, chunk.bytes);
  return restore(packed);
}
