import { describe, expect, it } from 'vitest';
import { type Lane, layOutLanes } from '../../../../../src/renderer/features/timeline/lanes.ts';
import { marksOf } from '../../../../../src/renderer/features/timeline/marks.ts';
import type { ActionRecord } from '../../../../../src/shared/protocol/run.ts';
import { cpuTime } from '../../../../support/cpu-time.ts';

function lane(count: number): Lane {
  const actions = Array.from(
    { length: count },
    (_, i): ActionRecord => ({
      id: i + 1,
      session: 1,
      kind: 'onRun',
      label: `Task ${i}`,
      state: i % 1000 === 999 ? 'failed' : 'succeeded',
      startedAt: i * 100,
      endedAt: i * 100 + 90,
      command: [],
      processKind: 'pipe',
      logLines: 0,
    }),
  );
  return layOutLanes(actions, false)[0] as Lane;
}

const FRAME = { width: 800, now: 0, selected: undefined, hovered: undefined };

describe('marks of a lane', () => {
  it('are bounded by the pixels, however many actions there are, and lose no failure', () => {
    const many = lane(100_000);
    const began = cpuTime();
    const marks = marksOf(many, { ...FRAME, view: { from: 0, to: 10_000_000 } });
    expect(cpuTime() - began).toBeLessThan(100);
    expect(marks.length).toBeGreaterThan(200);
    expect(marks.length).toBeLessThanOrEqual(267);
    expect(marks.filter(({ state }) => state === 'failed')).toHaveLength(100);
    expect(marks.every(({ bar }) => bar === undefined)).toBe(true);
  });

  it('are bars of their own where there is room, only those in view', () => {
    const marks = marksOf(lane(100_000), { ...FRAME, view: { from: 5050, to: 5550 } });
    expect(marks.map(({ bar }) => bar?.id)).toEqual([51, 52, 53, 54, 55, 56]);
  });

  it('always show the chosen bar and the one under the pointer', () => {
    const marks = marksOf(lane(1000), {
      ...FRAME,
      selected: 500,
      hovered: 7,
      view: { from: 0, to: 10_000_000 },
    });
    expect(marks.flatMap(({ bar }) => bar?.id ?? [])).toEqual([7, 500]);
  });
});
