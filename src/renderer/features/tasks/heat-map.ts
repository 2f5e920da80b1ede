import { LOOK_LIMIT, type MapAxis, type TaskMap } from '../../language-worker/contract.ts';

/** What wins where several tasks share a cell: what is wrong first, then what moves, then what waits. */
const ORDER = ' -dwcrf';
const RANKS = new Uint8Array(128);
for (let rank = 0; rank < ORDER.length; rank++) RANKS[ORDER.charCodeAt(rank)] = rank;
const NOT_IN_SCOPE = 45;
const FAILED = 102;

/** How the cells are coloured by time: none, or a share of the longest in tenths. */
export const NO_TIME = 255;

/** How the places of both axes are gathered into cells. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Values of the axes that share a cell. */
  readonly perColumn: number;
  readonly perRow: number;
}

export interface Bins extends Grid {
  /** The longest time of a task in each cell as a share of the longest of all, 0…254; {@link NO_TIME}: none. */
  readonly times?: Uint8Array;
  /** The longest of all, in milliseconds, when times are shown. */
  readonly longest?: number;
  /** A letter for each cell, row by row; a space where there is no task. */
  readonly cells: readonly string[];
}

/**
 * What is known of tasks: a letter for each as its character code (nothing: no task is in scope), or, of tasks
 * that are too many for that, those that ran.
 */
type StateCodes = Uint8Array | ReadonlyMap<number, number> | undefined;

/** Every cell holds as many values as the others, so that cells can be compared. */
function gridOf({ x, y }: TaskMap, maxColumns: number, maxRows: number): Grid {
  const perColumn = Math.max(1, Math.ceil(x.count / Math.max(1, maxColumns)));
  const perRow = Math.max(1, Math.ceil((y?.count ?? 1) / Math.max(1, maxRows)));
  return {
    columns: Math.max(1, Math.ceil(x.count / perColumn)),
    rows: Math.max(1, Math.ceil((y?.count ?? 1) / perRow)),
    perColumn,
    perRow,
  };
}

const placeOf = (axis: MapAxis | undefined, index: number): number =>
  axis ? Math.floor(index / axis.stride) % axis.count : 0;

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** The cell that a task is in. */
export function cellOf(map: TaskMap, grid: Grid, index: number): Cell {
  return {
    column: Math.floor(placeOf(map.x, index) / grid.perColumn),
    row: Math.floor(placeOf(map.y, index) / grid.perRow),
  };
}

/** Where the middle of the cell of a place of the axis across is, as a share of the map's width. */
export function middleOf(place: number, { columns, perColumn }: Grid): number {
  return (Math.floor(place / perColumn) + 0.5) / columns;
}

/** Tasks that one cell stands for at most. */
export function tasksInCell({ count, x, y }: TaskMap, { perColumn, perRow }: Grid): number {
  const places = isProduct(x, y) ? x.count * (y?.count ?? 1) : Math.max(x.count, y?.count ?? 1);
  const shared = isProduct(x, y) ? perColumn * perRow : Math.max(perColumn, perRow);
  return Math.min(count, Math.round((count / places) * shared));
}

/** Whether each value of one axis meets each of the other: one moves while the other stands. */
function isProduct(x: MapAxis, y: MapAxis | undefined): boolean {
  if (!y) return true;
  const [inner, outer] = x.stride < y.stride ? [x, y] : [y, x];
  return inner.stride * inner.count <= outer.stride;
}

/** Gathers tasks into at most `maxColumns` × `maxRows` cells, a million of them within a frame. */
export function binStates(
  map: TaskMap,
  states: StateCodes,
  maxColumns: number,
  maxRows: number,
): Bins {
  const grid = gridOf(map, maxColumns, maxRows);
  const ranks = new Uint8Array(grid.columns * grid.rows);
  const take = (index: number, code: number) => {
    const { column, row } = cellOf(map, grid, index);
    const rank = RANKS[code] ?? 1;
    const at = row * grid.columns + column;
    if (rank > (ranks[at] ?? 0)) ranks[at] = rank;
  };
  if (map.count > LOOK_LIMIT) {
    markTasks(map, grid, ranks);
    if (states instanceof Map) for (const [index, code] of states) take(index, code);
  } else if (states instanceof Uint8Array || states === undefined)
    takeAll(map, grid, ranks, states);
  else
    for (let index = 0; index < map.count; index++) take(index, states.get(index) ?? NOT_IN_SCOPE);
  return { ...grid, cells: Array.from(ranks, (rank) => ORDER[rank] ?? ' ') };
}

