import { Socket } from 'node:net';

/**
 * The launcher hands over to the pinned Node with a pipe of which it holds the other end. When it dies,
 * also by SIGKILL, the pipe closes, and this process ends as if it had been told to.
 */
export function endWithParent(): void {
  const descriptor = process.env.JOBWRIGHT_PARENT_PIPE;
  if (descriptor === undefined || !/^[0-9]+$/.test(descriptor)) return;
  delete process.env.JOBWRIGHT_PARENT_PIPE;
  try {
    const pipe = new Socket({ fd: Number(descriptor), readable: true, writable: false });
    pipe.on('close', () => process.kill(process.pid, 'SIGTERM'));
    pipe.on('error', () => undefined);
    pipe.resume();
    pipe.unref();
  } catch {
    // Started by hand with a stray variable: there is no parent to follow.
  }
}
