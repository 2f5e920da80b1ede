import { useEffect, useState } from 'react';
import type { LogBuffer } from '../../logs/log-buffer.ts';

/** How often a log that grows is drawn. */
const DRAW_MS = 100;

/**
 * Draws again when the buffer changed: at once after a rest, and at most ten times a second however fast it
 * grows.
 */
export function useLogVersion(buffer: LogBuffer): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let drawn = Number.NEGATIVE_INFINITY;
    const stop = buffer.subscribe(() => {
      waiting ??= setTimeout(
        () => {
          waiting = undefined;
          drawn = performance.now();
          setVersion((n) => n + 1);
        },
        Math.max(0, drawn + DRAW_MS - performance.now()),
      );
    });
    return () => {
      stop();
      clearTimeout(waiting);
    };
  }, [buffer]);
  return version;
}
