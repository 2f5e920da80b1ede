import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  intValue,
  parseRangeExpr,
  type RangeExpr,
  stringValue,
  valueToText,
} from '../../../../src/shared/expr/index.ts';
import {
  createTaskSpace,
  parseCombination,
  type SpaceParameter,
  type TaskParameterSet,
  type TaskSpace,
} from '../../../../src/shared/model/index.ts';

function range(text: string): RangeExpr {
  const parsed = parseRangeExpr(text);
  if ('issue' in parsed) throw new Error(parsed.issue.message);
  return parsed.value;
}

const int = (name: string, text: string): SpaceParameter => ({
  name,
  type: 'INT',
  values: range(text),
});
const list = (name: string, ...values: string[]): SpaceParameter => ({
  name,
  type: 'STRING',
  values: values.map(stringValue),
});
const chunk = (text: string, size: number, more: object = {}): SpaceParameter => ({
  name: 'F',
  type: 'CHUNK[INT]',
  values: range(text),
  chunks: { defaultTaskCount: size, contiguous: true, ...more },
});

function spaceOf(parameters: SpaceParameter[], combination?: string): TaskSpace {
  if (combination === undefined) return createTaskSpace(parameters);
  const parsed = parseCombination(combination);
  if ('issue' in parsed) throw new Error(parsed.issue.message);
  return createTaskSpace(parameters, parsed.root);
}

const show = (set: TaskParameterSet): string =>
  [...set].map(([name, { value }]) => `${name}=${valueToText(value)}`).join(' ');
const all = (space: TaskSpace): string[] => [...space.iterate()].map(show);
const values = (space: TaskSpace): string[] =>
  [...space.iterate()].map((set) => valueToText(set.get('F')?.value ?? stringValue('')));

describe('task spaces (§3.4)', () => {
  it('is one task without parameters', () => {
    expect(all(spaceOf([]))).toEqual(['']);
    expect(spaceOf([]).count).toBe(1n);
  });

  it('varies the last parameter fastest', () => {
    expect(all(spaceOf([int('A', '1-2'), list('B', 'x', 'y')]))).toEqual([
      'A=1 B=x',
      'A=1 B=y',
      'A=2 B=x',
      'A=2 B=y',
    ]);
  });

  it('combines as the table of §3.4.3 does', () => {
    const parameters = [int('A', '1-3'), int('B', '10-12'), int('C', '20-21')];
    expect(all(spaceOf(parameters, '(A,B) * C')).slice(0, 3)).toEqual([
      'A=1 B=10 C=20',
      'A=1 B=10 C=21',
      'A=2 B=11 C=20',
    ]);
    expect(all(spaceOf([int('A', '1-3'), list('D', 'a', 'b', 'c')], '(A, D)'))).toEqual([
      'A=1 D=a',
      'A=2 D=b',
      'A=3 D=c',
    ]);
  });

  it('pairs products', () => {
    expect(
      all(spaceOf([int('A', '1-4'), list('B', 'x', 'y'), list('C', 'p', 'q')], '(A, B * C)')),
    ).toEqual(['A=1 B=x C=p', 'A=2 B=x C=q', 'A=3 B=y C=p', 'A=4 B=y C=q']);
  });

  it('keeps values in the order of the definitions', () => {
    expect(all(spaceOf([int('A', '1'), int('B', '2')], 'B * A'))).toEqual(['A=1 B=2']);
  });

  it('counts and reaches what nobody could enumerate', () => {
    const space = spaceOf([
      int('A', '1-1000000000000'),
      int('B', '0-999999999'),
      list('C', 'x', 'y'),
    ]);
    expect(space.count).toBe(2n * 10n ** 21n);
    expect(show(space.at(space.count - 1n))).toBe('A=1000000000000 B=999999999 C=y');
    expect(space.indexOf({ A: '1000000000000', B: '999999999', C: 'y' })).toBe(space.count - 1n);
    expect([...take(space.iterate(space.count - 2n), 5)].map(show)).toEqual([
      'A=1000000000000 B=999999999 C=x',
      'A=1000000000000 B=999999999 C=y',
    ]);
    expect(() => space.at(space.count)).toThrow(RangeError);
    expect(() => space.at(-1)).toThrow(RangeError);
  });

  it('finds tasks by their values', () => {
    const space = spaceOf([int('A', '1-3'), list('B', 'x', 'y', 'x')], '(A, B)');
    expect(space.indexOf({ A: '3', B: 'x' })).toBe(2n);
    expect(space.indexOf({ A: '3', B: 'y' })).toBeUndefined();
    expect(space.indexOf({ A: '3' })).toBeUndefined();
    expect(space.indexOf({ A: '3', C: 'x' })).toBeUndefined();
  });

  it('offers the distinct values of each parameter', () => {
    const [a] = spaceOf([int('A', '5-9:2')]).parameters;
    expect([a?.name, a?.count, a?.valueAt(2n)]).toEqual(['A', 3n, intValue(9)]);
  });
});

