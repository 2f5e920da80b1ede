import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './ranks.ts';

/** How the whole graph is shown. */
export const FIT = { padding: 0.08, maxZoom: 1 };
/** Names are too small to read below. */
const READABLE = 0.6;

interface Viewport {
  /** Nearer, farther away, or everything. */
  readonly zoom: (by: 1 | -1 | 0) => void;
  /** Moves the picture where a step is not to be seen. */
  readonly show: (name: string) => void;
}

/**
 * What is to be seen of the picture.
 *
 * @param inside an element in the picture's frame.
 * @param refined whether the places are the final ones: everything is shown again then.
 */
export function useViewport(
  places: ReadonlyMap<string, Point>,
  refined: boolean,
  current: string | undefined,
  inside: RefObject<HTMLElement | null>,
): Viewport {
  const flow = useReactFlow();

  // The whole graph is shown when it comes and when its layout changes, not when it is looked around in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: places change whenever the picture does.
  useEffect(() => {
    const place = places.get(current ?? '');
    const host = inside.current?.parentElement;
    // Too many to read at once: the chosen one is shown among its neighbours, and only these are drawn.
    if (place && host && zoomOfAll(places, host) < READABLE) void centre(flow, place, 0.85);
    else void flow.fitView(FIT);
  }, [flow, places, refined]);

  return {
    zoom: (by) => void (by === 0 ? flow.fitView(FIT) : by === 1 ? flow.zoomIn() : flow.zoomOut()),
    show: (name) => {
      const place = places.get(name);
      if (place && !isVisible(flow.getViewport(), place, inside.current?.parentElement))
        void centre(flow, place, flow.getZoom());
    },
  };
}

/** How far one would have to go away to see all steps. */
function zoomOfAll(places: ReadonlyMap<string, Point>, host: HTMLElement): number {
  let [width, height] = [1, 1];
  for (const { x, y } of places.values()) {
    width = Math.max(width, x + NODE_WIDTH);
    height = Math.max(height, y + NODE_HEIGHT);
  }
  return Math.min(host.clientWidth / width, host.clientHeight / height);
}

function centre(flow: ReturnType<typeof useReactFlow>, { x, y }: Point, zoom: number) {
  return flow.setCenter(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2, { zoom });
}

/** Whether a step lies in what is shown of the picture. */
function isVisible(
  { x, y, zoom }: { x: number; y: number; zoom: number },
  place: Point,
  host: HTMLElement | null | undefined,
): boolean {
  if (!host) return true;
  const left = place.x * zoom + x;
  const top = place.y * zoom + y;
  return (
    left > 0 &&
    top > 0 &&
    left + NODE_WIDTH * zoom < host.clientWidth &&
    top + NODE_HEIGHT * zoom < host.clientHeight
  );
}
