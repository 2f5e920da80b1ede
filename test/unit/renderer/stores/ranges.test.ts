import { describe, expect, it } from 'vitest';
import {
  add,
  between,
  contains,
  count,
  indices,
  type Spans,
  toggle,
} from '../../../../src/renderer/stores/ranges.ts';

const spans = (...pairs: [number, number][]): Spans =>
  pairs.map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) }));

describe('selected tasks', () => {
  it('joins what touches', () => {
    expect(add(spans([0, 3], [10, 12]), { first: 4n, last: 9n })).toEqual(spans([0, 12]));
    expect(add(spans([10, 12]), { first: 0n, last: 3n })).toEqual(spans([0, 3], [10, 12]));
    expect(add(spans([0, 9]), { first: 3n, last: 5n })).toEqual(spans([0, 9]));
  });

  it('takes one out of the middle', () => {
    expect(toggle(spans([0, 9]), 4n)).toEqual(spans([0, 3], [5, 9]));
    expect(toggle(spans([4, 4]), 4n)).toEqual([]);
    expect(toggle(spans([0, 3]), 4n)).toEqual(spans([0, 4]));
  });

  it('costs the same for a trillion', () => {
    const all = [between(10n ** 12n - 1n, 0n)];
    expect(count(all)).toBe(10n ** 12n);
    expect(contains(all, 123_456_789_012n)).toBe(true);
    expect(indices(all, 3)).toEqual(['0', '1', '2']);
  });
});
