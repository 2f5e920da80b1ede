import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LogFeed } from '../../logs/log-feed.ts';
import { useLog } from '../../stores/log-store.ts';
import { text as words } from '../../text/en.ts';
import { useVirtualWindow } from '../../ui/use-virtual-window.ts';
import { LogRow } from './log-row.tsx';
import type { LogSearch } from './use-log-search.ts';
import { useLogSelection } from './use-log-selection.ts';
import { useLogVersion } from './use-log-window.ts';

const ROW_HEIGHT = 18;

interface Props {
  readonly feed: LogFeed;
  readonly label: string;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly search: LogSearch;
}

/** The lines of one action: only those in view exist, however many there are. */
export function LogView({ feed, label, follow, onFollow, search }: Props) {
  const { buffer } = feed;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const version = useLogVersion(buffer);
  const goTo = useLog((state) => state.goTo);
  const live = buffer.live !== undefined && !buffer.complete ? 1 : 0;
  const total = buffer.total + live;
  const view = useVirtualWindow(scroller, BigInt(total), ROW_HEIGHT);
  const first = Number(view.first);
  const selection = useLogSelection(rows, feed, first, view.count);
  const { scrollToEnd, revealRow } = view;

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
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selection.selectAll();
    } else if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) unfollow();
    else if (event.key === 'End') onFollow(!buffer.complete);
  };
  return (
    <div
      ref={scroller}
      role="log"
      aria-label={label}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="log-view scroll mono numbers"
      onCopy={selection.onCopy}
      onKeyDown={onKeyDown}
      onWheel={(event) => {
        if (event.deltaY < 0) unfollow();
        else if (view.atEnd && !follow && !buffer.complete) onFollow(true);
      }}
    >
      <div className="log-space" style={{ height: view.height }}>
        <div className="log-rows" ref={rows} style={{ height: view.viewport }}>
          {Array.from({ length: view.count }, (_, i) => {
            const number = first + i;
            const isLive = live === 1 && number === total - 1;
            return (
              <LogRow
                key={number}
                number={number}
                top={i * ROW_HEIGHT - view.offset}
                line={
                  isLive
                    ? { text: buffer.live ?? '', time: Date.now(), kind: 'o' }
                    : buffer.line(number)
                }
                mark={search.text}
                matchCase={search.matchCase}
                current={goTo?.line === number}
              />
            );
          })}
        </div>
      </div>
      {total === 0 && (
        <p className="log-none">{buffer.complete ? words.log.empty : words.log.waiting}</p>
      )}
    </div>
  );
}
