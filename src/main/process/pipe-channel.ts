import fs from 'node:fs';
import { fifoPool } from './fifo-pool.ts';
import type { Channel } from './output-reader.ts';

/** Opens a pipe of which we keep both ends, or nothing where the system has no named pipes. */
export async function openPipeChannel(): Promise<
  { channel: Channel; childFd: number } | undefined
> {
  const name = await fifoPool.take();
  if (name === undefined) return undefined;
  const { O_RDONLY, O_WRONLY, O_NONBLOCK } = fs.constants;
  const readFd = fs.openSync(name, O_RDONLY | O_NONBLOCK);
  const childFd = fs.openSync(name, O_WRONLY);
  const markFd = fs.openSync(name, O_WRONLY | O_NONBLOCK);
  fs.unlinkSync(name);
  return { channel: { readFd, terminal: false, markFd }, childFd };
}
