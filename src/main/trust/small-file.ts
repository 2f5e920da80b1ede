import type { PathLike } from 'node:fs';
import { open } from 'node:fs/promises';
import { READ } from '../open-flags.ts';

/**
 * The bytes of a regular file, each as one character.
 *
 * @returns undefined when it is not a regular file, or larger than `most`.
 * @throws NodeJS.ErrnoException when it is not there or cannot be read.
 */
export async function readSmall(
  path: PathLike,
  most: number,
  flags = READ,
): Promise<string | undefined> {
  const handle = await open(path, flags);
  try {
    const info = await handle.stat();
    if (!info.isFile() || info.size > most) return undefined;
    // It may grow while it is read.
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(most + 1), 0, most + 1, 0);
    return bytesRead > most ? undefined : buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
