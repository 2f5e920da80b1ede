import { useCallback, useEffect, useState } from 'react';
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
  useEffect(() => {
    setAt(0);
    if (text === '') {
      setFound({ count: 0, lines: [] });
      return;
    }
    let current = true;
    const timer = setTimeout(
      () =>
        void searchLog(feed, text, matchCase, LIMIT).then((result) => {
          if (current) setFound(result);
        }),
      120,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [feed, text, matchCase]);
  const { lines } = found;
  const move = useCallback(
    (by: 1 | -1) => {
      if (lines.length === 0) return;
      const next =
        at === 0
          ? by === 1
            ? 1
            : lines.length
          : ((at - 1 + by + lines.length) % lines.length) + 1;
      setAt(next);
      goToLine(lines[next - 1] ?? 0);
    },
    [lines, at],
  );
  return { text, matchCase, count: found.count, at, setText, setMatchCase, move };
}
