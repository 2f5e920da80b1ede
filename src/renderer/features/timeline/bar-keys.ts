import type { KeyboardEvent } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { showBottomTab } from '../../stores/layout-store.ts';
import { type findBar, nearestBar } from './lanes.ts';
import type { Timeline } from './use-timeline.ts';

/** Arrow keys go from bar to bar, with Shift along the time; plus, minus and 0 zoom; Enter shows the log. */
export function onBarKey(
  event: KeyboardEvent,
  timeline: Timeline,
  place: ReturnType<typeof findBar>,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { view } = timeline;
  const quarter = (view.to - view.from) / 4;
  const at = place?.bar.startedAt;
  const zooms: Record<string, () => void> = {
    '+': () => timeline.zoomBy(0.5, at),
    '=': () => timeline.zoomBy(0.5, at),
    '-': () => timeline.zoomBy(2, at),
    '0': timeline.fit,
    Enter: () => showBottomTab('log'),
  };
  const pans: Record<string, number> = { ArrowLeft: -quarter, ArrowRight: quarter };
  const zoom = zooms[event.key];
  const pan = event.shiftKey ? pans[event.key] : undefined;
  if (zoom) zoom();
  else if (pan !== undefined) timeline.panBy(pan);
  else {
    const to = neighbour(event.key, timeline, place);
    if (to === null) return;
    if (to) timeline.show(to);
  }
  event.preventDefault();
}

/** The bar that a key leads to; undefined where there is none, null for other keys. */
function neighbour(
  key: string,
  { lanes }: Timeline,
  place: ReturnType<typeof findBar>,
): ActionRecord | undefined | null {
  if (!/^(?:Arrow|Home$|End$)/.test(key)) return null;
  if (!place) return lanes[0]?.bars[0];
  const { lane, index, bar } = place;
  const bars = lanes[lane]?.bars ?? [];
  switch (key) {
    case 'ArrowLeft':
      return bars[index - 1];
    case 'ArrowRight':
      return bars[index + 1];
    case 'ArrowUp':
      return nearestBar(lanes[lane - 1], bar.startedAt);
    case 'ArrowDown':
      return nearestBar(lanes[lane + 1], bar.startedAt);
    case 'Home':
      return bars[0];
    default:
      return bars.at(-1);
  }
}
