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
      const held = selection.current;
      // An end that is out of view was put to the edge by us and stays where it really is.
      const outside = (point: LogPoint | undefined) =>
        point && (point.line < view.current.first || point.line > view.current.last);
      const anchor =
        held && outside(held.anchor) && native.type === 'Range'
          ? held.anchor
          : pointOf(native.anchorNode, native.anchorOffset);
      const focus =
        held && outside(held.focus) && !pressed.current
          ? held.focus
          : pointOf(native.focusNode, native.focusOffset);
      if (anchor && focus) selection.current = { anchor, focus };
    };
    const down = (event: PointerEvent) => {
      pressed.current = true;
      if (!event.shiftKey && rows.current?.contains(event.target as Node))
        selection.current = undefined;
    };
    const up = () => {
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
  const pressed = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn.
  useLayoutEffect(() => apply(rows.current, selection.current, view.current), [first, count]);

  const selectAll = () => {
    selection.current = {
      anchor: { line: 0, column: 0 },
      focus: { line: feed.buffer.total, column: 0 },
    };
    apply(rows.current, selection.current, view.current);
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

/** Shows the part of the selection that lies in the drawn rows. */
function apply(
  element: HTMLElement | null,
  selection: LogSelection | undefined,
  view: { first: number; last: number },
): void {
  if (!element || !selection || isEmpty(selection)) return;
  // Where somebody types, the selection is the caret: it stays there.
  if (document.activeElement?.matches('input, textarea, [contenteditable]')) return;
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
  if (anchor && focus)
    document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}
