import type { ActionRecord } from '../../../shared/protocol/run.ts';

/** One row of the timeline: the actions of a session in the order of starting, or of all folded ones. */
export interface Lane {
  /** Numbers of the sessions it shows; more than one only when folded. */
  readonly sessions: readonly number[];
  readonly bars: readonly ActionRecord[];
  /** Every action succeeded: drawn small, together with the others of which that is true. */
  readonly folded: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export const LANE_HEIGHT = 26;

/** Sessions as lanes. Folding gathers those in which everything succeeded into one lane, the last. */
export function layOutLanes(actions: Iterable<ActionRecord>, fold: boolean): Lane[] {
  const bySession = new Map<number, ActionRecord[]>();
  for (const action of actions) {
    const bars = bySession.get(action.session);
    if (bars) bars.push(action);
    else bySession.set(action.session, [action]);
  }
  const lanes: Lane[] = [];
  const folded: { sessions: number[]; bars: ActionRecord[] } = { sessions: [], bars: [] };
  for (const session of [...bySession.keys()].sort((a, b) => a - b)) {
    const bars = (bySession.get(session) ?? []).sort(byStart);
    if (fold && bars.every((bar) => bar.state === 'succeeded')) {
      folded.sessions.push(session);
      for (const bar of bars) folded.bars.push(bar);
    } else lanes.push({ sessions: [session], bars, folded: false });
  }
  if (folded.sessions.length > 0) {
    folded.bars.sort(byStart);
    lanes.push({ ...folded, folded: true });
  }
  return lanes;
}

function byStart(a: ActionRecord, b: ActionRecord): number {
  return a.startedAt - b.startedAt || a.id - b.id;
}

/** The time from the start of the run that all lanes cover; a running action reaches to now. */
export function spanOf(lanes: readonly Lane[], now: number, start?: number): Span {
  let from = start ?? Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { bars } of lanes)
    for (const bar of bars) {
      if (bar.startedAt < from) from = bar.startedAt;
      const end = endOf(bar, now);
      if (end > to) to = end;
    }
  return from > to ? { from: now, to: now + 1000 } : { from, to: Math.max(to, from + 10) };
}

export function endOf(bar: ActionRecord, now: number): number {
  return Math.max(bar.startedAt, bar.endedAt ?? now);
}

/** Index of the first bar that starts after a time. */
export function firstAfter(bars: readonly ActionRecord[], time: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.startedAt ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How notable states are where several bars share a pixel. */
export const RANK: Record<ActionRecord['state'], number> = {
  failed: 4,
  timeout: 4,
  running: 3,
  canceled: 2,
  succeeded: 1,
};

/** Bars looked at around a place; more of them than this are smaller than a pixel each. */
const LOOKED_AT = 400;

/**
 * The bar under a place of a lane: one that covers the time, else the nearest within the tolerance (in
 * milliseconds); of several, the one that matters most.
 */
export function barAt(
  lane: Lane,
  time: number,
  tolerance: number,
  now: number,
): ActionRecord | undefined {
  const { bars } = lane;
  const after = firstAfter(bars, time + tolerance);
  let best: ActionRecord | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = after - 1; i >= 0 && i > after - LOOKED_AT; i--) {
    const bar = bars[i];
    if (!bar) break;
    const distance = Math.max(0, bar.startedAt - time, time - endOf(bar, now));
    if (distance > tolerance) continue;
    const score = RANK[bar.state] - distance / Math.max(1, tolerance);
    if (score > bestScore) {
      best = bar;
      bestScore = score;
    }
  }
  return best;
}

/** Where an action is drawn: its lane and its place in it. */
export function findBar(
  lanes: readonly Lane[],
  id: number | undefined,
): { lane: number; index: number; bar: ActionRecord } | undefined {
  if (id === undefined) return undefined;
  for (let lane = 0; lane < lanes.length; lane++) {
    const bars = lanes[lane]?.bars ?? [];
    const index = bars.findIndex((bar) => bar.id === id);
    const bar = bars[index];
    if (bar) return { lane, index, bar };
  }
  return undefined;
}

/** The bar of another lane that is at work at a time, else the nearest to it. */
export function nearestBar(lane: Lane | undefined, time: number): ActionRecord | undefined {
  if (!lane) return undefined;
  const after = firstAfter(lane.bars, time);
  return lane.bars[after - 1] ?? lane.bars[after];
}
