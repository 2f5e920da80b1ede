import { describe, expect, it } from 'vitest';
import {
  contentHeight,
  type ListShape,
  MAX_HEIGHT,
  positionOf,
  reveal,
  scrollTopOf,
  windowAt,
} from '../../../../src/renderer/ui/virtual-window.ts';

const small: ListShape = { total: 100n, rowHeight: 24, viewport: 240 };
const huge: ListShape = { total: 10n ** 12n, rowHeight: 24, viewport: 240 };
const vast: ListShape = { total: 10n ** 30n, rowHeight: 24, viewport: 240 };

describe('a list that fits', () => {
  it('scrolls pixel by pixel', () => {
    expect(contentHeight(small)).toBe(2400);
    expect(positionOf(small, 100)).toBe(100n);
    expect(scrollTopOf(small, 100n)).toBe(100);
    expect(windowAt(small, 100n)).toEqual({ first: 4n, count: 11, offset: 4 });
  });

  it('ends with its last row', () => {
    const end = positionOf(small, 99_999);
    expect(windowAt(small, end)).toEqual({ first: 90n, count: 10, offset: 0 });
  });

  it('shows nothing of nothing', () => {
    expect(windowAt({ ...small, total: 0n }, 0n)).toEqual({ first: 0n, count: 0, offset: 0 });
  });
});

describe.each([
  ['10¹²', huge],
  ['10³⁰', vast],
])('a list of %s rows', (_name, shape) => {
  it('stays below what a browser can lay out', () => {
    expect(contentHeight(shape)).toBe(MAX_HEIGHT);
  });

  it('reaches the first and the last row', () => {
    expect(windowAt(shape, positionOf(shape, 0)).first).toBe(0n);
    const { first, count } = windowAt(shape, positionOf(shape, MAX_HEIGHT - shape.viewport));
    expect(first + BigInt(count)).toBe(shape.total);
  });

  it('reaches any row exactly', () => {
    for (const row of [0n, 7n, 123_456_789n, shape.total / 3n, shape.total - 1n]) {
      const position = reveal(shape, 0n, row);
      const { first, count } = windowAt(shape, position);
      expect(row >= first && row < first + BigInt(count)).toBe(true);
    }
  });

  it('puts the bar where the position is', () => {
    const middle = (shape.total / 2n) * 24n;
    expect(scrollTopOf(shape, middle) / (MAX_HEIGHT - shape.viewport)).toBeCloseTo(0.5, 5);
  });
});

describe('revealing', () => {
  it('moves no further than it must', () => {
    expect(reveal(small, 240n, 12n)).toBe(240n);
    expect(reveal(small, 240n, 9n)).toBe(216n);
    expect(reveal(small, 240n, 20n)).toBe(264n);
  });
});
