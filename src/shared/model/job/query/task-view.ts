import type { Value } from '../../../expr/index.ts';
import type { SpacePart } from '../task-space.ts';
import { allPositions, type Positions } from './positions.ts';
import { checkLimit } from './query-limit.ts';

/** Tasks in another order or fewer of them; a row is found by arithmetic or in a list. */
export interface TaskView {
  readonly count: bigint;
  /** The index of the task in a row. */
  at(row: bigint): bigint;
}

export interface Column {
  readonly values: readonly Value[];
  /** Rows between two neighbours. */
  readonly stride: number;
}

/** The chosen places of all parts; the part that is sorted by changes slowest. */
export class ProductView implements TaskView {
  readonly count: bigint;
  readonly #digits: readonly { readonly part: SpacePart; readonly chosen: Positions; at: number }[];

  constructor(
    parts: readonly SpacePart[],
    chosen: readonly Positions[],
    first: number | undefined,
  ) {
    const digits = parts.map((part, at) => ({
      part,
      chosen: chosen[at] ?? allPositions(part.length),
      at,
    }));
    this.#digits = [
      ...digits.filter(({ at }) => at === first),
      ...digits.filter(({ at }) => at !== first),
    ];
    this.count = digits.reduce((product, digit) => product * digit.chosen.length, 1n);
  }

  at(row: bigint): bigint {
    let index = 0n;
    let rest = row;
    for (const { part, chosen } of this.#digits.toReversed()) {
      index += chosen.at(rest % chosen.length) * part.stride;
      rest /= chosen.length;
    }
    return index;
  }

  /** The values that a parameter has at the chosen places; there are at most so many as tasks. */
  columnOf(name: string, part: number): Column {
    const at = this.#digits.findIndex((digit) => digit.at === part);
    const digit = this.#digits[at];
    if (!digit) return { values: [], stride: 1 };
    const stride = this.#digits
      .slice(at + 1)
      .reduce((product, { chosen }) => product * chosen.length, 1n);
    const values: Value[] = [];
    for (let index = 0n; index < digit.chosen.length; index++) {
      const value = digit.part.valueAt(name, digit.chosen.at(index));
      if (value !== undefined) values.push(value);
    }
    return { values, stride: Number(stride) };
  }
}

/** Some rows of a view, in this order. */
export function subsetOf(view: TaskView, rows: Uint32Array): TaskView {
  return { count: BigInt(rows.length), at: (row) => view.at(BigInt(rows[Number(row)] ?? 0)) };
}

/** Rows by a number that each task has; those without one come last. */
export function sortByKeys(view: TaskView, keys: Float64Array, descending: boolean): TaskView {
  checkLimit(view.count, 'tasks');
  const rows = Uint32Array.from({ length: Number(view.count) }, (_, row) => row);
  const key = Float64Array.from(rows, (row) => keys[Number(view.at(BigInt(row)))] ?? Number.NaN);
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => {
    const [left, right] = [key[a] ?? Number.NaN, key[b] ?? Number.NaN];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || a - b;
    return sign * (left - right) || a - b;
  });
  return subsetOf(view, rows);
}
