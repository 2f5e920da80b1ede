import type { TaskMap } from '../../language-worker/contract.ts';

/** What wins where several tasks share a cell: what is wrong first, then what moves, then what waits. */
const ORDER = ' -dwcrf';
const RANKS = new Uint8Array(128);
for (let rank = 0; rank < ORDER.length; rank++) RANKS[ORDER.charCodeAt(rank)] = rank;
const NOT_IN_SCOPE = 45;

/** How the cells are coloured by time: none, or a share of the longest in tenths. */
export const NO_TIME = 255;

export interface Bins {
  readonly columns: number;
  readonly rows: number;
  /** Values of the axes that share a cell. */
  readonly perColumn: number;
  readonly perRow: number;
  /** The longest time of a task in each cell as a share of the longest of all, 0…254; {@link NO_TIME}: none. */
  readonly times?: Uint8Array;
  /** The longest time of all, in milliseconds. */
  readonly longest?: number;
  /** A letter for each cell, row by row; a space where there is no task. */
  readonly cells: readonly string[];
}

/** Letters of a step's tasks as character codes; without them no task is in scope. */
export type StateCodes = Uint8Array | undefined;

/** Gathers tasks into at most `maxColumns` × `maxRows` cells, a million of them within a frame. */
export function binStates(
  map: TaskMap,
  states: StateCodes,
  maxColumns: number,
  maxRows: number,
): Bins {
  // Every cell holds as many values as the others, so that cells can be compared.
  const perColumn = Math.max(1, Math.ceil(map.x.count / Math.max(1, maxColumns)));
  const perRow = Math.max(1, Math.ceil((map.y?.count ?? 1) / Math.max(1, maxRows)));
  const columns = Math.max(1, Math.ceil(map.x.count / perColumn));
  const rows = Math.max(1, Math.ceil((map.y?.count ?? 1) / perRow));
  const ranks = new Uint8Array(columns * rows);
  const { columns: across, rows: down } = map;
  for (let index = 0; index < across.length; index++) {
    const column = Math.floor((across[index] ?? 0) / perColumn);
    const row = Math.floor((down[index] ?? 0) / perRow);
    const rank = RANKS[states?.[index] ?? NOT_IN_SCOPE] ?? 1;
    const at = row * columns + column;
    if (rank > (ranks[at] ?? 0)) ranks[at] = rank;
  }
  return {
    columns,
    rows,
    perColumn,
    perRow,
    cells: Array.from(ranks, (rank) => ORDER[rank] ?? ' '),
  };
}

/** The first task in a cell, and better one that failed. */
export function taskAt(
  map: TaskMap,
  bins: Bins,
  column: number,
  row: number,
  states: StateCodes,
): number | undefined {
  let found: number | undefined;
  for (let index = 0; index < map.columns.length; index++) {
    if (Math.floor((map.columns[index] ?? 0) / bins.perColumn) !== column) continue;
    if (Math.floor((map.rows[index] ?? 0) / bins.perRow) !== row) continue;
    if (states?.[index] === 102) return index;
    found ??= index;
  }
  return found;
}

/** The times of tasks in the cells of a map, each by its longest. */
export function binTimes(map: TaskMap, bins: Bins, times: ReadonlyMap<number, number>): Uint8Array {
  const longest = new Float64Array(bins.cells.length);
  let most = 0;
  for (const [index, time] of times) {
    if (index >= map.columns.length) continue;
    const column = Math.floor((map.columns[index] ?? 0) / bins.perColumn);
    const row = Math.floor((map.rows[index] ?? 0) / bins.perRow);
    const at = row * bins.columns + column;
    if (time > (longest[at] ?? 0)) longest[at] = time;
    if (time > most) most = time;
  }
  return Uint8Array.from(longest, (time) =>
    time === 0 ? NO_TIME : Math.round((time / most) * 254),
  );
}
