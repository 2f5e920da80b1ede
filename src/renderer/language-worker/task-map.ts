import { valueToText } from '../../shared/expr/index.ts';
import type { TaskSpace } from '../../shared/model/index.ts';
import { namedPlaces } from './axis-ticks.ts';
import { MAP_LIMIT, type MapAxis, type TaskMap } from './contract.ts';

type Parameter = TaskSpace['parameters'][number];

/**
 * Where tasks stand on two of the space's parameters. Without a choice the longest is the axis across, the
 * next one with more than one value the axis down.
 */
export function mapTasks(space: TaskSpace, x?: string, y?: string): TaskMap | null {
  if (space.count > BigInt(MAP_LIMIT)) return null;
  const bySize = [...space.parameters].sort((a, b) => compare(b.count, a.count));
  const across = space.parameters.find((one) => one.name === x) ?? bySize[0];
  if (!across) return null;
  const down =
    space.parameters.find((one) => one.name === y && one !== across) ??
    bySize.find((one) => one !== across && one.count > 1n);
  return {
    count: Number(space.count),
    x: axisOf(across),
    ...(down ? { y: axisOf(down) } : {}),
  };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function axisOf(parameter: Parameter): MapAxis {
  const count = Number(parameter.count);
  return {
    name: parameter.name,
    count,
    stride: Number(parameter.stride),
    labels: new Map(
      namedPlaces(count).map((place) => [place, valueToText(parameter.valueAt(BigInt(place)))]),
    ),
  };
}
