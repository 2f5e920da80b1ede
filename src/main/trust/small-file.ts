import { constants, type PathLike } from 'node:fs';
import { open } from 'node:fs/promises';

/** Absent on Windows, which has neither pipes nor, for most people, links among its files. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

/** For a regular file: opening a pipe would wait for somebody who writes. */
export const READ = O_RDONLY | O_NONBLOCK;
/** The same, and a link that took the file's place since it was looked at is not followed. */
export const READ_NO_LINK = READ | O_NOFOLLOW;

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
