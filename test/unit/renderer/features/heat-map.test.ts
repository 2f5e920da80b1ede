import { describe, expect, it } from 'vitest';
import { axisTicks, binStates, taskAt } from '../../../../src/renderer/features/tasks/heat-map.ts';
import type { TaskMap } from '../../../../src/renderer/language-worker/contract.ts';

/** Frames across, layers down, frames changing slowest. */
function map(frames: number, layers: number): TaskMap {
  const count = frames * layers;
  const labels = (n: number) => Array.from({ length: n }, (_, i) => String(i + 1));
  return {
    x: { name: 'Frame', labels: labels(frames) },
    y: { name: 'Layer', labels: labels(layers) },
    columns: Uint32Array.from({ length: count }, (_, i) => Math.floor(i / layers)),
    rows: Uint32Array.from({ length: count }, (_, i) => i % layers),
  };
}

const rows = (bins: { columns: number; cells: readonly string[] }) =>
  bins.cells.join('').match(new RegExp(`.{${bins.columns}}`, 'g'));

describe('the map of tasks', () => {
  it('has a cell for each task while there is room', () => {
    const states = 'dfdrww';
    expect(rows(binStates(map(3, 2), (i) => states[i] ?? '-', 10, 10))).toEqual(['ddw', 'frw']);
  });

  it('shows the worst of what shares a cell', () => {
    const states = 'ddddfdddwdddrdcd';
    const bins = binStates(map(16, 1), (i) => states[i] ?? '-', 4, 4);
    expect(rows(bins)).toEqual(['dfwr']);
    expect(bins.perColumn).toBe(4);
  });

  it('gives every cell as many values as the others', () => {
    const bins = binStates(map(240, 2), () => 'w', 67, 10);
    expect(bins).toMatchObject({ columns: 60, rows: 2, perColumn: 4, perRow: 1 });
  });

  it('finds the task behind a cell, a failed one first', () => {
    const data = map(16, 2);
    const stateOf = (i: number) => (i === 7 ? 'f' : 'd');
    const bins = binStates(data, stateOf, 4, 4);
    expect(taskAt(data, bins, 0, 1, stateOf)).toBe(7);
    expect(taskAt(data, bins, 0, 0, stateOf)).toBe(0);
    expect(taskAt(data, bins, 9, 9, stateOf)).toBeUndefined();
  });

  it('bins a million tasks in time for a frame or two', () => {
    const data = map(1000, 1000);
    const began = performance.now();
    binStates(data, () => 'w', 100, 48);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('ticks of an axis', () => {
  it('are its ends and what fits between', () => {
    const labels = Array.from({ length: 240 }, (_, i) => String(i + 1));
    expect(axisTicks(labels, 5).map((tick) => tick.label)).toEqual([
      '1',
      '61',
      '121',
      '180',
      '240',
    ]);
    expect(axisTicks(['a'], 5)).toEqual([{ at: 0, label: 'a' }]);
  });
});
