import { ITEM_BYTES } from '../budget.ts';
import { ExprError } from '../errors.ts';
import { typeToString } from '../type-text.ts';
import { type ExprType, TYPES } from '../types.ts';
import { compareValues, valueEquals } from '../value-compare.ts';
import { boolValue, intValue, listValue, type Value } from '../values.ts';
import { boolArg, intArg, listArg } from './args.ts';
import { type CallContext, define, type FunctionDefinition } from './definition.ts';

/** List functions (§2.2.3). */
export const lists: readonly FunctionDefinition[] = [
  define(
    'range',
    '2.2.3',
    'Integers from start up to, not including, stop',
    ['(stop: int) -> list[int]', (args, context) => countFrom(0n, intArg(args, 0), 1n, context)],
    [
      '(start: int, stop: int) -> list[int]',
      (args, context) => countFrom(intArg(args, 0), intArg(args, 1), 1n, context),
    ],
    [
      '(start: int, stop: int, step: int) -> list[int]',
      (args, context) => countFrom(intArg(args, 0), intArg(args, 1), intArg(args, 2), context),
    ],
  ),
  define(
    'flatten',
    '2.2.3',
    'One list of the items of all lists',
    ['(lists: list[list[T]]) -> list[T]', flatten],
    ['(values: list[T]) -> list[T]', (args, context) => counted(args, context)],
  ),
  define('sorted', '2.2.3', 'The items in ascending order', [
    '(values: list[T]) -> list[T]',
    sorted,
    sortable,
  ]),
  define('reversed', '2.2.3', 'The items in reverse order', [
    '(values: list[T]) -> list[T]',
    (args, context) => {
      const list = counted(args, context);
      return listValue(list.item, list.items.toReversed());
    },
  ]),
  define('unique', '2.2.3', 'The items without repetitions, in order of their first occurrence', [
    '(values: list[T]) -> list[T]',
    unique,
  ]),
  define('any', '2.2.3', 'True if any item is true', [
    '(values: list[bool]) -> bool',
    (args, context) => boolValue(counted(args, context).items.some((item) => boolArg([item], 0))),
  ]),
  define('all', '2.2.3', 'True if all items are true', [
    '(values: list[bool]) -> bool',
    (args, context) => boolValue(counted(args, context).items.every((item) => boolArg([item], 0))),
  ]),
];

function counted(args: readonly Value[], context: CallContext): Value & { readonly kind: 'list' } {
  const list = listArg(args, 0);
  context.count(list.items.length);
  return list;
}

function countFrom(start: bigint, stop: bigint, step: bigint, context: CallContext): Value {
  if (step === 0n) throw new ExprError('zero-step', 'The step of range() must not be zero.');
  const distance = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  const length = distance <= 0n ? 0n : (distance + stride - 1n) / stride;
  context.count(Number(length));
  context.reserve(Number(length) * ITEM_BYTES);
  const items = Array.from({ length: Number(length) }, (_, index) =>
    intValue(start + BigInt(index) * step),
  );
  return listValue(TYPES.int, items);
}

function flatten(args: readonly Value[], context: CallContext): Value {
  const { item, items } = counted(args, context);
  const flat = items.flatMap((list) => listArg([list], 0).items);
  context.count(flat.length);
  return listValue(item.kind === 'list' ? item.item : TYPES.nulltype, flat);
}

function sorted(args: readonly Value[], context: CallContext): Value {
  const list = counted(args, context);
  return listValue(
    list.item,
    list.items.toSorted((left, right) => compareValues(left, right) ?? 0),
  );
}

const UNORDERED: ReadonlySet<ExprType['kind']> = new Set(['range_expr']);

function sortable([type = TYPES.any]: readonly ExprType[]): ExprType | string {
  if (type.kind === 'range_expr') return { kind: 'list', item: TYPES.int };
  let item = type;
  while (item.kind === 'list') item = item.item;
  return UNORDERED.has(item.kind) ? `Items of type ${typeToString(item)} have no order.` : type;
}

function unique(args: readonly Value[], context: CallContext): Value {
  const list = counted(args, context);
  const seen = new Set<string>();
  const items: Value[] = [];
  for (const item of list.items) {
    const key = keyOf(item);
    // Lists have no key and are compared one by one.
    const known =
      key === undefined ? items.some((other) => valueEquals(other, item)) : seen.has(key);
    if (known) continue;
    if (key !== undefined) seen.add(key);
    items.push(item);
  }
  return listValue(list.item, items);
}

/** A text that is the same for equal values of one list, where that is easy to make. */
function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'string':
    case 'path':
      return `${value.kind}:${value.value}`;
    case 'float':
      return `float:${value.value}`;
    default:
      return undefined;
  }
}
