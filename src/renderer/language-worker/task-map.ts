import { valueToText } from '../../shared/expr/index.ts';
import type { TaskSpace } from '../../shared/model/index.ts';
import { MAP_LIMIT, type TaskMap } from './contract.ts';

/** Labels of an axis at most; a longer one is not a map any more. */
const LABEL_LIMIT = 1_000_000n;

/**
 * Where every task stands on two of the space's parameters. Without a choice the longest is the axis
 * across, the next one with more than one value the axis down.
 */
export function mapTasks(space: TaskSpace, x?: string, y?: string): TaskMap | null {
  if (space.count > BigInt(MAP_LIMIT) || space.parameters.length === 0) return null;
  const bySize = [...space.parameters].sort((a, b) =>
    a.count < b.count ? 1 : a.count > b.count ? -1 : 0,
  );
  const across = space.parameters.find((one) => one.name === x) ?? bySize[0];
  if (!across || across.count > LABEL_LIMIT) return null;
  const down =
    space.parameters.find((one) => one.name === y && one !== across) ??
    bySize.find((one) => one !== across && one.count > 1n);
  const columnsOf = axis(across);
  const rowsOf = down && axis(down);
  const count = Number(space.count);
  const columns = new Uint32Array(count);
  const rows = new Uint32Array(count);
  let index = 0;
  for (const task of space.iterate()) {
    const columnValue = task.get(across.name);
    if (columnValue) columns[index] = columnsOf.places.get(valueToText(columnValue.value)) ?? 0;
    const rowValue = down && task.get(down.name);
    if (rowValue) rows[index] = rowsOf?.places.get(valueToText(rowValue.value)) ?? 0;
    index++;
  }
  return {
    x: { name: across.name, labels: columnsOf.labels },
    ...(down && rowsOf ? { y: { name: down.name, labels: rowsOf.labels } } : {}),
    columns,
    rows,
  };
}

/** The distinct values of a parameter and where each stands. */
function axis(parameter: TaskSpace['parameters'][number]) {
  const places = new Map<string, number>();
  const labels: string[] = [];
  for (let at = 0n; at < parameter.count; at++) {
    const label = valueToText(parameter.valueAt(at));
    if (places.has(label)) continue;
    places.set(label, labels.length);
    labels.push(label);
  }
  return { places, labels };
}
