import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRangeExpr, RangeExpr } from '../../../../src/shared/expr/index.ts';
import { range } from './helpers.ts';

function values(text: string): number[] {
  return Array.from(range(text), Number);
}

describe('the grammar (Template Schemas §3.4.1.1.1)', () => {
  test.each([
    ['1 - 5', [1, 2, 3, 4, 5]],
    ['1 - -1', [1]],
    ['-1 - 1', [-1, 0, 1]],
    ['1-5:2', [1, 3, 5]],
    ['10-15:2,1-5', [1, 2, 3, 4, 5, 10, 12, 14]],
    ['1-10:4', [1, 5, 9]],
    ['20-18:-1', [18, 19, 20]],
    ['10-1:-3', [1, 4, 7, 10]],
    ['1-5:-1', [1]],
    ['-3--1', [-3, -2, -1]],
    ['\t7 , 1 ', [1, 7]],
    ['0', [0]],
    ['1-9:2,2-10:2', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ])('%s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each([
    ['', 'A range expression needs at least one value, like 1-10.', 0, 0],
    [' ', 'A range expression needs at least one value, like 1-10.', 0, 1],
    [
      '1,,2',
      'Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found nothing.',
      2,
      2,
    ],
    [
      '1,2-',
      "Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found '2-'.",
      2,
      4,
    ],
    ['1-5:0', "The step of '1-5:0' must not be zero.", 0, 5],
    [
      '1.5',
      "Expected a number, a range like 1-10 or a stepped range like 1-10:2, but found '1.5'.",
      0,
      3,
    ],
    [
      '0-4611686018427387904',
      'The number 4611686018427387904 is too large for a range expression: it must lie strictly between -2^62 and 2^62.',
      0,
      21,
    ],
    ['1-10,5-15', 'Ranges must not overlap: 1-10 and 5-15 both contain 5.', 5, 9],
    ['5-15,1-10', 'Ranges must not overlap: 5-15 and 1-10 both contain 5.', 5, 9],
    ['1-10:4,10-15', 'Ranges must not overlap: 1-10:4 and 10-15 both contain 10.', 7, 12],
    ['1-9:2,3', 'Ranges must not overlap: 1-9:2 and 3 both contain 3.', 6, 7],
    ['1,1', 'Ranges must not overlap: 1 and 1 both contain 1.', 2, 3],
    ['10-1:-4,1', 'Ranges must not overlap: 10-1:-4 and 1 both contain 1.', 8, 9],
    [
      '0-1000000000000:3, 0-1000000000000:5',
      'Ranges must not overlap: 0-1000000000000:3 and 0-1000000000000:5 both contain 0.',
      19,
      36,
    ],
  ])('%s fails', (text, message, start, end) => {
    const result = parseRangeExpr(text);
    expect('issue' in result && result.issue).toMatchObject({ message, start, end });
  });

  test('at most 10,000 parts', () => {
    const parts = Array.from({ length: 10_001 }, (_, index) => index * 2);
    expect(range(parts.slice(1).join(',')).length).toBe(10_000n);
    expect(parseRangeExpr(parts.join(','))).toHaveProperty(
      'issue.message',
      'A range expression may have at most 10000 parts.',
    );
  });

  test('a text made to be slow is refused, not run', () => {
    const parts = Array.from(
      { length: 5000 },
      (_, index) => `${index}-${index + 1_000_000_000}:${10_007 * (index + 1)}`,
    );
    const result = parseRangeExpr(parts.join(','));
    expect(result).toHaveProperty('issue');
  });
});

describe('canonical text', () => {
  test.each([
    ['7-8', '7,8'],
    ['1-10:2', '1-9:2'],
    ['1-5,6-10', '1-10'],
    ['3,1,2', '1-3'],
    ['1-3:2', '1,3'],
    ['20-18:-1,10', '10,18-20'],
  ])('%s is %s', (text, expected) => {
    expect(range(text).toString()).toBe(expected);
  });

  test('of values', () => {
    expect(RangeExpr.fromValues([9n, 1n, 2n, 3n, 9n, 7n]).toString()).toBe('1-3,7,9');
    expect(RangeExpr.fromValues([5n]).toString()).toBe('5');
  });

  test('a contiguous chunk always has a dash', () => {
    expect(RangeExpr.contiguousChunk(5n, 5n).toString()).toBe('5-5');
    expect(RangeExpr.contiguousChunk(5n, 6n).toString()).toBe('5-6');
  });
});

