import { useEffect, useState } from 'react';
import type { LogBuffer } from '../../logs/log-buffer.ts';

/** How often a log that grows is drawn. */
const DRAW_MS = 100;

/** Draws again when the buffer changed, at most ten times a second however fast it grows. */
export function useLogVersion(buffer: LogBuffer): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = buffer.subscribe(() => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        setVersion((n) => n + 1);
      }, DRAW_MS);
    });
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [buffer]);
  return version;
}
