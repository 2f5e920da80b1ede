import { valueToText } from '../../shared/expr/index.ts';
import type { TaskSpace } from '../../shared/model/index.ts';
import { namedPlaces } from './axis-ticks.ts';
import { MAP_LIMIT, type MapAxis, type TaskMap } from './contract.ts';

type Parameter = TaskSpace['parameters'][number];

/**
 * Where every task stands on two of the space's parameters. Without a choice the longest is the axis
 * across, the next one with more than one value the axis down.
 */
export function mapTasks(space: TaskSpace, x?: string, y?: string): TaskMap | null {
  if (space.count > BigInt(MAP_LIMIT) || space.parameters.length === 0) return null;
  const bySize = [...space.parameters].sort((a, b) => compare(b.count, a.count));
  const across = space.parameters.find((one) => one.name === x) ?? bySize[0];
  if (!across || across.count > BigInt(MAP_LIMIT)) return null;
  const down =
    space.parameters.find((one) => one.name === y && one !== across) ??
    bySize.find((one) => one !== across && one.count > 1n);
  const strides = stridesOf(space);
  const places = strides
    ? { columns: byStride(space, across, strides), rows: down && byStride(space, down, strides) }
    : { columns: byValue(space, across), rows: down && byValue(space, down) };
  return {
    x: axisOf(across),
    ...(down ? { y: axisOf(down) } : {}),
    columns: places.columns,
    rows: places.rows ?? new Uint32Array(places.columns.length),
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
    labels: new Map(
      namedPlaces(count).map((place) => [place, valueToText(parameter.valueAt(BigInt(place)))]),
    ),
  };
}

/**
 * How many tasks lie between two neighbours of each parameter, where the space is a plain product: then
 * places are arithmetic. Undefined where parameters go together or values come twice.
 */
function stridesOf(space: TaskSpace): ReadonlyMap<string, number> | undefined {
  const first = Object.fromEntries(
    space.parameters.map((one) => [one.name, valueToText(one.valueAt(0n))]),
  );
  const strides = new Map<string, number>();
  for (const one of space.parameters) {
    if (one.count === 1n) {
      strides.set(one.name, 1);
      continue;
    }
    const at = space.indexOf({ ...first, [one.name]: valueToText(one.valueAt(1n)) });
    const last = space.indexOf({ ...first, [one.name]: valueToText(one.valueAt(one.count - 1n)) });
    if (at === undefined || at < 1n || last !== at * (one.count - 1n)) return undefined;
    strides.set(one.name, Number(at));
  }
  let expected = 1n;
  for (const one of space.parameters
    .filter((parameter) => parameter.count > 1n)
    .sort((a, b) => (strides.get(a.name) ?? 0) - (strides.get(b.name) ?? 0))) {
    if (BigInt(strides.get(one.name) ?? 0) !== expected) return undefined;
    expected *= one.count;
  }
  return expected === space.count ? strides : undefined;
}

function byStride(space: TaskSpace, parameter: Parameter, strides: ReadonlyMap<string, number>) {
  const stride = strides.get(parameter.name) ?? 1;
  const count = Number(parameter.count);
  const places = new Uint32Array(Number(space.count));
  for (let index = 0; index < places.length; index++)
    places[index] = Math.floor(index / stride) % count;
  return places;
}

/** Any other space is walked through. */
function byValue(space: TaskSpace, parameter: Parameter) {
  const known = new Map<string, number>();
  for (let at = 0n; at < parameter.count; at++) {
    const label = valueToText(parameter.valueAt(at));
    if (!known.has(label)) known.set(label, Number(at));
  }
  const places = new Uint32Array(Number(space.count));
  let index = 0;
  for (const task of space.iterate()) {
    const value = task.get(parameter.name);
    if (value) places[index] = known.get(valueToText(value.value)) ?? 0;
    index++;
  }
  return places;
}