test('a range over 10¹² frames is as small as its text', () => {
  const odd = range('1-1000000000000:3,2-1000000000001:3');
  expect(odd.length).toBe(666_666_666_668n);
  expect(odd.at(500_000_000_000n)).toBe(750_000_000_001n);
  expect(odd.indexOf(750_000_000_001n)).toBe(500_000_000_000n);
  expect(odd.isContiguous).toBe(false);
  expect(range('1-1000000000000').isContiguous).toBe(true);
  expect(odd.equals(range('1-1000000000000:3,2-1000000000001:3'))).toBe(true);
});

test('beyond safe integers everything stays exact', () => {
  const most = (1n << 62n) - 1n;
  const widest = range(`${-most}-${most}`);
  expect(widest.length).toBe(9223372036854775807n);
  expect(widest.at(widest.length - 1n)).toBe(most);
  expect(widest.slice(0n, 3n).toString()).toBe(`${-most}-${-most + 2n}`);
  expect(() => widest.at(widest.length)).toThrow(RangeError);
});

const part = fc
  .record({
    start: fc.integer({ min: -50, max: 50 }),
    span: fc.integer({ min: -5, max: 30 }),
    step: fc.integer({ min: -6, max: 6 }),
  })
  .map(({ start, span, step }) => `${start}-${start + span}${step === 0 ? '' : `:${step}`}`);
const text = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(','));

describe('properties', () => {
  test('iteration is increasing and agrees with access, search and length', () => {
    fc.assert(
      fc.property(text, (source) => {
        const result = parseRangeExpr(source);
        if ('issue' in result) return;
        const all = [...result.value];
        expect(all).toEqual([...new Set(all)].sort((a, b) => Number(a - b)));
        expect(result.value.length).toBe(BigInt(all.length));
        for (const [index, value] of all.entries()) {
          expect(result.value.at(index)).toBe(value);
          expect(result.value.indexOf(value)).toBe(BigInt(index));
        }
        expect(result.value.contains((all[0] ?? 0n) - 1n)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('what is printed reads back as the same values', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -60n, max: 60n }), { minLength: 1 }), (numbers) => {
        const set = RangeExpr.fromValues(numbers);
        const again = range(set.toString());
        expect([...again]).toEqual([...set]);
        expect(again.equals(set)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('texts are accepted exactly when no two parts reach a common number', () => {
    fc.assert(
      fc.property(text, (source) => {
        const reached = source.split(',').map((each) => {
          const bounds = /^(-?\d+)-(-?\d+)(?::(-?\d+))?$/.exec(each);
          const [x, y, step] = [Number(bounds?.[1]), Number(bounds?.[2]), Number(bounds?.[3] ?? 1)];
          const found = new Set([x]);
          for (let value = x; step > 0 ? value <= y : value >= y; value += step) found.add(value);
          if (step > 0 ? y > x : y < x) found.add(y);
          return found;
        });
        const total = reached.reduce((sum, each) => sum + each.size, 0);
        const disjoint = new Set(reached.flatMap((each) => [...each])).size === total;
        expect('value' in parseRangeExpr(source)).toBe(disjoint);
      }),
      { numRuns: 3000 },
    );
  });

  test('slices agree with slices of lists', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(40),
        fc.nat(40),
        fc.integer({ min: 1, max: 5 }),
        (source, from, to, step) => {
          const result = parseRangeExpr(source);
          if ('issue' in result) return;
          const expected = [...result.value]
            .slice(from, to)
            .filter((_, index) => index % step === 0);
          expect([...result.value.stepSlice(BigInt(from), BigInt(to), BigInt(step))]).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
