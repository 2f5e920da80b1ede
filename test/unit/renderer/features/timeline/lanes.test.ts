import { describe, expect, it } from 'vitest';
import {
  barAt,
  findBar,
  layOutLanes,
  nearestBar,
  spanOf,
} from '../../../../../src/renderer/features/timeline/lanes.ts';
import {
  fitted,
  pan,
  reveal,
  ticks,
  tickText,
  zoom,
} from '../../../../../src/renderer/features/timeline/view.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';
import { cpuTime } from '../../../../support/cpu-time.ts';

function action(
  id: number,
  session: number,
  startedAt: number,
  endedAt: number | undefined,
  state: ActionRecord['state'] = 'succeeded',
): ActionRecord {
  return {
    id,
    session,
    kind: 'onRun',
    label: `Task ${id}`,
    state,
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    command: [],
    processKind: 'pipe',
    logLines: 0,
  };
}

const ACTIONS = [
  action(1, 1, 1000, 2000),
  action(4, 1, 2000, 2500, 'failed'),
  action(2, 2, 1100, 1900),
  action(3, 2, 1900, 3000),
  action(5, 3, 2600, undefined, 'running'),
];

describe('lanes', () => {
  it('are sessions in their order, with bars in the order of starting', () => {
    const lanes = layOutLanes(ACTIONS.toReversed(), false);
    expect(lanes.map(({ sessions, bars }) => [sessions, bars.map(({ id }) => id)])).toEqual([
      [[1], [1, 4]],
      [[2], [2, 3]],
      [[3], [5]],
    ]);
    expect(spanOf(lanes, 4000)).toEqual({ from: 1000, to: 4000 });
    expect(spanOf(lanes, 4000, 900)).toEqual({ from: 900, to: 4000 });
    expect(spanOf([], 4000)).toEqual({ from: 4000, to: 5000 });
  });

  it('fold sessions in which everything succeeded into one, the last', () => {
    const lanes = layOutLanes([...ACTIONS, action(6, 4, 1500, 1600)], true);
    expect(lanes.map(({ sessions, folded }) => [sessions, folded])).toEqual([
      [[1], false],
      [[3], false],
      [[2, 4], true],
    ]);
    expect(lanes[2]?.bars.map(({ id }) => id)).toEqual([2, 6, 3]);
  });

  it('find the bar under a place: the one that covers it, the nearest, the one that matters most', () => {
    const [first, , third] = layOutLanes(ACTIONS, false);
    if (!first || !third) throw new Error('lanes are missing');
    expect(barAt(first, 1500, 10, 4000)?.id).toBe(1);
    expect(barAt(first, 2004, 10, 4000)?.id).toBe(4);
    expect(barAt(first, 1995, 10, 4000)?.id).toBe(4);
    expect(barAt(first, 995, 10, 4000)?.id).toBe(1);
    expect(barAt(first, 900, 10, 4000)).toBeUndefined();
    expect(barAt(first, 2600, 10, 4000)).toBeUndefined();
    expect(barAt(third, 3900, 10, 4000)?.id).toBe(5);
    expect(barAt(third, 4100, 10, 4000)).toBeUndefined();
  });

  it('find where an action is drawn, and its neighbour in another lane', () => {
    const lanes = layOutLanes(ACTIONS, false);
    expect(findBar(lanes, 3)).toMatchObject({ lane: 1, index: 1 });
    expect(findBar(lanes, 9)).toBeUndefined();
    expect(findBar(lanes, undefined)).toBeUndefined();
    expect(nearestBar(lanes[0], 1950)?.id).toBe(1);
    expect(nearestBar(lanes[2], 1000)?.id).toBe(5);
    expect(nearestBar(undefined, 1000)).toBeUndefined();
  });

  it('hold 100,000 actions without being felt', () => {
    const many = Array.from({ length: 100_000 }, (_, i) =>
      action(i + 1, (i % 8) + 1, i * 10, i * 10 + 70, i % 997 === 0 ? 'failed' : 'succeeded'),
    );
    const began = cpuTime();
    const lanes = layOutLanes(many, true);
    for (let i = 0; i < 1000; i++) barAt(lanes[i % 8] as (typeof lanes)[0], i * 1000, 500, 0);
    expect(cpuTime() - began).toBeLessThan(1000);
    expect(lanes).toHaveLength(8);
  });
});

describe('the view', () => {
  const whole = { from: 0, to: 1000 };

  it('zooms about a time that stays where it is, and never beyond the whole', () => {
    const all = fitted(whole);
    const near = zoom(all, whole, 255, 0.5);
    expect(near.to - near.from).toBeCloseTo((all.to - all.from) / 2);
    expect((255 - near.from) / (near.to - near.from)).toBeCloseTo(255 / 1020);
    expect(zoom(near, whole, 500, 100)).toEqual(all);
    const nearest = zoom(near, whole, 500, 1e-9);
    expect(nearest.to - nearest.from).toBeCloseTo(20);
  });

  it('moves along within the whole, and to what is out of view', () => {
    const view = { from: 100, to: 200 };
    expect(pan(view, whole, 50)).toEqual({ from: 150, to: 250 });
    expect(pan(view, whole, -500)).toEqual({ from: 0, to: 100 });
    expect(pan(view, whole, 5000)).toEqual({ from: 920, to: 1020 });
    expect(reveal(view, whole, 150, 900)).toBeUndefined();
    expect(reveal(view, whole, 500, 520)).toEqual({ from: 460, to: 560 });
  });

  it('has an axis in even steps with as many places as they need', () => {
    expect(ticks({ from: 0, to: 1000 }, 400, 0)).toEqual({
      step: 200,
      times: [0, 200, 400, 600, 800, 1000],
    });
    expect(ticks({ from: 5000, to: 65_000 }, 400, 5000).step).toBe(15_000);
    expect(tickText(0, 200)).toBe('0 s');
    expect(tickText(200, 200)).toBe('0.2 s');
    expect(tickText(250, 50)).toBe('0.25 s');
    expect(tickText(12_000, 1000)).toBe('12 s');
    expect(tickText(185_000, 5000)).toBe('3:05');
    expect(tickText(65_500, 500)).toBe('1:05.5');
    expect(tickText(3_723_000, 60_000)).toBe('1:02:03');
  });
});
