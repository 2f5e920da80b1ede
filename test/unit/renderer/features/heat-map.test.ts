import { describe, expect, it } from 'vitest';
import { binStates, taskAt } from '../../../../src/renderer/features/tasks/heat-map.ts';
import { namedPlaces, tickPlaces } from '../../../../src/renderer/language-worker/axis-ticks.ts';
import type { TaskMap } from '../../../../src/renderer/language-worker/contract.ts';

/** Frames across, layers down, frames changing slowest. */
function map(frames: number, layers: number): TaskMap {
  const count = frames * layers;
  return {
    x: { name: 'Frame', count: frames, labels: new Map() },
    y: { name: 'Layer', count: layers, labels: new Map() },
    columns: Uint32Array.from({ length: count }, (_, i) => Math.floor(i / layers)),
    rows: Uint32Array.from({ length: count }, (_, i) => i % layers),
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
    expect(taskAt(data, bins, 0, 1, states)).toBe(7);
    expect(taskAt(data, bins, 0, 0, states)).toBe(0);
    expect(taskAt(data, bins, 9, 9, states)).toBeUndefined();
  });

  it('takes tasks without a state for those in no scope', () => {
    expect(rows(binStates(map(3, 1), undefined, 10, 10))).toEqual(['---']);
  });

  it('bins a million tasks in time for a frame or two', () => {
    const data = map(1000, 1000);
    const states = new Uint8Array(1_000_000).fill(119);
    const began = performance.now();
    binStates(data, states, 100, 48);
    expect(performance.now() - began).toBeLessThan(200);
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
