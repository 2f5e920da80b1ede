import { describe, expect, it } from 'vitest';
import {
  binStates,
  binTimes,
  middleOf,
  taskAt,
  tasksInCell,
} from '../../../../src/renderer/features/tasks/heat-map.ts';
import {
  namedPlaces,
  tickPlaces,
  ticksIn,
} from '../../../../src/renderer/language-worker/axis-ticks.ts';
import type { TaskMap } from '../../../../src/renderer/language-worker/contract.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

/** Frames across, layers down, frames changing slowest. */
function map(frames: number, layers: number): TaskMap {
  return {
    count: frames * layers,
    x: { name: 'Frame', count: frames, stride: layers, labels: new Map() },
    y: { name: 'Layer', count: layers, stride: 1, labels: new Map() },
  };
}

const codes = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

const rows = (bins: { columns: number; cells: readonly string[] }) =>
  bins.cells.join('').match(new RegExp(`.{${bins.columns}}`, 'g'));

describe('the map of tasks', () => {
  it('has a cell for each task while there is room', () => {
    const states = 'dfdrww';
    expect(rows(binStates(map(3, 2), codes(states), 10, 10))).toEqual(['ddw', 'frw']);
  });

  it('names a value under the middle of its cell, also of one that several share', () => {
    const twelve = binStates(map(12, 1), codes('w'.repeat(12)), 60, 4);
    expect(tickPlaces(12, 5).map((place) => middleOf(place, twelve))).toEqual(
      [0, 3, 6, 8, 11].map((place) => (place + 0.5) / 12),
    );
    const shared = binStates(map(16, 1), codes('w'.repeat(16)), 4, 4);
    expect([0, 3, 4, 15].map((place) => middleOf(place, shared))).toEqual([
      0.125, 0.125, 0.375, 0.875,
    ]);
  });

  it('names as many values as there is room for, and both ends always', () => {
    expect(ticksIn(336, ['1', '12'], 240)).toBe(5);
    expect(ticksIn(336, ['1', '1000000000000'], 240)).toBe(3);
    expect(ticksIn(336, ['/a/path/that/is/longer/than/the/whole/map/is/wide'], 240)).toBe(2);
    expect(ticksIn(0, [], 240)).toBe(2);
    // All of a short axis are named where they have room.
    expect(ticksIn(336, ['1', '6'], 6)).toBe(6);
    expect(ticksIn(336, ['1', '12'], 12)).toBe(12);
    expect(ticksIn(336, ['beauty', 'shadow-matte'], 6)).toBe(3);
  });

  it('shows the worst of what shares a cell', () => {
    const states = 'ddddfdddwdddrdcd';
    const bins = binStates(map(16, 1), codes(states), 4, 4);
    expect(rows(bins)).toEqual(['dfwr']);
    expect(bins.perColumn).toBe(4);
  });

  it('gives every cell as many values as the others', () => {
    const bins = binStates(map(240, 2), codes('w'.repeat(480)), 67, 10);
    expect(bins).toMatchObject({ columns: 60, rows: 2, perColumn: 4, perRow: 1 });
  });

  it('finds the task behind a cell, a failed one first', () => {
    const data = map(16, 2);
    const states = codes('dddddddf'.padEnd(32, 'd'));
    const bins = binStates(data, states, 4, 4);
    expect(taskAt(data, bins, { column: 0, row: 1 }, states)).toBe(7);
    expect(taskAt(data, bins, { column: 0, row: 0 }, states)).toBe(0);
    expect(taskAt(data, bins, { column: 9, row: 9 }, states)).toBeUndefined();
  });

  it('takes tasks without a state for those in no scope', () => {
    expect(rows(binStates(map(3, 1), undefined, 10, 10))).toEqual(['---']);
  });

  it('bins a million tasks in time for a frame or two', () => {
    const data = map(1000, 1000);
    const states = new Uint8Array(1_000_000).fill(119);
    const began = cpuTime();
    binStates(data, states, 100, 48);
    expect(cpuTime() - began).toBeLessThan(200);
  });
});

describe('the map of more tasks than are looked at one by one', () => {
  const d = 'd'.charCodeAt(0);
  const f = 'f'.charCodeAt(0);

  it('has cells for many, coloured by those that ran', () => {
    const data = map(1_000_000, 1_000_000);
    const ran = new Map([
      [0, d],
      [600_000 * 1_000_000 + 999_999, f],
      [999_999_999_999, d],
    ]);
    const bins = binStates(data, ran, 5, 4);
    expect(rows(bins)).toEqual(['d----', '-----', '-----', '---fd']);
    expect(bins).toMatchObject({ perColumn: 200_000, perRow: 250_000 });
    expect(tasksInCell(data, bins)).toBe(50_000_000_000);
    // Without any that ran in it, the first of a cell.
    expect(taskAt(data, bins, { column: 1, row: 2 }, ran)).toBe(200_000 * 1_000_000 + 500_000);
    expect(taskAt(data, bins, { column: 3, row: 3 }, ran)).toBe(600_000 * 1_000_000 + 999_999);
    expect(taskAt(data, bins, { column: 4, row: 3 }, ran)).toBe(999_999_999_999);
    const times = binTimes(
      data,
      bins,
      new Map([
        [0, 50],
        [999_999_999_999, 100],
      ]),
    );
    expect([times[0], times[19], times[7]]).toEqual([127, 254, 255]);
  });

  it('counts what other parameters add to a cell', () => {
    const { x, y } = map(1000, 1000);
    // A third parameter of ten values changes fastest.
    const data: TaskMap = {
      count: 10_000_000,
      x: { ...x, stride: 10_000 },
      ...(y ? { y: { ...y, stride: 10 } } : {}),
    };
    expect(tasksInCell(data, binStates(data, undefined, 100, 50))).toBe(10 * 20 * 10);
  });

  it('draws the line of parameters that go together', () => {
    const axis = { count: 4_000_000, stride: 1, labels: new Map() };
    const data: TaskMap = {
      count: 4_000_000,
      x: { name: 'A', ...axis },
      y: { name: 'B', ...axis },
    };
    const bins = binStates(data, new Map([[1_500_000, d]]), 4, 4);
    expect(rows(bins)).toEqual(['-   ', ' d  ', '  - ', '   -']);
    expect(tasksInCell(data, bins)).toBe(1_000_000);
    expect(taskAt(data, bins, { column: 2, row: 2 }, undefined)).toBe(2_000_000);
    expect(taskAt(data, bins, { column: 2, row: 1 }, undefined)).toBeUndefined();
  });
});

describe('ticks of an axis', () => {
  it('are its ends and what fits between', () => {
    expect(tickPlaces(240, 5)).toEqual([0, 60, 120, 179, 239]);
    expect(tickPlaces(1, 5)).toEqual([0]);
    expect(tickPlaces(2, 5)).toEqual([0, 1]);
  });

  it('are among the places that are named', () => {
    for (const count of [1, 2, 7, 240, 1_000_000]) {
      const named = new Set(namedPlaces(count));
      for (let most = 2; most <= 5; most++)
        for (const place of tickPlaces(count, most)) expect(named.has(place)).toBe(true);
    }
  });
});
