import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { LogTimes } from '../../../shared/protocol/log.ts';
import type { LogFeed } from '../../logs/log-feed.ts';
import { goToLine, type PaneName, useLog } from '../../stores/log-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { text as words } from '../../text/en.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { actionTitle } from './action-words.ts';
import { LogRow } from './log-row.tsx';
import type { LogSearch } from './use-log-search.ts';
import { useLogSelection } from './use-log-selection.ts';
import { useLogVersion } from './use-log-window.ts';
import { useWrappedRows } from './use-wrapped-rows.ts';

const ROW_HEIGHT = 18;

/** Pixels between press and release from which on a click is a drag that selects. */
const DRAG = 4;

interface Props {
  readonly feed: LogFeed;
  readonly pane: PaneName;
  readonly label: string;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly search: LogSearch;
  readonly times: LogTimes;
  readonly origin: number;
  readonly wrap: boolean;
  /** Lines of several actions: each says of which it is. */
  readonly mixed: boolean;
}

/** The lines of a log: only those in view exist, however many there are. */
export function LogView(props: Props) {
  const { feed, pane, label, follow, onFollow, search, times, origin, wrap, mixed } = props;
  const { buffer } = feed;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const pressedAt = useRef({ x: 0, y: 0 });
  const version = useLogVersion(buffer);
  const goTo = useLog((state) => state.panes[pane].goTo);
  const live = buffer.live !== undefined && !buffer.complete ? 1 : 0;
  const total = buffer.total + live;
  const view = useVirtualWindow(scroller, BigInt(total), ROW_HEIGHT);
  const first = Number(view.first);
  const selection = useLogSelection(rows, feed, first, view.count);
  const { scrollToEnd, revealRow } = view;
  useWrappedRows(rows, wrap, view, ROW_HEIGHT, total);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each drawing may have brought new lines.
  useEffect(() => {
    if (follow) scrollToEnd();
  }, [follow, total, version, view.viewport, scrollToEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped is read when it is looked at.
  useEffect(() => feed.ensure(first, first + view.count), [feed, first, view.count, version]);
  useEffect(() => {
    if (goTo) {
      onFollow(false);
      revealRow(BigInt(goTo.line), 3);
    }
  }, [goTo, onFollow, revealRow]);

  const unfollow = () => {
    if (follow) onFollow(false);
  };
  const moveCurrent = (by: number) => {
    const next = Math.max(0, Math.min(total - 1, (goTo?.line ?? first - by) + by));
    if (total > 0) goToLine(next, pane);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selection.selectAll();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      moveCurrent(event.key === 'ArrowUp' ? -1 : 1);
    } else if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) unfollow();
    else if (event.key === 'End') onFollow(!buffer.complete);
  };
  /** A click makes a line the current one; a drag selects and makes none. */
  const onClick = (event: MouseEvent) => {
    const { x, y } = pressedAt.current;
    if (Math.hypot(event.clientX - x, event.clientY - y) > DRAG) return;
    const row = (event.target as Element).closest<HTMLElement>('[data-line]');
    const line = Number(row?.dataset.line ?? Number.NaN);
    if (line < buffer.total) goToLine(line, pane);
  };
  const { actions } = useRun.getState().data;
  const sourceOf = (number: number): string | undefined => {
    if (!mixed) return undefined;
    const action = actions.get(buffer.line(number)?.origin?.action ?? 0);
    return action ? actionTitle(action) : '';
  };
  return (
    <div
      ref={scroller}
      role="log"
      aria-label={label}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={`log-view scroll mono numbers ${wrap ? 'log-wrap' : ''}`}
      onCopy={selection.onCopy}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        pressedAt.current = { x: event.clientX, y: event.clientY };
      }}
      onClick={onClick}
      onWheel={(event) => {
        if (event.deltaY < 0) unfollow();
        else if (view.atEnd && !follow && !buffer.complete) onFollow(true);
      }}
    >
      <div className="log-space" style={{ height: view.height }}>
        <div className="log-rows" ref={rows} style={{ height: view.viewport }}>
          <div className="log-flow">
            {Array.from({ length: view.count }, (_, i) => {
              const number = first + i;
              const isLive = live === 1 && number === total - 1;
              return (
                <LogRow
                  key={number}
                  number={number}
                  top={wrap ? undefined : i * ROW_HEIGHT - view.offset}
                  line={
                    isLive
                      ? { text: buffer.live ?? '', time: Date.now(), kind: 'o' }
                      : buffer.line(number)
                  }
                  times={times}
                  origin={origin}
                  source={sourceOf(number)}
                  mark={search.text}
                  matchCase={search.matchCase}
                  current={goTo?.line === number}
                />
              );
            })}
          </div>
        </div>
      </div>
      {total === 0 && <NoLines feed={feed} />}
    </div>
  );
}

/** Why there is no line: still read, nothing written yet, left out, empty, or not readable. */
function NoLines({ feed }: { readonly feed: LogFeed }) {
  const { state, complete } = feed.buffer;
  if (typeof state === 'object' || state === 'missing')
    return (
      <p className="log-none" role="alert">
        {state === 'missing' ? words.log.missing : words.log.unreadable(state.failure)}{' '}
        <button type="button" className="link" onClick={() => feed.retry()}>
          {words.log.retry}
        </button>
      </p>
    );
  if (state === 'reading') return <p className="log-none">{words.log.reading}</p>;
  if (!complete) return <p className="log-none">{words.log.waiting}</p>;
  return <p className="log-none">{feed.target.filter ? words.log.filteredOut : words.log.empty}</p>;
}
