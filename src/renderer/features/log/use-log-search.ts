import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFeed } from '../../logs/log-feed.ts';
import { searchLog } from '../../stores/log-search.ts';
import { goToLine } from '../../stores/log-store.ts';

const LIMIT = 10_000;

export interface LogSearch {
  readonly text: string;
  readonly matchCase: boolean;
  readonly count: number;
  /** Which match is shown, from 1; 0: none yet. */
  readonly at: number;
  readonly setText: (text: string) => void;
  readonly setMatchCase: (matchCase: boolean) => void;
  readonly move: (by: 1 | -1) => void;
}

/** Exact search over the log of record, however little of it is in the page. */
export function useLogSearch(feed: LogFeed): LogSearch {
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [found, setFound] = useState<{ count: number; lines: readonly number[] }>({
    count: 0,
    lines: [],
  });
  const [at, setAt] = useState(0);
  /** A press of Enter before the answer: carried out when it is there. */
  const wish = useRef<1 | -1>(undefined);
  const waiting = useRef(false);

  const show = useCallback((lines: readonly number[], next: number) => {
    setAt(next);
    goToLine(lines[next - 1] ?? 0);
  }, []);
  useEffect(() => {
    setAt(0);
    wish.current = undefined;
    waiting.current = text !== '';
    if (text === '') {
      setFound({ count: 0, lines: [] });
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const result = await searchLog(feed, text, matchCase, LIMIT);
      if (!current) return;
      waiting.current = false;
      setFound(result);
      if (wish.current && result.lines.length > 0)
        show(result.lines, wish.current === 1 ? 1 : result.lines.length);
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [feed, text, matchCase, show]);

  const { lines } = found;
  const move = useCallback(
    (by: 1 | -1) => {
      if (waiting.current) wish.current = by;
      else if (lines.length > 0)
        show(
          lines,
          at === 0
            ? by === 1
              ? 1
              : lines.length
            : ((at - 1 + by + lines.length) % lines.length) + 1,
        );
    },
    [lines, at, show],
  );
  return { text, matchCase, count: found.count, at, setText, setMatchCase, move };
}
