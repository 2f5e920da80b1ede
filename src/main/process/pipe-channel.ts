import fs from 'node:fs';
import { fifoPool } from './fifo-pool.ts';
import type { Channel } from './output-reader.ts';

interface PipeChannel {
  readonly channel: Channel;
  readonly childFd: number;
}

/**
 * Opens a pipe of which we keep both ends, or nothing where the system has no named pipes.
 *
 * @throws NodeJS.ErrnoException where no descriptors are left.
 */
export async function openPipeChannel(): Promise<PipeChannel | undefined> {
  const name = await fifoPool.take();
  if (name === undefined) return undefined;
  try {
    return openEnds(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Systems tidy their temporary folder up: of an application that is open for days the pipes are gone.
  fifoPool.forget();
  const another = await fifoPool.take();
  return another === undefined ? undefined : openEnds(another);
}

function openEnds(name: string): PipeChannel {
  const { O_RDONLY, O_WRONLY, O_NONBLOCK } = fs.constants;
  const opened: number[] = [];
  const open = (flags: number): number => {
    const fd = fs.openSync(name, flags);
    opened.push(fd);
    return fd;
  };
  try {
    const readFd = open(O_RDONLY | O_NONBLOCK);
    const childFd = open(O_WRONLY);
    const markFd = open(O_WRONLY | O_NONBLOCK);
    fs.unlinkSync(name);
    return { channel: { readFd, terminal: false, markFd }, childFd };
  } catch (error) {
    for (const fd of opened) fs.closeSync(fd);
    throw error;
  }
}
