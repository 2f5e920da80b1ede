import {
  type CSSProperties,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { inertText } from '../../../shared/text/inert.ts';
import { NAMED_ROWS, tickPlaces, ticksIn } from '../../language-worker/axis-ticks.ts';
import {
  LOOK_LIMIT,
  MAP_LIMIT,
  type MapAxis,
  type StepSummary,
  type TaskMap,
} from '../../language-worker/contract.ts';
import { useJob } from '../../stores/job-store.ts';
import { NO_AXES, useMapAxes } from '../../stores/map-store.ts';
import { useMatch } from '../../stores/match-store.ts';
import { useRun } from '../../stores/run-store.ts';
import { taskMap } from '../../stores/task-data.ts';
import { selectTask, useTasks } from '../../stores/task-store.ts';
import { ranStates, taskStates, taskTimes } from '../../stores/tasks-in-run.ts';
import { useTheme } from '../../stores/theme-store.ts';
import { text as words } from '../../text/en.ts';
import { plural } from '../../text/numbers.ts';
import { drawMap, shapeOf } from './draw-map.ts';
import {
  type Bins,
  binStates,
  binTimes,
  cellOf,
  middleOf,
  taskAt,
  tasksInCell,
} from './heat-map.ts';
import { MapChoices } from './map-choices.tsx';
import { MapLegend } from './map-legend.tsx';
import './task-map.css';

/** All tasks of a step at once: one parameter across, another down, a cell for each or for several. */
export function TaskMapView({ step }: { readonly step: StepSummary }) {
  if (step.parameters.length === 0) return null;
  if (BigInt(step.count) > BigInt(MAP_LIMIT))
    return <p className="task-map-none">{words.tasks.mapTooLarge}</p>;
  return <Cells step={step} />;
}

function Cells({ step }: { readonly step: StepSummary }) {
  const built = useJob((state) => state.built);
  const version = useRun((state) => state.version);
  const match = useMatch();
  const focus = useTasks((state) => state.focus);
  const hasSelection = useTasks((state) => state.selected.length > 0);
  const theme = useTheme((state) => state.theme);
  const axes = useMapAxes((state) => (state.step === step.name ? state : NO_AXES));
  const map = useTaskMap(step, built, axes.x, axes.y);
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells that states changed.
  const bins = useMemo(
    () => (map && width > 0 ? colouredBins(map, step.name, width, axes.colour) : undefined),
    [map, match, step.name, width, version, axes.colour],
  );
  const shape = bins && shapeOf(bins, width);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours.
  useEffect(() => {
    if (!canvas.current || !bins || !shape || !map) return;
    const at = Number(focus);
    const place = (index: number) => cellOf(map, bins, index);
    const { count } = map;
    const marked = hasSelection && at < count ? place(at) : undefined;
    const scouts = count > 1 ? [0, Math.floor((count - 1) / 2), count - 1].map(place) : [];
    drawMap(canvas.current, bins, shape, marked, scouts);
  }, [bins, shape, map, focus, hasSelection, theme]);

  const onClick = (event: MouseEvent<HTMLCanvasElement>) => {
    if (!map || !bins || !shape) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const column = Math.floor((event.clientX - bounds.left) / shape.cellWidth);
    const row = Math.floor((event.clientY - bounds.top) / shape.cellHeight);
    const found = taskAt(map, bins, { column, row }, statesOf(map, step.name));
    if (found !== undefined) selectTask(BigInt(found), event.shiftKey ? 'extend' : 'one');
  };
  const ticks = map
    ? tickPlaces(map.x.count, ticksIn(width, map.x.labels.values(), map.x.count))
    : [];
  return (
    <div className="task-map" ref={box}>
      <div className="task-map-axes">
        <span className="cut">{map?.y && `${rowNames(map.y)} ↓`}</span>
        <MapChoices step={step} map={map} />
        <span className="cut">{map && `${map.x.name} →`}</span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={
          map
            ? `${words.tasks.map(map.x.name, map.y?.name)}: ${summary(bins?.cells ?? [])}`
            : words.tasks.grid
        }
        style={{ width: '100%', height: shape?.height ?? 16 }}
        onClick={onClick}
      />
      <div className="task-map-ticks numbers" aria-hidden="true">
        {bins &&
          ticks.map((place) => (
            <span key={place} className="cut" style={underCell(middleOf(place, bins))}>
              {inertText(map?.x.labels.get(place) ?? '')}
            </span>
          ))}
      </div>
      {map && bins && (
        <MapLegend step={step} bins={bins} tasks={tasksInCell(map, bins)} colour={axes.colour} />
      )}
    </div>
  );
}

/** Under the middle of its cell; what is wide moves inwards at the ends and so stays within the map. */
function underCell(middle: number): CSSProperties {
  const share = `${middle * 100}%`;
  return { left: share, transform: `translateX(-${share})` };
}

const statesOf = (map: TaskMap, step: string) =>
  map.count > LOOK_LIMIT ? ranStates(step) : taskStates(step);

function colouredBins(map: TaskMap, step: string, width: number, colour: 'state' | 'time'): Bins {
  // Where a cell is millions of tasks, few have run: each must be seen.
  const [cellWidth, rows] = map.count > LOOK_LIMIT ? [8, 12] : [5, 48];
  const bins = binStates(map, statesOf(map, step), Math.floor(width / cellWidth), rows);
  if (colour === 'state') return bins;
  const times = taskTimes(step, map.count);
  let longest = 0;
  for (const time of times.values()) if (time > longest) longest = time;
  return { ...bins, times: binTimes(map, bins, times), longest };
}

function useTaskMap(step: StepSummary, built: number, x?: string, y?: string): TaskMap | null {
  const [map, setMap] = useState<TaskMap | null>(null);
  const name = step.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job built anew has another map.
  useEffect(() => {
    let current = true;
    void taskMap(name, x, y).then((found) => {
      if (current) setMap(found);
    });
    return () => {
      current = false;
    };
  }, [name, built, x, y]);
  return map;
}

function rowNames(axis: MapAxis): string {
  if (axis.count > NAMED_ROWS) return axis.name;
  return Array.from({ length: axis.count }, (_, place) =>
    inertText(axis.labels.get(place) ?? ''),
  ).join(', ');
}

function summary(cells: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const parts = (['f', 'r', 'd', 'w', 'c'] as const).flatMap((letter) => {
    const found = counts.get(letter);
    return found ? [`${found} ${words.tasks.states[letter]}`] : [];
  });
  return parts.length > 0 ? words.tasks.mapSummary(parts) : plural(cells.length, 'cell');
}
