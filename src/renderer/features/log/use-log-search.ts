import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFeed } from '../../logs/log-feed.ts';
import { searchLog } from '../../stores/log-search.ts';
import { goToLine, type PaneName } from '../../stores/log-store.ts';

const LIMIT = 10_000;

/** How long typing must rest before a search begins: short, for an answer takes a tenth of a second. */
export const REST_MS = 70;

export interface LogSearch {
  readonly text: string;
  readonly matchCase: boolean;
  readonly count: number;
  /** The count is that of another text: the answer is on its way. */
  readonly searching: boolean;
  /** Which match is shown, from 1; 0: none yet. */
  readonly at: number;
  readonly setText: (text: string) => void;
  readonly setMatchCase: (matchCase: boolean) => void;
  readonly move: (by: 1 | -1) => void;
}

/**
 * Exact search over the log of record, however little of it is in the page. While another log is about to be
 * shown (`changing`), only that one is searched.
 */
export function useLogSearch(
  feed: LogFeed,
  pane: PaneName,
  held: LogSearchText,
  changing: boolean,
): LogSearch {
  const { text, matchCase } = held;
  const [found, setFound] = useState<{ count: number; lines: readonly number[] }>({
    count: 0,
    lines: [],
  });
  const [at, setAt] = useState(0);
  const [searching, setSearching] = useState(false);
  /** A press of Enter before the answer: carried out when it is there. */
  const wish = useRef<1 | -1>(undefined);
  const waiting = useRef(false);

  const show = useCallback(
    (lines: readonly number[], next: number) => {
      setAt(next);
      goToLine(lines[next - 1] ?? 0, pane);
    },
    [pane],
  );
  useEffect(() => {
    setAt(0);
    wish.current = undefined;
    waiting.current = text !== '';
    setSearching(text !== '');
    if (text === '') {
      setFound({ count: 0, lines: [] });
      return;
    }
    if (changing) return;
    let current = true;
    // A log that holds nothing but what is searched for was waited for already.
    const rest = feed.target.filter?.text === text ? 0 : REST_MS;
    const timer = setTimeout(async () => {
      const result = await searchLog(feed, text, matchCase, LIMIT);
      if (!current) return;
      waiting.current = false;
      setSearching(false);
      setFound(result);
      if (wish.current && result.lines.length > 0)
        show(result.lines, wish.current === 1 ? 1 : result.lines.length);
    }, rest);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [feed, text, matchCase, changing, show]);

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
  return { ...held, count: found.count, searching, at, move };
}

/** What is searched for: it outlives the feed, which is another whenever a filter changes. */
type LogSearchText = Pick<LogSearch, 'text' | 'matchCase' | 'setText' | 'setMatchCase'>;

export function useLogSearchText(): LogSearchText {
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  return { text, matchCase, setText, setMatchCase };
}