/** The same for each of a million, in integers of 32 bits. */
function takeAll(
  { count, x, y }: TaskMap,
  { columns, perColumn, perRow }: Grid,
  ranks: Uint8Array,
  states: Uint8Array | undefined,
): void {
  const [strideX, countX, strideY, countY] = [x.stride, x.count, y?.stride ?? 1, y?.count ?? 1];
  for (let index = 0; index < count; index++) {
    const column = ((((index / strideX) | 0) % countX) / perColumn) | 0;
    const row = ((((index / strideY) | 0) % countY) / perRow) | 0;
    const rank = RANKS[states?.[index] ?? NOT_IN_SCOPE] ?? 1;
    const at = row * columns + column;
    if (rank > (ranks[at] ?? 0)) ranks[at] = rank;
  }
}

/** Marks the cells that hold any task: all of a product, of parameters that go together the line they walk. */
function markTasks(map: TaskMap, grid: Grid, ranks: Uint8Array): void {
  const known = RANKS[NOT_IN_SCOPE] ?? 1;
  if (isProduct(map.x, map.y)) ranks.fill(known);
  else
    for (const index of walk(map)) {
      const { column, row } = cellOf(map, grid, index);
      ranks[row * grid.columns + column] = known;
    }
}

/** The tasks at which one of two axes that go together moves on; of more than a million some, evenly. */
function* walk({ x, y = x }: TaskMap): Iterable<number> {
  const period = Math.max(x.stride * x.count, y.stride * y.count);
  const step = Math.min(x.stride, y.stride);
  const many = Math.ceil(period / step / LOOK_LIMIT);
  for (let index = 0; index < period; index += step * many) yield index;
}

/** The first task in a cell, and better one that failed; of very many one that ran. */
export function taskAt(
  map: TaskMap,
  grid: Grid,
  { column, row }: Cell,
  states: StateCodes,
): number | undefined {
  if (column >= grid.columns || row >= grid.rows) return undefined;
  const isHere = (index: number) => {
    const cell = cellOf(map, grid, index);
    return cell.column === column && cell.row === row;
  };
  if (map.count <= LOOK_LIMIT && !(states instanceof Map)) {
    let found: number | undefined;
    for (let index = 0; index < map.count; index++) {
      if (!isHere(index)) continue;
      if ((states as Uint8Array | undefined)?.[index] === FAILED) return index;
      found ??= index;
    }
    return found;
  }
  let ran: number | undefined;
  if (states instanceof Map)
    for (const [index, code] of states) {
      if (!isHere(index)) continue;
      if (code === FAILED) return index;
      if (ran === undefined || index < ran) ran = index;
    }
  return ran ?? firstOf(map, grid, { column, row }, isHere);
}

function firstOf(
  map: TaskMap,
  grid: Grid,
  { column, row }: Cell,
  isHere: (index: number) => boolean,
): number | undefined {
  const first = column * grid.perColumn * map.x.stride + row * grid.perRow * (map.y?.stride ?? 0);
  if (isProduct(map.x, map.y)) return first;
  for (const index of walk(map)) if (isHere(index)) return index;
  return undefined;
}

/** The times of tasks in the cells of a map, each by its longest. */
export function binTimes(map: TaskMap, bins: Bins, times: ReadonlyMap<number, number>): Uint8Array {
  const longest = new Float64Array(bins.cells.length);
  let most = 0;
  for (const [index, time] of times) {
    if (index >= map.count) continue;
    const { column, row } = cellOf(map, bins, index);
    const at = row * bins.columns + column;
    if (time > (longest[at] ?? 0)) longest[at] = time;
    if (time > most) most = time;
  }
  return Uint8Array.from(longest, (time) =>
    time === 0 ? NO_TIME : Math.round((time / most) * 254),
  );
}
