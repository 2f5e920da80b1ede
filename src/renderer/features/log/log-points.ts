import type { LogPoint } from './log-selection.ts';

/** A point of the page as one of the log; undefined outside its rows. */
export function pointOf(node: Node | null, offset: number): LogPoint | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest<HTMLElement>('[data-line]');
  const text = row?.querySelector('.log-text');
  if (!row || !text || !node) return undefined;
  const line = Number(row.dataset.line);
  if (!text.contains(node)) return { line, column: 0 };
  // What stands for the rest of a long line is its end.
  if (element?.closest('.log-more')) return { line, column: Number.MAX_SAFE_INTEGER };
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(node, offset);
  return { line, column: range.toString().length };
}

/** The node and offset of a column in a drawn row. */
export function placeOf(row: Element, column: number): { node: Node; offset: number } {
  const text = row.querySelector('.log-text') ?? row;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = column;
  let last: Node = text;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
    last = node;
  }
  return { node: last, offset: last.nodeValue?.length ?? last.childNodes.length };
}
