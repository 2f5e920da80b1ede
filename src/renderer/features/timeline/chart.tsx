import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { showBottomTab } from '../../stores/layout-store.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { onBarKey } from './bar-keys.ts';
import { barWords } from './bar-words.ts';
import { AXIS_HEIGHT, drawTimeline } from './draw-timeline.ts';
import { barAt, endOf, findBar, LANE_HEIGHT, type Lane } from './lanes.ts';
import type { Timeline } from './use-timeline.ts';
import { useZoomWheel } from './use-zoom-wheel.ts';

interface Props {
  readonly timeline: Timeline;
  readonly lanes: readonly Lane[];
  readonly fold: boolean;
  readonly hovered: number | undefined;
  readonly onHover: (id: number | undefined) => void;
}

/** Pixels around the pointer in which a narrow bar is still hit. */
const REACH = 4;
const DRAG = 3;

/** Lanes drawn on one canvas; what the keyboard stands on is the one bar that is an element. */
export function Chart({ timeline, lanes, fold, hovered, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [scrollTop, setScrollTop] = useState(0);
  const theme = useTheme((state) => state.theme);
  const { view, now, selected } = timeline;
  const { width, height } = size;

  useLayoutEffect(() => {
    const element = scroller.current;
    const drawn = canvas.current;
    if (!element || !drawn) return;
    const measure = () =>
      setSize({ width: drawn.parentElement?.clientWidth ?? 0, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => {
    if (!canvas.current || width === 0) return;
    const { origin, active } = timeline;
    const picture = { width, height, scrollTop, lanes, view, origin, now, active };
    drawTimeline(canvas.current, { ...picture, fold, selected, hovered });
  }, [width, height, scrollTop, lanes, view, now, fold, selected, hovered, theme]);
  useZoomWheel(scroller, canvas, timeline, width);

  const timeAt = (x: number) => view.from + (x / Math.max(1, width)) * (view.to - view.from);
  const hit = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top - AXIS_HEIGHT + scrollTop;
    const lane = lanes[Math.floor(y / LANE_HEIGHT)];
    if (event.clientY - box.top < AXIS_HEIGHT || !lane) return undefined;
    const perPixel = (view.to - view.from) / Math.max(1, width);
    return barAt(lane, timeAt(event.clientX - box.left), REACH * perPixel, now);
  };
  const drag = useRef<{ x: number; moved: boolean }>(undefined);
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    drag.current = { x: event.clientX, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current;
    if (!from) return onHover(hit(event)?.id);
    if (!from.moved && Math.abs(event.clientX - from.x) < DRAG) return;
    timeline.panBy(((from.x - event.clientX) / Math.max(1, width)) * (view.to - view.from));
    drag.current = { x: event.clientX, moved: true };
  };
  const onPointerUp = (event: PointerEvent) => {
    const bar = drag.current?.moved ? undefined : hit(event);
    drag.current = undefined;
    if (bar) timeline.show(bar);
  };

  const place = findBar(lanes, selected);
  const onKeyDown = (event: KeyboardEvent) => onBarKey(event, timeline, place);

  // The lane of what is selected is in view.
  const laneOfSelected = place?.lane;
  useEffect(() => {
    const element = scroller.current;
    if (!element || laneOfSelected === undefined) return;
    const top = laneOfSelected * LANE_HEIGHT;
    const room = element.clientHeight - AXIS_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + LANE_HEIGHT > element.scrollTop + room)
      element.scrollTop = top + LANE_HEIGHT - room;
  }, [laneOfSelected]);

  const first = Math.floor(scrollTop / LANE_HEIGHT);
  const inView = lanes.slice(first, first + Math.ceil(height / LANE_HEIGHT) + 1);
  const x = (time: number) => ((time - view.from) / (view.to - view.from)) * width;
  return (
    <div
      ref={scroller}
      className="timeline-scroller scroll"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: Math.max(height, lanes.length * LANE_HEIGHT + AXIS_HEIGHT) }}>
        <div className="timeline-frame" style={{ height }}>
          <div className="timeline-names" aria-hidden="true">
            {inView.map((lane, i) => (
              <span
                key={lane.sessions[0]}
                className="timeline-name cut numbers"
                style={{ top: AXIS_HEIGHT + (first + i) * LANE_HEIGHT - scrollTop }}
              >
                {lane.folded
                  ? words.timeline.folded(lane.sessions.length)
                  : words.timeline.session(lane.sessions[0] ?? 0)}
              </span>
            ))}
          </div>
          <div
            role="listbox"
            tabIndex={0}
            aria-label={words.timeline.actionsOf}
            aria-activedescendant={place ? 'timeline-bar' : undefined}
            aria-orientation="horizontal"
            className="timeline-chart"
            onKeyDown={onKeyDown}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onPointerLeave={() => onHover(undefined)}
            onDoubleClick={() => showBottomTab('log')}
          >
            <canvas ref={canvas} style={{ width, height }} />
            <div
              role="option"
              id="timeline-bar"
              tabIndex={-1}
              aria-selected={place !== undefined}
              aria-label={place ? barWords(place.bar, now) : words.timeline.nothing}
              aria-posinset={place ? place.index + 1 : undefined}
              aria-setsize={place ? lanes[place.lane]?.bars.length : undefined}
              className="timeline-bar"
              style={
                place && {
                  left: Math.max(0, x(place.bar.startedAt)),
                  width: Math.max(
                    2,
                    x(endOf(place.bar, now)) - Math.max(0, x(place.bar.startedAt)),
                  ),
                  top: AXIS_HEIGHT + place.lane * LANE_HEIGHT - scrollTop,
                  height: LANE_HEIGHT,
                }
              }
            />
          </div>
        </div>
      </div>
    </div>
  );
}
