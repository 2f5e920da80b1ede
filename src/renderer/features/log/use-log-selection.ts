import { type ClipboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { LogFeed } from '../../logs/log-feed.ts';
import { plainText } from '../../logs/sgr.ts';
import { notify } from '../../stores/app-store.ts';
import { text as words } from '../../text/en.ts';
import { placeOf, pointOf } from './log-points.ts';
import {
  isEmpty,
  type LogPoint,
  type LogSelection,
  ordered,
  selectedPart,
} from './log-selection.ts';

/**
 * Selecting over rows that come and go: the browser's selection is read while the user makes it, put back
 * after rows were drawn anew, and copied from the log instead of from the page.
 */
export function useLogSelection(
  rows: RefObject<HTMLElement | null>,
  feed: LogFeed,
  first: number,
  count: number,
) {
  const selection = useRef<LogSelection>(undefined);
  const pressed = useRef(false);
  /** The browser's selection as it was put back last. */
  const drawn = useRef<Ends>(undefined);
  const view = useRef({ first, last: first + count - 1 });
  view.current = { first, last: first + count - 1 };

  useEffect(() => {
    const read = () => {
      const native = document.getSelection();
      const element = rows.current;
      if (!native || !element) return;
      if (!element.contains(native.anchorNode) && !element.contains(native.focusNode)) {
        if (native.type === 'Range') selection.current = undefined;
        return;
      }
      // What we put back ourselves says nothing new.
      if (drawn.current && isSame(native, drawn.current)) return;
      const held = selection.current;
      // An end that is out of view was put to the edge by us and stays where it really is.
      const outside = (point: LogPoint | undefined) =>
        point && (point.line < view.current.first || point.line > view.current.last);
      // Where a drag or a Shift range began stays, whatever becomes of the row.
      const fixed = pressed.current || outside(held?.anchor);
      const anchor = held && fixed ? held.anchor : pointOf(native.anchorNode, native.anchorOffset);
      const focus =
        held && outside(held.focus) && !pressed.current
          ? held.focus
          : pointOf(native.focusNode, native.focusOffset);
      if (!anchor || !focus) return;
      selection.current = { anchor, focus };
      // The browser's own begins where it still can: what is between is shown too.
      if (outside(anchor)) drawn.current = apply(element, selection.current, view.current);
    };
    const down = (event: PointerEvent) => {
      pressed.current = true;
      if (event.shiftKey || !rows.current?.contains(event.target as Node)) return;
      selection.current = undefined;
      drawn.current = undefined;
    };
    const up = () => {
      // The news of what the press has selected may come after it.
      if (pressed.current) read();
      pressed.current = false;
    };
    document.addEventListener('selectionchange', read);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    return () => {
      document.removeEventListener('selectionchange', read);
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
    };
  }, [rows]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn.
  useLayoutEffect(() => {
    drawn.current = apply(rows.current, selection.current, view.current) ?? drawn.current;
  }, [first, count]);

  const selectAll = () => {
    selection.current = {
      anchor: { line: 0, column: 0 },
      focus: { line: feed.buffer.total, column: 0 },
    };
    drawn.current = apply(rows.current, selection.current, view.current);
  };

  const onCopy = (event: ClipboardEvent) => {
    const chosen = selection.current;
    if (!chosen || isEmpty(chosen)) return;
    event.preventDefault();
    const [from, to] = ordered(chosen);
    const end = Math.min(to.line + 1, feed.buffer.total);
    if (!feed.buffer.missing(from.line, end)) {
      const parts: string[] = [];
      for (let line = from.line; line < end; line++)
        parts.push(selectedPart(chosen, line, plainText(feed.buffer.line(line)?.text ?? '')));
      event.clipboardData.setData('text/plain', parts.join('\n'));
      return;
    }
    copyLong(feed, chosen, from.line, end).catch(() => notify('error', words.log.notCopied));
  };
  return { onCopy, selectAll };
}

async function copyLong(feed: LogFeed, selection: LogSelection, from: number, end: number) {
  const parts: string[] = [];
  let line = from;
  await feed.lines(from, end, (text) =>
    parts.push(selectedPart(selection, line++, plainText(text))),
  );
  await navigator.clipboard.writeText(parts.join('\n'));
  notify('info', words.log.copied(parts.length));
}

type Ends = Pick<Selection, 'anchorNode' | 'anchorOffset' | 'focusNode' | 'focusOffset'>;

function isSame(one: Ends, other: Ends): boolean {
  return (
    one.anchorNode === other.anchorNode &&
    one.anchorOffset === other.anchorOffset &&
    one.focusNode === other.focusNode &&
    one.focusOffset === other.focusOffset
  );
}

/** Shows the part of the selection that lies in the drawn rows; answers what it has put where. */
function apply(
  element: HTMLElement | null,
  selection: LogSelection | undefined,
  view: { first: number; last: number },
): Ends | undefined {
  if (!element || !selection || isEmpty(selection)) return undefined;
  // Where somebody types, the selection is the caret: it stays there.
  if (document.activeElement?.matches('input, textarea, [contenteditable]')) return undefined;
  const place = (point: LogPoint) => {
    const line = Math.max(view.first, Math.min(view.last, point.line));
    const row = element.querySelector(`[data-line="${line}"]`);
    if (!row) return undefined;
    const column =
      point.line < line ? 0 : point.line > line ? Number.MAX_SAFE_INTEGER : point.column;
    return placeOf(row, column);
  };
  const anchor = place(selection.anchor);
  const focus = place(selection.focus);
  if (!anchor || !focus) return undefined;
  document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  return {
    anchorNode: anchor.node,
    anchorOffset: anchor.offset,
    focusNode: focus.node,
    focusOffset: focus.offset,
  };
}
