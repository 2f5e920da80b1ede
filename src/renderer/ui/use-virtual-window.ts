import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  clampPosition,
  contentHeight,
  isScaled,
  type ListShape,
  type ListWindow,
  positionOf,
  reveal,
  scrollTopOf,
  windowAt,
} from './virtual-window.ts';

/** A scroll position that no element has. */
const NONE = -1000;

export interface VirtualWindow extends ListWindow {
  /** Height of the spacer inside the scroller. */
  readonly height: number;
  readonly viewport: number;
  readonly atEnd: boolean;
  readonly revealRow: (row: bigint, margin?: number) => void;
  readonly scrollToEnd: () => void;
}

/**
 * Which rows of a list of any length are in view. `inset` is the height of what sticks above the rows in
 * the scroller, such as a header.
 */
export function useVirtualWindow(
  scroller: RefObject<HTMLElement | null>,
  total: bigint,
  rowHeight: number,
  inset = 0,
): VirtualWindow {
  const [viewport, setViewport] = useState(0);
  const [position, setPosition] = useState(0n);
  const shape: ListShape = { total, rowHeight, viewport: Math.max(0, viewport - inset) };
  const current = useRef({ shape, position });
  current.current = { shape, position };
  /** The scroll position that we set ourselves, and which is no wish of the user. */
  const own = useRef(NONE);

  const moveTo = useCallback(
    (next: bigint) => {
      const at = clampPosition(current.current.shape, next);
      setPosition(at);
      const element = scroller.current;
      if (!element) return;
      own.current = scrollTopOf(current.current.shape, at);
      element.scrollTop = own.current;
    },
    [scroller],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight));
    observer.observe(element);
    setViewport(element.clientHeight);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      if (Math.abs(element.scrollTop - own.current) <= 1) return;
      own.current = NONE;
      setPosition(positionOf(current.current.shape, element.scrollTop));
    };
    // A scaled bar cannot move by a few rows: the wheel moves the true position instead.
    const onWheel = (event: WheelEvent) => {
      if (!isScaled(current.current.shape) || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const step = event.deltaMode === 1 ? event.deltaY * rowHeight : event.deltaY;
      moveTo(current.current.position + BigInt(Math.round(step)));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, rowHeight, moveTo]);

  const revealRow = useCallback(
    (row: bigint, margin = 0) => {
      const { shape: now, position: at } = current.current;
      const next = reveal(now, at, row, margin);
      if (next !== at) moveTo(next);
    },
    [moveTo],
  );
  const scrollToEnd = useCallback(() => moveTo(current.current.shape.total * 1000n), [moveTo]);

  const at = clampPosition(shape, position);
  return {
    ...windowAt(shape, at),
    height: contentHeight(shape) + inset,
    viewport: shape.viewport,
    atEnd: at >= clampPosition(shape, shape.total * BigInt(rowHeight)) - BigInt(rowHeight),
    revealRow,
    scrollToEnd,
  };
}
