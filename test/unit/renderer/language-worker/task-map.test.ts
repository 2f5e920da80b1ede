import { describe, expect, it } from 'vitest';
import type { MapAxis } from '../../../../src/renderer/language-worker/contract.ts';
import { mapTasks } from '../../../../src/renderer/language-worker/task-map.ts';
import { RangeExpr, valueToText } from '../../../../src/shared/expr/index.ts';
import {
  createTaskSpace,
  parseCombination,
  type SpaceParameter,
} from '../../../../src/shared/model/index.ts';

function range(name: string, count: number): SpaceParameter {
  const values = RangeExpr.fromValues(Array.from({ length: count }, (_, i) => BigInt(i + 1)));
  return { name, type: 'INT', values };
}

const words = (name: string, values: string[]): SpaceParameter => ({
  name,
  type: 'STRING',
  values: values.map((value) => ({ kind: 'string', value })),
});

/** Places by looking at every task. */
function walked(space: ReturnType<typeof createTaskSpace>, name: string): number[] {
  const parameter = space.parameters.find((one) => one.name === name);
  const labels: string[] = [];
  for (let i = 0n; i < (parameter?.count ?? 0n); i++)
    labels.push(valueToText((parameter as NonNullable<typeof parameter>).valueAt(i)));
  return [...space.iterate()].map((task) =>
    labels.indexOf(
      valueToText((task.get(name) as { value: Parameters<typeof valueToText>[0] }).value),
    ),
  );
}

describe('where tasks stand', () => {
  it.each([
    ['a product', [range('Frame', 12), words('Layer', ['a', 'b'])], undefined],
    ['a product of three', [range('A', 3), range('B', 4), range('C', 5)], undefined],
    ['another order', [range('A', 3), range('B', 4)], 'B * A'],
    ['parameters that go together', [range('A', 4), words('B', ['w', 'x', 'y', 'z'])], '(A, B)'],
    ['a product with an association', [range('A', 4), range('B', 4), range('C', 3)], 'C * (A, B)'],
    ['products that go together', [range('A', 4), range('B', 2), range('C', 2)], '(A, (B * C))'],
    [
      'a part of such',
      [range('A', 6), range('B', 3), range('C', 2), range('D', 5)],
      'D * (A, (C * B))',
    ],
    ['one value', [range('A', 1)], undefined],
  ] as const)('%s', (_name, parameters, combination) => {
    const parsed = combination === undefined ? undefined : parseCombination(combination);
    const node = parsed && 'root' in parsed ? parsed.root : undefined;
    const space = createTaskSpace([...parameters], node);
    const map = mapTasks(space);
    if (!map) throw new Error('no map');
    expect(map.count).toBe(Number(space.count));
    const places = (axis: MapAxis) =>
      Array.from({ length: map.count }, (_, i) => Math.floor(i / axis.stride) % axis.count);
    for (const { name } of space.parameters) {
      const axis = mapTasks(space, name)?.x;
      if (!axis) throw new Error('no axis');
      expect([name, ...places(axis)]).toEqual([name, ...walked(space, name)]);
    }
  });

  it('gives a value that comes twice two places', () => {
    const space = createTaskSpace([words('A', ['x', 'x', 'y']), range('B', 2)]);
    expect(mapTasks(space)?.x).toMatchObject({ count: 3, stride: 2 });
  });

  it('is arithmetic, however many there are', () => {
    const values = RangeExpr.fromParts([{ start: 1n, end: 1_000_000n, step: 1n }]);
    const big = (name: string): SpaceParameter => ({ name, type: 'INT', values });
    const map = mapTasks(createTaskSpace([big('A'), big('B')]));
    expect(map).toMatchObject({
      count: 1e12,
      x: { name: 'A', count: 1e6, stride: 1e6 },
      y: { name: 'B', count: 1e6, stride: 1 },
    });
    expect(map?.x.labels.get(999_999)).toBe('1000000');
  });

  it('is nothing for more than can be told apart, and without parameters', () => {
    const values = RangeExpr.fromParts([{ start: 1n, end: 1_000_000_000n, step: 1n }]);
    const big = (name: string): SpaceParameter => ({ name, type: 'INT', values });
    expect(mapTasks(createTaskSpace([big('A'), big('B')]))).toBeNull();
    expect(mapTasks(createTaskSpace([]))).toBeNull();
  });
});
