import { RESULT_SLICE, type ResultSlice } from '../../shared/protocol/results.ts';
import { backend } from '../backend/backend.ts';
import { text as words } from '../text/en.ts';
import type { FileRef } from './results-store.ts';

export interface ResultBytes {
  readonly info: Omit<ResultSlice, 'data' | 'from'>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** There is more of it than was asked for. */
  readonly cut: boolean;
}

/** Reads a file of a run slice by slice, up to a number of bytes. */
export async function readResult(
  { runId, root, path }: FileRef,
  limit = Number.POSITIVE_INFINITY,
): Promise<ResultBytes> {
  let info: ResultSlice | undefined;
  let bytes = new Uint8Array();
  for (let from = 0; ; ) {
    const count = Math.min(RESULT_SLICE, limit - from);
    const slice = await backend.call('results.read', { runId, root, path, from, count });
    if (!info) {
      info = slice;
      bytes = new Uint8Array(Math.min(limit, slice.size));
    } else if (slice.size !== info.size || slice.modifiedAt !== info.modifiedAt)
      throw new Error(words.results.changing);
    const part = decode(slice.data);
    bytes.set(part.subarray(0, bytes.length - from), from);
    from += part.length;
    if (part.length === 0 || from >= bytes.length) {
      const { data: _data, from: _from, ...rest } = info;
      return { info: rest, bytes: bytes.subarray(0, from), cut: from < info.size };
    }
  }
}

function decode(data: string): Uint8Array {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
