import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { OutputSource } from './managed-process.ts';

/** How long the pipes must be silent after the process's end when something else holds them open. */
const QUIET_MILLISECONDS = 60;

/**
 * Output by the two pipes of child_process, for systems without named pipes (Windows). The end of both
 * ends the output; when something else holds them open, a moment of silence does.
 */
export function readPlainPipes(
  child: ChildProcess,
  onOutput: (chunk: Buffer) => void,
): OutputSource {
  const streams = [child.stdout, child.stderr].filter((s): s is Readable => s !== null);
  let lastData = 0;
  let over = false;
  const receive = (chunk: Buffer) => {
    lastData = performance.now();
    if (!over) onOutput(chunk);
  };
  for (const stream of streams) stream.on('data', receive);
  const closed = Promise.all(
    streams.map((stream) => new Promise((resolve) => stream.once('close', resolve))),
  );
  const finish = async () => {
    lastData = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const quiet = new Promise<void>((resolve) => {
      timer = setInterval(() => {
        if (performance.now() - lastData > QUIET_MILLISECONDS) resolve();
      }, 10);
    });
    await Promise.race([closed, quiet]);
    clearInterval(timer);
    over = true;
  };
  return {
    pause: () => {
      for (const stream of streams) stream.pause();
    },
    resume: () => {
      for (const stream of streams) stream.resume();
    },
    finish,
    release: () => {
      for (const stream of streams) stream.destroy();
    },
  };
}
