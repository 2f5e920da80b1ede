import { expect, it } from 'vitest';
import { ROW_HEIGHT, rowByKey } from '../../../../src/renderer/ui/virtual-grid.tsx';

it('leads from row to row by keys, and never out of the grid', () => {
  const seen = { total: 100n, viewport: 10 * ROW_HEIGHT };
  const by = (key: string, from: bigint) => rowByKey(key, from, seen);
  expect([by('ArrowDown', 4n), by('ArrowUp', 4n), by('PageDown', 4n), by('PageUp', 20n)]).toEqual([
    5n,
    3n,
    13n,
    11n,
  ]);
  expect([by('Home', 50n), by('End', 50n)]).toEqual([0n, 99n]);
  expect([by('ArrowUp', 0n), by('ArrowDown', 99n), by('PageDown', 95n)]).toEqual([0n, 99n, 99n]);
  // Nothing is chosen yet.
  expect([by('ArrowDown', -1n), by('PageUp', -1n)]).toEqual([0n, 0n]);
  expect([by('x', 4n), rowByKey('End', 0n, { total: 0n, viewport: 240 })]).toEqual([
    undefined,
    undefined,
  ]);
});
