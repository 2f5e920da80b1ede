import { type RefObject, useLayoutEffect } from 'react';
import type { VirtualWindow } from '../../ui/use-virtual-window.ts';

/**
 * Rows that wrap have heights that nobody knows before they are drawn, so the list scrolls by lines: the
 * first line stands at the top, cut by the part of it that was scrolled past, and towards the end the rows
 * move up until the last one stands at the bottom.
 */
export function useWrappedRows(
  rows: RefObject<HTMLElement | null>,
  wrap: boolean,
  view: VirtualWindow,
  rowHeight: number,
  total: number,
): void {
  useLayoutEffect(() => {
    const element = rows.current?.firstElementChild;
    if (!(element instanceof HTMLElement)) return;
    if (!wrap) {
      element.style.transform = '';
      return;
    }
    const first = element.firstElementChild?.getBoundingClientRect().height ?? rowHeight;
    const passed = (view.offset / rowHeight) * first;
    const excess = Math.max(0, element.scrollHeight - view.viewport);
    const screens = view.viewport / rowHeight;
    // 0 a screen before the end and earlier, 1 at the end.
    const left = Math.max(0, total - Number(view.first) - view.offset / rowHeight - screens);
    const towardsEnd = Math.max(0, 1 - left / Math.max(1, screens));
    element.style.transform = `translateY(${-(passed + (excess - passed) * towardsEnd)}px)`;
  });
}
