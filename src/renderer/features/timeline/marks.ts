import type { ActionRecord } from '../../../shared/protocol/run.ts';
import { endOf, firstAfter, type Lane, RANK, type Span } from './lanes.ts';

/** One thing to draw: a bar of its own, or a stretch in which bars are too small to be told apart. */
export interface Mark {
  readonly bar?: ActionRecord;
  readonly from: number;
  readonly to: number;
  /** The most notable state of those it stands for. */
  readonly state: ActionRecord['state'];
}

interface Frame {
  readonly width: number;
  readonly view: Span;
  readonly now: number;
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
}

/** Pixels below which bars share a mark. */
const SMALL = 3;

/** What of a lane is drawn: no more marks than pixels, however many bars there are. */
export function marksOf(lane: Lane, { width, view, now, selected, hovered }: Frame): Mark[] {
  const { bars } = lane;
  const marks: Mark[] = [];
  const smallest = ((view.to - view.from) / Math.max(1, width)) * SMALL;
  const end = firstAfter(bars, view.to);
  // Folded sessions overlap, so that an early bar may reach in: all before are looked at.
  const start = lane.folded ? 0 : Math.max(0, firstAfter(bars, view.from) - 1);
  let small: { from: number; to: number; state: ActionRecord['state'] } | undefined;
  for (let i = start; i < end; i++) {
    const bar = bars[i];
    if (!bar) break;
    const to = endOf(bar, now);
    if (to < view.from) continue;
    const isMarked = bar.id === selected || bar.id === hovered;
    if (isMarked || to - bar.startedAt >= smallest) {
      marks.push({ bar, from: bar.startedAt, to, state: bar.state });
      continue;
    }
    if (small && bar.startedAt - small.from < smallest) {
      small.to = Math.max(small.to, to);
      if (RANK[bar.state] > RANK[small.state]) small.state = bar.state;
    } else {
      small = { from: bar.startedAt, to, state: bar.state };
      marks.push(small);
    }
  }
  return marks;
}
