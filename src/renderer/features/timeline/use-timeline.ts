import { useEffect, useMemo, useState } from 'react';
import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { showLog, useLog } from '../../stores/log-store.ts';
import { isActive } from '../../stores/run-data.ts';
import { useRun } from '../../stores/run-store.ts';
import { showTaskOf } from '../../stores/tasks-of-actions.ts';
import { type Lane, layOutLanes, type Span, spanOf } from './lanes.ts';
import { fitted, pan, reveal, zoom } from './view.ts';

export interface Timeline {
  readonly lanes: readonly Lane[];
  readonly sessions: number;
  readonly actions: number;
  readonly whole: Span;
  readonly view: Span;
  readonly isFitted: boolean;
  readonly origin: number;
  readonly now: number;
  readonly active: boolean;
  /** The action whose log is shown: the selection that all views share. */
  readonly selected: number | undefined;
  readonly fit: () => void;
  readonly zoomBy: (factor: number, at?: number) => void;
  readonly panBy: (milliseconds: number) => void;
  readonly show: (bar: ActionRecord) => void;
}

const TICK = 250;

/** The lanes of the shown run, and the stretch of time that is in view. */
export function useTimeline(fold: boolean): Timeline {
  const run = useRun((state) => state.run);
  const data = useRun((state) => state.data);
  const version = useRun((state) => state.version);
  const selected = useLog((state) => state.panes.main.action);
  const active = isActive(run);
  const now = useNow(active, run?.endedAt);
  const [chosen, setChosen] = useState<{
    readonly runId: string | undefined;
    readonly view: Span;
  }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version tells that actions changed.
  const lanes = useMemo(() => layOutLanes(data.actions.values(), fold), [data, version, fold]);
  const whole = useMemo(() => spanOf(lanes, now, run?.startedAt), [lanes, now, run?.startedAt]);
  const view = chosen?.runId === run?.id && chosen ? chosen.view : fitted(whole);
  const set = (next: Span) => {
    const all = fitted(whole);
    // All of it in view follows a run as it grows.
    const isWhole = next.to - next.from >= (all.to - all.from) * 0.999;
    setChosen(isWhole ? undefined : { runId: run?.id, view: next });
  };
  return {
    lanes,
    sessions: lanes.reduce((sum, lane) => sum + lane.sessions.length, 0),
    actions: lanes.reduce((sum, lane) => sum + lane.bars.length, 0),
    whole,
    view,
    isFitted: chosen === undefined || chosen.runId !== run?.id,
    origin: run?.startedAt ?? whole.from,
    now,
    active,
    selected,
    fit: () => setChosen(undefined),
    zoomBy: (factor, at = (view.from + view.to) / 2) => set(zoom(view, whole, at, factor)),
    panBy: (milliseconds) => set(pan(view, whole, milliseconds)),
    show: (bar) => {
      void showTaskOf(bar);
      showLog(bar, { pin: true });
      const next = reveal(view, whole, bar.startedAt, bar.endedAt ?? now);
      if (next) set(next);
    },
  };
}

function useNow(active: boolean, endedAt: number | undefined): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (!active) return;
    const timer = setInterval(() => setNow(Date.now()), TICK);
    return () => clearInterval(timer);
  }, [active]);
  return active ? now : (endedAt ?? now);
}
