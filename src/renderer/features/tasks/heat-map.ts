import type { TaskMap } from '../../language-worker/contract.ts';

/** What wins where several tasks share a cell: what is wrong first, then what moves, then what waits. */
const RANK: Readonly<Record<string, number>> = { f: 5, r: 4, c: 3, w: 2, d: 1, '-': 0 };

export interface Bins {
  readonly columns: number;
  readonly rows: number;
  /** Values of the axes that share a cell. */
  readonly perColumn: number;
  readonly perRow: number;
  /** A letter for each cell, row by row; a space where there is no task. */
  readonly cells: readonly string[];
}

/** Gathers tasks into at most `maxColumns` × `maxRows` cells. */
export function binStates(
  map: TaskMap,
  stateOf: (index: number) => string,
  maxColumns: number,
  maxRows: number,
): Bins {
  // Every cell holds as many values as the others, so that cells can be compared.
  const perColumn = Math.max(1, Math.ceil(map.x.labels.length / Math.max(1, maxColumns)));
  const perRow = Math.max(1, Math.ceil((map.y?.labels.length ?? 1) / Math.max(1, maxRows)));
  const columns = Math.max(1, Math.ceil(map.x.labels.length / perColumn));
  const rows = Math.max(1, Math.ceil((map.y?.labels.length ?? 1) / perRow));
  const cells = new Array<string>(columns * rows).fill(' ');
  for (let index = 0; index < map.columns.length; index++) {
    const column = Math.floor((map.columns[index] ?? 0) / perColumn);
    const row = Math.floor((map.rows[index] ?? 0) / perRow);
    const at = row * columns + column;
    const letter = stateOf(index);
    const held = cells[at] ?? ' ';
    if (held === ' ' || (RANK[letter] ?? 0) > (RANK[held] ?? 0)) cells[at] = letter;
  }
  return { columns, rows, perColumn, perRow, cells };
}

/** The first task in a cell, and better one that failed. */
export function taskAt(
  map: TaskMap,
  bins: Bins,
  column: number,
  row: number,
  stateOf: (index: number) => string,
): number | undefined {
  let found: number | undefined;
  for (let index = 0; index < map.columns.length; index++) {
    if (Math.floor((map.columns[index] ?? 0) / bins.perColumn) !== column) continue;
    if (Math.floor((map.rows[index] ?? 0) / bins.perRow) !== row) continue;
    if (stateOf(index) === 'f') return index;
    found ??= index;
  }
  return found;
}

/** Labels under the map: the ends and what fits between, at their columns. */
export function axisTicks(
  labels: readonly string[],
  most: number,
): { at: number; label: string }[] {
  const last = labels.length - 1;
  const count = Math.max(2, Math.min(most, labels.length));
  const ticks: { at: number; label: string }[] = [];
  for (let i = 0; i < count; i++) {
    const at = last <= 0 ? 0 : Math.round((i * last) / (count - 1));
    if (ticks.at(-1)?.at !== at) ticks.push({ at, label: labels[at] ?? '' });
  }
  return ticks;
}