describe('chunks (§3.4.1.5)', () => {
  const noncontiguous = { contiguous: false };
  const adaptive = { targetRuntimeSeconds: 60 };
  it.each([
    ['divides evenly', chunk('1-12', 5), ['1-4', '5-8', '9-12']],
    ['spreads what is left over', chunk('1-10', 4), ['1-4', '5-7', '8-10']],
    ['writes one value with a dash', chunk('5', 10), ['5-5']],
    ['never reaches over a gap', chunk('1,10-12,18-21', 10), ['1-1', '10-12', '18-21']],
    ['takes steps as gaps', chunk('1-5:2', 10), ['1-1', '3-3', '5-5']],
    ['joins neighbours that are written apart', chunk('1-3,4-6', 6), ['1-6']],
    [
      'may reach over gaps when it is allowed to',
      chunk('1-20:2', 5, noncontiguous),
      ['1-9:2', '11-19:2'],
    ],
    ['writes arbitrary sets', chunk('1-3,7,9', 10, noncontiguous), ['1-3,7,9']],
    ['is larger than the range', chunk('1-5', 100), ['1-5']],
    [
      'keeps the size when it adapts',
      chunk('1-33', 10, adaptive),
      ['1-10', '11-20', '21-30', '31-33'],
    ],
  ] as const)('%s', (_, parameter, expected) => {
    expect(values(spaceOf([parameter]))).toEqual(expected);
  });

  it('puts the adaptive dimension inside', () => {
    const parameters = [chunk('1-2', 1, adaptive), list('B', 'x', 'y')];
    expect(all(spaceOf(parameters, 'F * B'))).toEqual([
      'F=1-1 B=x',
      'F=2-2 B=x',
      'F=1-1 B=y',
      'F=2-2 B=y',
    ]);
    expect(all(spaceOf([chunk('1-2', 1), list('B', 'x', 'y')], 'F * B'))[1]).toBe('F=1-1 B=y');
  });

  it('changes its size for schedulers that measure', () => {
    const space = spaceOf([chunk('1-10', 5, adaptive)]);
    expect(space.chunk).toEqual({
      parameter: 'F',
      adaptive: true,
      targetRuntimeSeconds: 60,
      defaultTaskCount: 5,
      contiguous: true,
    });
    expect(values(space.withChunkCount(4))).toEqual(['1-4', '5-8', '9-10']);
  });

  it('costs nothing for enormous ranges', () => {
    const space = spaceOf([chunk('1-1000000000000', 1000)]);
    expect(space.count).toBe(10n ** 9n);
    expect(show(space.at(10n ** 9n - 1n))).toBe('F=999999999001-1000000000000');
    expect(space.indexOf({ F: '1001-2000' })).toBe(1n);
    expect(space.indexOf({ F: '1001-1999' })).toBeUndefined();
  });
});

describe('random access', () => {
  const axis = fc.oneof(
    fc
      .array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 6 })
      .map((numbers): SpaceParameter['values'] => range([...new Set(numbers)].join(','))),
    fc
      .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
      .map((texts): SpaceParameter['values'] => texts.map(stringValue)),
  );

  it('gives what iteration gives', () => {
    fc.assert(
      fc.property(
        fc.array(axis, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        (axes, contiguous, size) => {
          const parameters: SpaceParameter[] = axes.map((each, index) => ({
            name: `P${index}`,
            type: 'ranges' in each ? 'INT' : 'STRING',
            values: each,
          }));
          const [first] = parameters;
          if (first !== undefined && 'ranges' in first.values) {
            parameters[0] = {
              ...first,
              type: 'CHUNK[INT]',
              chunks: { defaultTaskCount: size, contiguous },
            };
          }
          const space = createTaskSpace(parameters);
          const tasks = all(space);
          expect(BigInt(tasks.length)).toBe(space.count);
          for (const [index, task] of tasks.entries()) {
            const set = space.at(index);
            expect(show(set)).toBe(task);
            const texts = Object.fromEntries(
              [...set].map(([name, { value }]) => [name, valueToText(value)]),
            );
            expect(space.indexOf(texts)).toBe(BigInt(index));
            expect(show([...take(space.iterate(BigInt(index)), 1)][0] as TaskParameterSet)).toBe(
              task,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('divides every range into chunks that hold each value once', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: -60, max: 60 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.boolean(),
        (set, size, contiguous, adaptive) => {
          const space = spaceOf([
            chunk(set.join(','), size, {
              contiguous,
              ...(adaptive ? { targetRuntimeSeconds: 1 } : {}),
            }),
          ]);
          const chunks = [...space.iterate()].map((task) => task.get('F')?.value);
          const found = chunks.flatMap((value) =>
            value?.kind === 'range_expr' ? [...value.value] : [],
          );
          expect(found).toEqual(set.toSorted((a, b) => a - b).map(BigInt));
          for (const value of chunks) {
            if (value?.kind !== 'range_expr') throw new Error('a chunk is a range');
            expect(value.value.length <= BigInt(size)).toBe(true);
            if (contiguous) expect(value.value.isContiguous).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}
