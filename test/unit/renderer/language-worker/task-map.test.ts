import { describe, expect, it } from 'vitest';
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
    ['a value that comes twice', [words('A', ['x', 'x', 'y']), range('B', 2)], undefined],
    ['one value', [range('A', 1)], undefined],
  ] as const)('%s', (_name, parameters, combination) => {
    const parsed = combination === undefined ? undefined : parseCombination(combination);
    const node = parsed && 'root' in parsed ? parsed.root : undefined;
    const space = createTaskSpace([...parameters], node);
    const map = mapTasks(space);
    expect([...(map?.columns ?? [])]).toEqual(walked(space, map?.x.name ?? ''));
    if (map?.y) expect([...map.rows]).toEqual(walked(space, map.y.name));
    expect(map?.columns).toHaveLength(Number(space.count));
  });

  it('is arithmetic for a million', () => {
    const space = createTaskSpace([range('A', 1000), range('B', 1000)]);
    const began = performance.now();
    const map = mapTasks(space);
    expect(performance.now() - began).toBeLessThan(500);
    expect([map?.columns[1_001], map?.rows[1_001]].sort()).toEqual([1, 1]);
    expect(map?.x.labels.get(999)).toBe('1000');
  });

  it('is nothing for more', () => {
    expect(mapTasks(createTaskSpace([range('A', 1001), range('B', 1000)]))).toBeNull();
    expect(mapTasks(createTaskSpace([]))).toBeNull();
  });
});
