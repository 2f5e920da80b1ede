import type { Value } from './values.ts';

/**
 * `==` (§1.2.5): int and float compare as numbers, string and path as text, a list and a range expression
 * item by item; values of other different types are never equal.
 */
export function valueEquals(left: Value, right: Value): boolean {
  switch (left.kind) {
    case 'null':
      return right.kind === 'null';
    case 'bool':
      return right.kind === 'bool' && left.value === right.value;
    case 'int':
    case 'float':
      // JavaScript compares bigint and number exactly, also near 2⁶³.
      // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are never strictly equal
      return (right.kind === 'int' || right.kind === 'float') && left.value == right.value;
    case 'string':
    case 'path':
      return (right.kind === 'string' || right.kind === 'path') && left.value === right.value;
    case 'range_expr':
      if (right.kind === 'range_expr') return left.value.equals(right.value);
      return right.kind === 'list' && listEqualsRange(right, left);
    case 'list':
      if (right.kind === 'range_expr') return listEqualsRange(left, right);
      return (
        right.kind === 'list' &&
        left.items.length === right.items.length &&
        left.items.every((item, index) => valueEquals(item, right.items[index] as Value))
      );
  }
}

function listEqualsRange(
  list: Value & { kind: 'list' },
  range: Value & { kind: 'range_expr' },
): boolean {
  if (BigInt(list.items.length) !== range.value.length) return false;
  return list.items.every((item, index) =>
    valueEquals(item, { kind: 'int', value: range.value.at(index) }),
  );
}

/**
 * The order of two values (§2.1.4): below 0, 0 or above; undefined for types that have none. Text is
 * ordered by code points, lists item by item with the shorter one first.
 */
export function compareValues(left: Value, right: Value): number | undefined {
  switch (left.kind) {
    case 'int':
    case 'float':
      if (right.kind !== 'int' && right.kind !== 'float') return undefined;
      return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    case 'bool':
      return right.kind === 'bool' ? Number(left.value) - Number(right.value) : undefined;
    case 'string':
    case 'path':
      return right.kind === 'string' || right.kind === 'path'
        ? compareText(left.value, right.value)
        : undefined;
    case 'list':
      return right.kind === 'list' ? compareItems(left.items, right.items) : undefined;
    default:
      return undefined;
  }
}

function compareItems(left: readonly Value[], right: readonly Value[]): number | undefined {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) break;
    const order = compareValues(a, b);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** By code points: UTF-16 code units would put U+FFxx above the supplementary planes. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return sortUnit(a) - sortUnit(b);
  }
  return left.length - right.length;
}

/** Surrogates (D800–DFFF) sort behind the rest of the basic plane. */
function sortUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
