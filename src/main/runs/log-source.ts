import fs from 'node:fs/promises';
import type { LogFiles } from './log-index.ts';

/** Bytes that can be read anywhere: a file's, or those of a short log kept in the history. */
export interface RandomAccess {
  readonly size: number;
  read(position: number, length: number): Promise<Buffer>;
}

/** A log's text and its index. */
export interface LogSource {
  readonly log: RandomAccess;
  readonly index: RandomAccess;
}

/** A short action's log, kept whole. */
export interface ShortLog {
  readonly text: Buffer;
  readonly index: Buffer;
}

/** A log that is kept whole, read as one in files is. */
export function shortSource({ text, index }: ShortLog): LogSource {
  return { log: access(text), index: access(index) };
}

/** Opens a log's files for as long as `use` takes; undefined where there are none. */
export async function withFiles<T>(
  files: LogFiles,
  use: (source: LogSource) => Promise<T>,
): Promise<T | undefined> {
  let index: fs.FileHandle | undefined;
  let log: fs.FileHandle | undefined;
  try {
    index = await fs.open(files.index, 'r');
    log = await fs.open(files.log, 'r');
    return await use({ index: await fileAccess(index), log: await fileAccess(log) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  } finally {
    await index?.close();
    await log?.close();
  }
}

async function fileAccess(handle: fs.FileHandle): Promise<RandomAccess> {
  const { size } = await handle.stat();
  return {
    size,
    read: async (position, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

function access(bytes: Buffer): RandomAccess {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  };
}
