import { type RefObject, useEffect, useRef } from 'react';
import type { Timeline } from './use-timeline.ts';

/**
 * Ctrl and the wheel zoom about the pointer, as does the plain wheel where there is nothing to scroll;
 * sideways and with Shift it moves along. React's own wheel listeners cannot keep the page still.
 */
export function useZoomWheel(
  scroller: RefObject<HTMLElement | null>,
  canvas: RefObject<HTMLElement | null>,
  timeline: Timeline,
  width: number,
): void {
  const current = useRef({ timeline, width });
  current.current = { timeline, width };
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const { timeline: now, width: pixels } = current.current;
      const box = canvas.current?.getBoundingClientRect();
      if (!box || pixels === 0) return;
      const perPixel = (now.view.to - now.view.from) / pixels;
      const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      const scrolls = element.scrollHeight > element.clientHeight + 1;
      if (event.ctrlKey || event.metaKey || (!event.shiftKey && !scrolls && event.deltaY !== 0))
        now.zoomBy(
          Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))),
          now.view.from + (event.clientX - box.left) * perPixel,
        );
      else if (sideways !== 0) now.panBy(sideways * perPixel);
      else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, canvas]);
}
